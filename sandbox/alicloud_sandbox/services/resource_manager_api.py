"""Requests and answers of resource groups, which belong to an account and lie in no region."""

import re

from alicloud_sandbox.core import catalogue, resource_groups, tagging
from alicloud_sandbox.core.actions import RESOURCE_MANAGER, Answer, Evidence
from alicloud_sandbox.core.answers import checked_tags, only, tagged
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import ResourceGroup
from alicloud_sandbox.core.paging import page, token_page
from alicloud_sandbox.core.params import Pages, Params, Tag
from alicloud_sandbox.core.resource_types import RESOURCE_GROUP, TYPED

_MOST_GROUPS = 30
_MOST_PER_PAGE = 100
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NAME_LENGTHS = range(2, 51)
_DISPLAY_NAME_LENGTHS = range(1, 51)
_STATES = ("", "Creating", "OK", "PendingDelete")
_KINDS: tagging.Kinds = {"resourcegroup": ResourceGroup}


class CreateResourceGroup(Params, kw_only=True):
    """Parameters of CreateResourceGroup."""

    name: str
    display_name: str
    tag: list[Tag] = []


@RESOURCE_MANAGER.action(
    "CreateResourceGroup",
    Evidence.DOCUMENTED,
    "it is OK at once; the code for the 31st group is assumed",
    resources=(RESOURCE_GROUP.all,),
)
def create_resource_group(call: Call, p: CreateResourceGroup) -> Answer:
    """Create a resource group; the account must not have one with this name."""
    _check_name(p.name)
    _check_display_name(p.display_name)
    groups = resource_groups.all_groups(call)
    if p.name in [group.name for group in groups]:
        raise ApiError(409, "EntityAlreadyExists.ResourceGroup", f"The resource group {p.name} already exists.")
    if len(groups) > _MOST_GROUPS:
        raise ApiError(409, "LimitExceeded.ResourceGroup", f"The account has its {_MOST_GROUPS} resource groups.")
    group = ResourceGroup(
        id=call.new_id("rg", 15),
        account=call.caller.account,
        region="",
        created=call.now,
        name=p.name,
        display_name=p.display_name,
        tags=checked_tags(p.tag),
    )
    call.store.put(group)
    return {"ResourceGroup": _write_with_regions(group)}


class GetResourceGroup(Params, kw_only=True):
    """Parameters of GetResourceGroup."""

    resource_group_id: str
    include_tags: bool = False


@RESOURCE_MANAGER.action("GetResourceGroup", Evidence.DOCUMENTED, resources=(RESOURCE_GROUP,))
def get_resource_group(call: Call, p: GetResourceGroup) -> Answer:
    """Return one resource group, with its state in every region."""
    group = resource_groups.get_group(call, p.resource_group_id)
    return {"ResourceGroup": {**_write_with_regions(group), **_tags(group, p.include_tags)}}


class ListResourceGroups(Pages, kw_only=True):
    """Parameters of ListResourceGroups; both names take a part of the name."""

    status: str = ""
    resource_group_id: str = ""
    resource_group_ids: list[str] = []
    name: str = ""
    display_name: str = ""
    tag: list[Tag] = []
    include_tags: bool = False


@RESOURCE_MANAGER.action(
    "ListResourceGroups",
    Evidence.DOCUMENTED,
    "the default resource group, which every account has, is the first",
    resources=(RESOURCE_GROUP.all,),
)
def list_resource_groups(call: Call, p: ListResourceGroups) -> Answer:
    """Return the account's resource groups that match every filter; `ResourceGroupIds` wins over `ResourceGroupId`."""
    if p.status not in _STATES:
        raise invalid("Status", f"it must be one of {', '.join(_STATES[1:])}", "InvalidParameter.Status")
    found = only(resource_groups.all_groups(call), id="" if p.resource_group_ids else p.resource_group_id)
    found = [
        group
        for group in tagged(found, p.tag)
        if p.status in ("", "OK")
        and group.id in (p.resource_group_ids or [group.id])
        and p.name in group.name
        and p.display_name in group.display_name
    ]
    rows, numbers = page(p, found, lambda group: {**_write(group), **_tags(group, p.include_tags)}, _MOST_PER_PAGE)
    return {"ResourceGroups": {"ResourceGroup": rows}, **numbers}


class UpdateResourceGroup(Params, kw_only=True):
    """Parameters of UpdateResourceGroup."""

    resource_group_id: str
    new_display_name: str


@RESOURCE_MANAGER.action("UpdateResourceGroup", Evidence.DOCUMENTED, resources=(RESOURCE_GROUP,))
def update_resource_group(call: Call, p: UpdateResourceGroup) -> Answer:
    """Change the display name."""
    group = resource_groups.get_group(call, p.resource_group_id)
    _check_display_name(p.new_display_name)
    group.display_name = p.new_display_name
    call.store.put(group)
    return {"ResourceGroup": _write(group)}


class DeleteResourceGroup(Params, kw_only=True):
    """Parameters of DeleteResourceGroup."""

    resource_group_id: str


@RESOURCE_MANAGER.action(
    "DeleteResourceGroup",
    Evidence.DOCUMENTED,
    "it is gone at once; the code for the default group is assumed",
    resources=(RESOURCE_GROUP,),
)
def delete_resource_group(call: Call, p: DeleteResourceGroup) -> Answer:
    """Delete a resource group without resources."""
    group = resource_groups.get_group(call, p.resource_group_id)
    if group.id == resource_groups.default_id(group.account):
        raise invalid("ResourceGroupId", "the default group stays", "InvalidParameter.ResourceGroupId")
    if resource := call.store.first_in_group(group.account, group.id):
        raise ApiError(
            409, "DeleteConflict.ResourceGroup.Resource", f"The resource group {group.name} still has {resource}."
        )
    call.store.delete(group)
    return {"ResourceGroup": {**_write(group), "Status": "PendingDelete"}}


class ListTagResources(Params, kw_only=True):
    """Parameters of ListTagResources."""

    resource_type: str
    resource_id: list[str] = []
    tag: list[Tag] = []
    max_results: int = _MOST_PER_PAGE
    next_token: str = ""


@RESOURCE_MANAGER.action("ListTagResources", Evidence.SEEN, "resource groups only", assumed_resources=(TYPED.or_all,))
def list_tag_resources(call: Call, p: ListTagResources) -> Answer:
    """Return the tags of resource groups, a row per tag; the last page has no token, as the provider expects."""
    if not 1 <= p.max_results <= _MOST_PER_PAGE:
        raise invalid("MaxResults", f"it must be 1 to {_MOST_PER_PAGE}")
    rows = tagging.listing(call, _KINDS, p.resource_type, p.resource_id, p.tag)
    some, token = token_page(rows, lambda row: f"{row['ResourceId']}/{row['TagKey']}", p.next_token, p.max_results)
    return {"TagResources": some, **({"NextToken": token} if token else {})}


@RESOURCE_MANAGER.action("TagResources", Evidence.SEEN, "resource groups only", assumed_resources=(TYPED,))
def tag_resources(call: Call, p: tagging.TagParams) -> Answer:
    """Add tags to resource groups."""
    _keep_default(call, p.resource_id)
    tagging.tag(call, _KINDS, p)
    return {}


@RESOURCE_MANAGER.action("UntagResources", Evidence.SEEN, "resource groups only", assumed_resources=(TYPED,))
def untag_resources(call: Call, p: tagging.UntagParams) -> Answer:
    """Remove tags from resource groups."""
    _keep_default(call, p.resource_id)
    tagging.untag(call, _KINDS, p)
    return {}


def _keep_default(call: Call, ids: list[str]) -> None:
    """Save the default group, if it is one of these, so that it can be tagged."""
    if (default := resource_groups.default_id(call.caller.account)) in ids:
        call.store.put(resource_groups.get_group(call, default))


def _check_name(name: str) -> None:
    if len(name) not in _NAME_LENGTHS:
        raise invalid("Name", "it must have 2 to 50 characters", "InvalidParameter.Name.Length")
    if not _NAME.fullmatch(name):
        what = "it must consist of letters, digits and hyphens and start with a letter"
        raise invalid("Name", what, "InvalidParameter.Name.InvalidChars")


def _check_display_name(name: str) -> None:
    if len(name) not in _DISPLAY_NAME_LENGTHS:
        raise invalid("DisplayName", "it must have 1 to 50 characters", "InvalidParameter.DisplayName.Length")


def _write(group: ResourceGroup) -> Answer:
    return {
        "Id": group.id,
        "Name": group.name,
        "DisplayName": group.display_name,
        "AccountId": group.account,
        "Status": "OK",
        "CreateDate": timestamp(group.created),
    }


def _write_with_regions(group: ResourceGroup) -> Answer:
    regions = [{"RegionId": region, "Status": "OK"} for region in catalogue.REGIONS]
    return {**_write(group), "RegionStatuses": {"RegionStatus": regions}}


def _tags(group: ResourceGroup, wanted: bool) -> Answer:
    rows = [{"TagKey": key, "TagValue": value} for key, value in group.tags.items()]
    return {"Tags": {"Tag": rows}} if wanted else {}
