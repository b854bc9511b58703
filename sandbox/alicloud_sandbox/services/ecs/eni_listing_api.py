"""Requests that find ENIs, page by page."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import only, tagged
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age
from alicloud_sandbox.core.params import Tag
from alicloud_sandbox.core.resource_types import ENI
from alicloud_sandbox.services.ecs import eni_permissions, enis
from alicloud_sandbox.services.ecs.eni_answers import write_eni

_STATES = ("Available", "Attaching", "InUse", "Detaching", "Deleting")
_TYPES = ("Primary", *enis.SECONDARY_KINDS)
_MOST_NAMED = 100
_MOST_PER_PAGE = 500


class DescribeNetworkInterfaces(TokenPages, kw_only=True):
    """Parameters of DescribeNetworkInterfaces."""

    network_interface_id: list[str] = []
    instance_id: str = ""
    network_interface_name: str = ""
    primary_ip_address: str = ""
    private_ip_address: list[str] = []
    ipv6_address: list[str] = []
    security_group_id: str = ""
    v_switch_id: str = ""
    vpc_id: str = ""
    status: str = ""
    type: str = ""
    service_managed: bool = False
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action(
    "DescribeNetworkInterfaces",
    Evidence.DOCUMENTED,
    "SecurityGroupId finds secondary ENIs only, as the page says; unknown ids are left out of the answer",
    resources=(ENI.or_all,),
)
def describe_network_interfaces(call: Call, p: DescribeNetworkInterfaces) -> Answer:
    """Return the ENIs that the caller may see and that match every filter; without a filter, its own."""
    _check(p)
    found = _matching(call, p)
    rows, numbers = any_page(p, found, by_age, lambda eni: write_eni(call, eni), most=_MOST_PER_PAGE, least=10)
    return {"NetworkInterfaceSets": {"NetworkInterfaceSet": rows}, **numbers}


def _check(p: DescribeNetworkInterfaces) -> None:
    if p.status not in ("", *_STATES):
        raise invalid("Status", f"it must be one of {', '.join(_STATES)}")
    if p.type not in ("", *_TYPES):
        raise invalid("Type", f"it must be one of {', '.join(_TYPES)}")
    for name, values in (
        ("NetworkInterfaceId", p.network_interface_id),
        ("PrivateIpAddress", p.private_ip_address),
        ("Ipv6Address", p.ipv6_address),
    ):
        if len(values) > _MOST_NAMED:
            raise invalid(name, f"at most {_MOST_NAMED} at a time")


def _matching(call: Call, p: DescribeNetworkInterfaces) -> list[Eni]:
    found = only(
        (eni for eni in _candidates(call, p) if eni_permissions.visible(call, eni)),
        instance_id=p.instance_id,
        name=p.network_interface_name,
        vswitch_id=p.v_switch_id,
        vpc_id=p.vpc_id,
        status=p.status,
        kind=p.type,
        resource_group_id=p.resource_group_id,
    )
    return tagged([eni for eni in found if _has(eni, p)], p.tag)


def _has(eni: Eni, p: DescribeNetworkInterfaces) -> bool:
    """Return whether the ENI matches the filters on lists."""
    primary, *secondary = eni.private_ips
    return (
        not p.service_managed
        and p.primary_ip_address in ("", primary)
        and (not p.private_ip_address or not set(p.private_ip_address).isdisjoint(secondary))
        and (not p.ipv6_address or not set(p.ipv6_address).isdisjoint(eni.ipv6))
        and (not p.security_group_id or (eni.kind != "Primary" and p.security_group_id in eni.group_ids))
    )


def _candidates(call: Call, p: DescribeNetworkInterfaces) -> list[Eni]:
    """Return candidates from the narrowest index that the request allows."""
    store = call.store
    if p.network_interface_id:
        found = [store.get(Eni, eni_id) for eni_id in dict.fromkeys(p.network_interface_id)]
        return [eni for eni in found if eni]
    if p.instance_id:
        return store.find(Eni, instance=p.instance_id)
    if p.v_switch_id:
        return store.find(Eni, vswitch=p.v_switch_id)
    if p.security_group_id:
        return store.find(Eni, group=p.security_group_id)
    return store.find(Eni, vpc=p.vpc_id) if p.vpc_id else call.owned_all(Eni)
