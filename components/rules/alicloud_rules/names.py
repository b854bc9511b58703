"""The rules for names, descriptions and tags of ECS and VPC resources.

Every `..._problem` answers None when all is well, else one sentence. Sources: the API pages of RunInstances,
CreateNetworkInterface and CreateSecurityGroup (ECS), CreateVpc, CreateVSwitch and CreateIpv6Gateway (VPC).
"""

from collections.abc import Mapping

NAME_LENGTHS = range(2, 129)
DESCRIPTION_LENGTHS = range(2, 257)
MAX_TAGS = 20
MAX_TAG_LENGTH = 128

_URL_STARTS = ("http://", "https://")
_VPC_MARKS = frozenset("._-")
_ECS_MARKS = _VPC_MARKS | {":"}


def ecs_name_problem(name: str) -> str | None:
    """Check the name of an instance, ENI or security group: letters, digits, `.`, `_`, `-` and `:`."""
    return _name_problem(name, _ECS_MARKS)


def vpc_name_problem(name: str) -> str | None:
    """Check the name of a VPC, vSwitch or IPv6 gateway: letters, digits, `.`, `_` and `-`."""
    return _name_problem(name, _VPC_MARKS)


def _name_problem(name: str, marks: frozenset[str]) -> str | None:
    """Check the length and what stands where; Chinese characters count as letters."""
    if len(name) not in NAME_LENGTHS:
        return f"A name has {NAME_LENGTHS[0]} to {NAME_LENGTHS[-1]} characters, but {name!r} has {len(name)}."
    if not name[0].isalpha():
        return f"A name begins with a letter or a Chinese character, but {name!r} begins with {name[0]!r}."
    if name.startswith(_URL_STARTS):
        return f"A name must not begin with http:// or https://, but {name!r} does."
    for character in name:
        if not character.isalnum() and character not in marks:
            return f"A name has only letters, digits and {' '.join(sorted(marks))}, but {name!r} has {character!r}."
    return None


def description_problem(description: str) -> str | None:
    """Check a description: empty, or 2 to 256 characters that do not begin with http:// or https://."""
    if not description:
        return None
    if len(description) not in DESCRIPTION_LENGTHS:
        lengths = f"{DESCRIPTION_LENGTHS[0]} to {DESCRIPTION_LENGTHS[-1]}"
        return f"A description has {lengths} characters, not {len(description)}."
    if description.startswith(_URL_STARTS):
        return f"A description must not begin with http:// or https://, but {description!r} does."
    return None


def tags_problem(tags: Mapping[str, str]) -> str | None:
    """Check the tags of one resource: at most 20, keys not empty, texts up to 128 characters, no reserved start."""
    if len(tags) > MAX_TAGS:
        return f"A resource has at most {MAX_TAGS} tags, not {len(tags)}."
    problems = (_tag_key_problem(key) or _tag_value_problem(key, value) for key, value in tags.items())
    return next(filter(None, problems), None)


def _tag_key_problem(key: str) -> str | None:
    if not key:
        return "A tag key must not be empty."
    if key.startswith(("aliyun", "acs:")):
        return f"A tag key must not begin with aliyun or acs:, but {key!r} does."
    return _tag_text_problem(f"tag key {key!r}", key)


def _tag_value_problem(key: str, value: str) -> str | None:
    if value.startswith("acs:"):
        return f"A tag value must not begin with acs:, but that of {key!r} does."
    return _tag_text_problem(f"value of tag {key!r}", value)


def _tag_text_problem(what: str, text: str) -> str | None:
    if len(text) > MAX_TAG_LENGTH:
        return f"The {what} has {len(text)} characters; at most {MAX_TAG_LENGTH} are allowed."
    if any(start in text for start in _URL_STARTS):
        return f"The {what} must not contain http:// or https://."
    return None
