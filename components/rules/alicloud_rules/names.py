"""The rules for names, descriptions and tags of ECS and VPC resources.

Sources: the API pages of RunInstances, CreateNetworkInterface and CreateSecurityGroup (ECS), CreateVpc, CreateVSwitch
and CreateIpv6Gateway (VPC), CreateResourceGroup (Resource Management; the form of its ids is that of its examples).
"""

import re
from collections.abc import Mapping

from .violation import Violation

NAME_LENGTHS = range(2, 129)
DESCRIPTION_LENGTHS = range(2, 257)
MAX_COMMAND_NAME_LENGTH = 128
MAX_TAGS = 20
MAX_TAG_LENGTH = 128

_RESOURCE_GROUP = re.compile(r"rg-[0-9A-Za-z]+")
_URL_STARTS = ("http://", "https://")
_VPC_MARKS = frozenset("._-")
_ECS_MARKS = _VPC_MARKS | {":"}


def check_ecs_name(name: str) -> Violation | None:
    """Check the name of an instance, ENI or security group: letters, digits, `.`, `_`, `-` and `:`."""
    return _check_name(name, _ECS_MARKS)


def check_vpc_name(name: str) -> Violation | None:
    """Check the name of a VPC, vSwitch or IPv6 gateway: letters, digits, `.`, `_` and `-`."""
    return _check_name(name, _VPC_MARKS)


def check_command_name(name: str) -> Violation | None:
    """Check the name of a Cloud Assistant command: any characters, at most 128 of them."""
    if 0 < len(name) <= MAX_COMMAND_NAME_LENGTH:
        return None
    message = f"A command's name has 1 to {MAX_COMMAND_NAME_LENGTH} characters, but {name!r} has {len(name)}."
    return Violation("name", name, f"1 to {MAX_COMMAND_NAME_LENGTH} characters", message)


def _check_name(name: str, marks: frozenset[str]) -> Violation | None:
    """Check length and characters; Chinese characters count as letters."""
    allowed = f"letters, digits and {' '.join(sorted(marks))}"
    strange = next((one for one in name if not one.isalnum() and one not in marks), "")
    message = ""
    if len(name) not in NAME_LENGTHS:
        message = f"A name has {NAME_LENGTHS[0]} to {NAME_LENGTHS[-1]} characters, but {name!r} has {len(name)}."
    elif not name[0].isalpha():
        message = f"A name begins with a letter or a Chinese character, but {name!r} begins with {name[0]!r}."
    elif name.startswith(_URL_STARTS):
        message = f"A name must not begin with http:// or https://, but {name!r} does."
    elif strange:
        message = f"A name has only {allowed}, but {name!r} has {strange!r}."
    return Violation("name", name, allowed, message) if message else None


def check_resource_group_id(group: str) -> Violation | None:
    """Check the form of a resource group's id: `rg-`, then letters and digits."""
    if _RESOURCE_GROUP.fullmatch(group):
        return None
    allowed = "an id such as rg-acfmxazb4ph6aiy"
    message = f"A resource group is named by {allowed}, not {group!r}."
    return Violation("resource-group-id", group, allowed, message)


def check_description(description: str) -> Violation | None:
    """Check a description: empty, or 2 to 256 characters that do not begin with http:// or https://."""
    lengths = f"{DESCRIPTION_LENGTHS[0]} to {DESCRIPTION_LENGTHS[-1]} characters"
    message = ""
    if description and len(description) not in DESCRIPTION_LENGTHS:
        message = f"A description has {lengths}, not {len(description)}."
    elif description.startswith(_URL_STARTS):
        message = f"A description must not begin with http:// or https://, but {description!r} does."
    return Violation("description", description, lengths, message) if message else None


def check_tags(tags: Mapping[str, str]) -> Violation | None:
    """Check the tags of one resource: at most 20, keys not empty, at most 128 characters, no reserved start."""
    if len(tags) > MAX_TAGS:
        return Violation("tags", len(tags), MAX_TAGS, f"A resource has at most {MAX_TAGS} tags, not {len(tags)}.")
    violations = (_check_tag_key(key) or _check_tag_value(key, value) for key, value in tags.items())
    return next(filter(None, violations), None)


def _check_tag_key(key: str) -> Violation | None:
    allowed = "a key that does not begin with aliyun or acs:"
    if not key:
        return Violation("tag-key", key, allowed, "A tag key must not be empty.")
    if key.startswith(("aliyun", "acs:")):
        return Violation("tag-key", key, allowed, f"A tag key must not begin with aliyun or acs:, but {key!r} does.")
    return _check_tag_part("tag-key", f"tag key {key!r}", key)


def _check_tag_value(key: str, value: str) -> Violation | None:
    if value.startswith("acs:"):
        message = f"A tag value must not begin with acs:, but that of {key!r} does."
        return Violation("tag-value", value, "a value that does not begin with acs:", message)
    return _check_tag_part("tag-value", f"value of tag {key!r}", value)


def _check_tag_part(rule: str, subject: str, found: str) -> Violation | None:
    if len(found) > MAX_TAG_LENGTH:
        message = f"The {subject} has {len(found)} characters; at most {MAX_TAG_LENGTH} are allowed."
        return Violation(rule, len(found), MAX_TAG_LENGTH, message)
    if any(start in found for start in _URL_STARTS):
        return Violation(rule, found, "no URL", f"The {subject} must not contain http:// or https://.")
    return None
