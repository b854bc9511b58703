"""Requests and answers of egress-only rules of an IPv6 gateway."""

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, only
from alicloud_sandbox.core.api_errors import ApiError, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import EgressOnlyRule
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Params
from alicloud_sandbox.core.resource_types import IPV6_GATEWAY
from alicloud_sandbox.services.vpc import ipv6_gateways
from alicloud_sandbox.services.vpc.ipv6_bandwidths import get_address

_MOST_PER_GATEWAY = 200
_TYPE = "Ipv6Address"


class CreateIpv6EgressOnlyRule(Params, kw_only=True):
    """Parameters of CreateIpv6EgressOnlyRule; `InstanceId` is an IPv6 address id."""

    ipv6_gateway_id: str
    instance_id: str
    instance_type: str = _TYPE
    name: str = ""
    description: str = ""
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "CreateIpv6EgressOnlyRule",
    Evidence.DOCUMENTED,
    "the codes of its refusals are assumed",
    assumed_resources=(IPV6_GATEWAY,),
)
def create_ipv6_egress_only_rule(call: Call, p: CreateIpv6EgressOnlyRule) -> Answer:
    """Create a rule that lets an address with public bandwidth start connections but not be reached."""
    gateway = ipv6_gateways.get_gateway(call, p.ipv6_gateway_id)
    if p.instance_type != _TYPE:
        raise unsupported("InstanceType", f"only {_TYPE} has rules")
    address = get_address(call, p.instance_id)
    if address.gateway_id != gateway.id:
        text = f"The address {address.id} has no public bandwidth on {gateway.id}."
        raise ApiError(400, "OperationFailed.InternetBandwidthNonExist", text)
    check_name("Name", p.name, "InvalidName.Malformed", check_vpc_name)
    check_description("Description", p.description, "InvalidDescription.Malformed")
    if call.store.count(EgressOnlyRule, address=address.id):
        raise ApiError(400, "OperationDenied.RuleExists", f"The address {address.id} has an egress-only rule already.")
    if call.store.count(EgressOnlyRule, gateway=gateway.id) >= _MOST_PER_GATEWAY:
        raise ApiError(400, "QuotaExceeded.Ipv6EgressOnlyRule", f"{gateway.id} has its {_MOST_PER_GATEWAY} rules.")
    rule = EgressOnlyRule(
        **call.new_entity_fields("ipv6py"),
        name=p.name,
        description=p.description,
        gateway_id=gateway.id,
        instance_id=address.id,
        status="Pending",
    )
    call.store.put(rule)
    call.schedule("egress-only-rule.available", rule.id)
    return {"Ipv6EgressRuleId": rule.id}


class DescribeIpv6EgressOnlyRules(Pages, kw_only=True):
    """Parameters of DescribeIpv6EgressOnlyRules."""

    ipv6_gateway_id: str
    ipv6_egress_only_rule_id: str = ""
    instance_id: str = ""
    instance_type: str = _TYPE
    name: str = ""


@VPC.action("DescribeIpv6EgressOnlyRules", Evidence.SEEN, assumed_resources=(IPV6_GATEWAY.or_all,))
def describe_ipv6_egress_only_rules(call: Call, p: DescribeIpv6EgressOnlyRules) -> Answer:
    """Return the rules of a gateway that match every filter."""
    gateway = ipv6_gateways.get_gateway(call, p.ipv6_gateway_id)
    found = only(
        call.store.find(EgressOnlyRule, gateway=gateway.id),
        id=p.ipv6_egress_only_rule_id,
        instance_id=p.instance_id,
        instance_type=p.instance_type,
        name=p.name,
    )
    rows, numbers = page(p, found, _write)
    return {"Ipv6EgressOnlyRules": {"Ipv6EgressOnlyRule": rows}, **numbers}


class DeleteIpv6EgressOnlyRule(Params, kw_only=True):
    """Parameters of DeleteIpv6EgressOnlyRule."""

    ipv6_egress_only_rule_id: str
    client_token: str = ""
    dry_run: bool = False


@VPC.action("DeleteIpv6EgressOnlyRule", Evidence.DOCUMENTED, assumed_resources=(IPV6_GATEWAY.all,))
def delete_ipv6_egress_only_rule(call: Call, p: DeleteIpv6EgressOnlyRule) -> Answer:
    """Delete a rule; the address can be reached again."""
    code = "InvalidIpv6EgressOnlyRuleId.NotFound"
    call.store.delete(call.get_owned(EgressOnlyRule, p.ipv6_egress_only_rule_id, code, "egress-only rule"))
    return {}


def _write(rule: EgressOnlyRule) -> Answer:
    return {
        "Ipv6EgressOnlyRuleId": rule.id,
        "Name": rule.name,
        "Description": rule.description,
        "InstanceId": rule.instance_id,
        "InstanceType": rule.instance_type,
        "Status": rule.status,
    }
