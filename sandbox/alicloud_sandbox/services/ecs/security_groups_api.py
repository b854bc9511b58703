"""Requests and answers of security groups; their rules are in `security_group_rules_api`."""

from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags, ecs_tags, only, set_given, tagged
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import SecurityGroup
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age
from alicloud_sandbox.core.params import JsonList, Params, Tag
from alicloud_sandbox.core.resource_types import SECURITY_GROUP, VPC_RESOURCE, of_vpc
from alicloud_sandbox.services.ecs import ecs_security_groups
from alicloud_sandbox.services.ecs.ecs_security_groups import get_group

_MOST_NAMED = 100
_MOST_PER_PAGE = 100


class CreateSecurityGroup(Params, kw_only=True):
    """Parameters of CreateSecurityGroup."""

    vpc_id: str = ""
    security_group_name: str = ""
    description: str = ""
    security_group_type: str = "normal"
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""


@ECS.action(
    "CreateSecurityGroup",
    Evidence.DOCUMENTED,
    "the account's quota of groups is not modelled",
    resources=(SECURITY_GROUP.all, of_vpc(VPC_RESOURCE)),
)
def create_security_group(call: Call, p: CreateSecurityGroup) -> Answer:
    """Create a security group without rules."""
    _check_names(p.security_group_name, p.description)
    inner_access = ecs_security_groups.inner_access_of(p.security_group_type)
    group = SecurityGroup(
        **call.new_entity_fields("sg"),
        name=p.security_group_name,
        description=p.description,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
        vpc_id=ecs_security_groups.usable_vpc(call, p.vpc_id).id,
        kind=p.security_group_type,
        inner_access=inner_access,
    )
    call.store.put(group)
    return {"SecurityGroupId": group.id}


class DescribeSecurityGroups(TokenPages, kw_only=True):
    """Parameters of DescribeSecurityGroups; `SecurityGroupIds` is a JSON array of at most 100 ids."""

    security_group_id: str = ""
    security_group_ids: JsonList | None = None
    security_group_name: str = ""
    security_group_type: str = ""
    network_type: str = ""
    vpc_id: str = ""
    resource_group_id: str = ""
    service_managed: bool = False
    tag: list[Tag] = []
    dry_run: bool = False


@ECS.action(
    "DescribeSecurityGroups",
    Evidence.DOCUMENTED,
    "IsQueryEcsCount and FuzzyQuery, deprecated, are refused",
    resources=(SECURITY_GROUP.by("SecurityGroupId|SecurityGroupIds").or_all,),
)
def describe_security_groups(call: Call, p: DescribeSecurityGroups) -> Answer:
    """Return the caller's groups that match every filter."""
    found = _matching(call, p)
    rows, numbers = any_page(p, found, by_age, _write, most=_MOST_PER_PAGE)
    return {"SecurityGroups": {"SecurityGroup": rows}, "RegionId": call.region, **numbers}


class ModifySecurityGroupAttribute(Params, kw_only=True):
    """Parameters of ModifySecurityGroupAttribute; what is left out stays."""

    security_group_id: str
    security_group_name: str | None = None
    description: str | None = None


@ECS.action("ModifySecurityGroupAttribute", Evidence.DOCUMENTED, resources=(SECURITY_GROUP,))
def modify_security_group_attribute(call: Call, p: ModifySecurityGroupAttribute) -> Answer:
    """Rename or describe a group."""
    group = get_group(call, p.security_group_id)
    _check_names(p.security_group_name or "", p.description or "")
    set_given(group, name=p.security_group_name, description=p.description)
    call.store.put(group)
    return {}


class ModifySecurityGroupPolicy(Params, kw_only=True):
    """Parameters of ModifySecurityGroupPolicy."""

    security_group_id: str
    inner_access_policy: str
    client_token: str = ""


@ECS.action("ModifySecurityGroupPolicy", Evidence.DOCUMENTED, resources=(SECURITY_GROUP,))
def modify_security_group_policy(call: Call, p: ModifySecurityGroupPolicy) -> Answer:
    """Let the members of a basic group reach one another without a rule, or not."""
    group = get_group(call, p.security_group_id)
    ecs_security_groups.set_inner_access(group, p.inner_access_policy)
    call.store.put(group)
    return {}


class DeleteSecurityGroup(Params, kw_only=True):
    """Parameters of DeleteSecurityGroup."""

    security_group_id: str


@ECS.action("DeleteSecurityGroup", Evidence.DOCUMENTED, resources=(SECURITY_GROUP,))
def delete_security_group(call: Call, p: DeleteSecurityGroup) -> Answer:
    """Delete a group that nothing uses."""
    ecs_security_groups.delete(call, get_group(call, p.security_group_id))
    return {}


def _check_names(name: str, description: str) -> None:
    check_name("SecurityGroupName", name, "InvalidSecurityGroupName.Malformed")
    check_description("Description", description, "InvalidSecurityGroupDiscription.Malformed")


def _matching(call: Call, p: DescribeSecurityGroups) -> list[SecurityGroup]:
    if p.network_type not in ("", "vpc", "classic"):
        raise invalid("NetworkType", "it must be vpc or classic")
    if p.network_type == "classic" or p.service_managed:
        return []
    found = only(
        _candidates(call, p),
        account=call.caller.account,
        region=call.region,
        id=p.security_group_id,
        name=p.security_group_name,
        kind=p.security_group_type,
        vpc_id=p.vpc_id,
        resource_group_id=p.resource_group_id,
    )
    return tagged(found, p.tag)


def _candidates(call: Call, p: DescribeSecurityGroups) -> list[SecurityGroup]:
    """Return candidates from the narrowest index that the request allows."""
    if p.security_group_ids is not None:
        if len(p.security_group_ids) > _MOST_NAMED:
            raise invalid("SecurityGroupIds", f"at most {_MOST_NAMED} at a time")
        return call.get_owned_by_ids(SecurityGroup, p.security_group_ids)
    if p.security_group_id:
        return call.get_owned_by_ids(SecurityGroup, [p.security_group_id])
    return call.store.find(SecurityGroup, vpc=p.vpc_id) if p.vpc_id else call.owned_all(SecurityGroup)


def _write(group: SecurityGroup) -> Answer:
    return {
        "SecurityGroupId": group.id,
        "SecurityGroupName": group.name,
        "Description": group.description,
        "SecurityGroupType": group.kind,
        "VpcId": group.vpc_id,
        "CreationTime": timestamp(group.created),
        "ResourceGroupId": group.resource_group_id,
        "RuleCount": len(group.rules),
        "GroupToGroupRuleCount": sum(1 for rule in group.rules if rule.group_id),
        "ServiceManaged": False,
        "Tags": ecs_tags(group.tags),
    }
