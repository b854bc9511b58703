"""The request that shows a security group with its rules."""

from typing import Any

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Rule, SecurityGroup
from alicloud_sandbox.core.paging import age_key, token_page
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import SECURITY_GROUP
from alicloud_sandbox.services.ecs.ecs_security_groups import get_group
from alicloud_sandbox.services.ecs.rule_specs import SPECS

#: The provider sends this for a NicType that is not configured.
_GO_NIL = "<nil>"
_PAGES = range(10, 1001)


class DescribeSecurityGroupAttribute(Params, kw_only=True):
    """Parameters of DescribeSecurityGroupAttribute."""

    security_group_id: str
    direction: str = "all"
    nic_type: str = "intranet"
    attribute: str = ""
    max_results: int = 500
    next_token: str = ""


@ECS.action(
    "DescribeSecurityGroupAttribute",
    Evidence.DOCUMENTED,
    "NicType <nil>, which the provider sends, is taken",
    resources=(SECURITY_GROUP,),
)
def describe_security_group_attribute(call: Call, p: DescribeSecurityGroupAttribute) -> Answer:
    """Return a group and its rules of one direction or both."""
    if p.direction not in ("all", "ingress", "egress"):
        raise invalid("Direction", "it must be ingress, egress or all", "InvalidParamter")
    if p.nic_type not in ("", "intranet", "internet", _GO_NIL):
        raise invalid("NicType", "it must be intranet or internet", "InvalidNicType.ValueNotSupported")
    if p.attribute not in ("", "snapshotPolicyIds"):
        raise invalid("Attribute", "it must be snapshotPolicyIds", "InvalidParamter")
    if p.max_results not in _PAGES:
        raise invalid("MaxResults", f"it must be {_PAGES[0]} to {_PAGES[-1]}")
    group = get_group(call, p.security_group_id)
    shown = [rule for rule in group.rules if p.direction in ("all", rule.direction)]
    rules, token = token_page(shown, lambda rule: age_key(rule.created, rule.id), p.next_token, p.max_results)
    return {
        **_write(group),
        "Permissions": {"Permission": [_write_rule(call, rule) for rule in rules]},
        "NextToken": token,
        **({"SnapshotPolicyIds": {"SnapshotPolicyId": []}} if p.attribute else {}),
    }


def _write(group: SecurityGroup) -> Answer:
    return {
        "SecurityGroupId": group.id,
        "SecurityGroupName": group.name,
        "Description": group.description,
        "RegionId": group.region,
        "VpcId": group.vpc_id,
        "InnerAccessPolicy": group.inner_access,
    }


def _write_rule(call: Call, rule: Rule) -> dict[str, Any]:
    """Return a rule; both sides are always there, as empty strings where nothing is set."""
    peer, own = SPECS[rule.direction].PEER, SPECS[rule.direction].OWN
    return {
        "SecurityGroupRuleId": rule.id,
        "Direction": rule.direction,
        "IpProtocol": rule.protocol.upper(),
        "PortRange": rule.port_range,
        "SourcePortRange": rule.source_port_range,
        "Policy": rule.policy.capitalize(),
        "Priority": str(rule.priority),
        "NicType": rule.nic_type,
        "Description": rule.description,
        "CreateTime": timestamp(rule.created),
        f"{peer}CidrIp": rule.cidr,
        f"Ipv6{peer}CidrIp": rule.ipv6_cidr,
        f"{own}CidrIp": rule.own_cidr,
        f"Ipv6{own}CidrIp": rule.own_ipv6_cidr,
        **_write_group_side(peer, rule, _name(call, rule.group_id)),
        **_write_group_side(own, None, ""),
    }


def _write_group_side(side: str, rule: Rule | None, name: str) -> dict[str, str]:
    return {
        f"{side}GroupId": rule.group_id if rule else "",
        f"{side}GroupName": name,
        f"{side}GroupOwnerAccount": rule.group_owner if rule else "",
        f"{side}PrefixListId": "",
        f"{side}PrefixListName": "",
    }


def _name(call: Call, group_id: str) -> str:
    group = call.store.get(SecurityGroup, group_id) if group_id else None
    return group.name if group else ""
