"""Requests and answers of tags of users, roles and custom policies; names are numbered or a JSON array."""

from collections.abc import Callable, Sequence

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.answers import check_tag_map, tagged
from alicloud_sandbox.core.api_errors import invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.paging import token_page
from alicloud_sandbox.core.params import ListOrJson, Params, Tag
from alicloud_sandbox.core.resource_types import TYPED
from alicloud_sandbox.core.tagging import Kinds, kind_of
from alicloud_sandbox.iam.ram import ram_policies, ram_roles, ram_users
from alicloud_sandbox.iam.ram.ram_answers import tag_map, tags
from alicloud_sandbox.iam.ram.ram_records import Policy, Role, User

_KINDS: Kinds = {"user": User, "role": Role, "policy": Policy}
_FINDERS: dict[str, Callable[[Call, str], Entity]] = {
    "user": ram_users.get_user,
    "role": ram_roles.get_role,
    "policy": ram_policies.get_policy,
}
_MOST_ROWS = 1000


class TagResources(Params, kw_only=True):
    """Parameters of TagResources."""

    resource_type: str
    resource_names: ListOrJson
    tag: list[Tag] | str


@RAM.action("TagResources", Evidence.SEEN, assumed_resources=(TYPED.by("ResourceNames"),))
def tag_resources(call: Call, p: TagResources) -> Answer:
    """Add tags to RAM resources."""
    new = tag_map(p.tag)
    for entity in _named(call, p.resource_type, p.resource_names):
        check_tag_map({**entity.tags, **new})
        entity.tags = {**entity.tags, **new}
        call.store.put(entity)
    return {}


class UntagResources(Params, kw_only=True):
    """Parameters of UntagResources; the provider sends `TagKey.N` beside `TagKeys`."""

    resource_type: str
    resource_names: ListOrJson
    tag_keys: ListOrJson = ListOrJson()
    tag_key: list[str] = []
    all: bool = False


@RAM.action("UntagResources", Evidence.SEEN, assumed_resources=(TYPED.by("ResourceNames"),))
def untag_resources(call: Call, p: UntagResources) -> Answer:
    """Remove tags from RAM resources."""
    keys = {*p.tag_keys, *p.tag_key}
    if not keys and not p.all:
        raise missing("TagKeys")
    for entity in _named(call, p.resource_type, p.resource_names):
        entity.tags = {key: value for key, value in entity.tags.items() if keys and key not in keys}
        call.store.put(entity)
    return {}


class ListTagResources(Params, kw_only=True):
    """Parameters of ListTagResources."""

    resource_type: str
    resource_names: ListOrJson = ListOrJson()
    tag: list[Tag] | str = []
    page_size: int = _MOST_ROWS
    next_token: str = ""


@RAM.action("ListTagResources", Evidence.SEEN, assumed_resources=(TYPED.by("ResourceNames").or_all,))
def list_tag_resources(call: Call, p: ListTagResources) -> Answer:
    """Return the tags of RAM resources, a row per tag."""
    if not 1 <= p.page_size <= _MOST_ROWS:
        raise invalid("PageSize", f"it must be 1 to {_MOST_ROWS}")
    found = (
        _named(call, p.resource_type, p.resource_names)
        if p.resource_names
        else call.owned_all(kind_of(_KINDS, p.resource_type))
    )
    rows = [
        {"ResourceName": entity.name, "ResourceType": p.resource_type, "TagKey": key, "TagValue": value}
        for entity in tagged(found, tags(p.tag))
        for key, value in entity.tags.items()
    ]
    some, token = token_page(rows, lambda row: f"{row['ResourceName']}/{row['TagKey']}", p.next_token, p.page_size)
    return {"TagResources": some, **({"NextToken": token} if token else {})}


def _named(call: Call, resource_type: str, names: Sequence[str]) -> list[Entity]:
    kind_of(_KINDS, resource_type)
    if not names:
        raise missing("ResourceNames")
    return [_FINDERS[resource_type.lower()](call, name) for name in names]
