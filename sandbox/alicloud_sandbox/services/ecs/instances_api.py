"""Requests that find instances, page by page."""

from collections.abc import Iterable, Sequence

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import only, tagged
from alicloud_sandbox.core.api_errors import invalid, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age, page
from alicloud_sandbox.core.params import JsonList, Pages, Tag
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, INSTANCE
from alicloud_sandbox.services.ecs.filters import Filter, bounds, matches, refuse_unknown
from alicloud_sandbox.services.ecs.instance_answers import ADDITIONAL, write_instance
from alicloud_sandbox.services.ecs.instances import STATES, primary_eni

_MOST_NAMED = 100


class DescribeInstances(TokenPages, kw_only=True):
    """Parameters of DescribeInstances; ids and addresses are JSON arrays, names take asterisks."""

    instance_ids: JsonList | None = None
    instance_name: str = ""
    instance_type: str = ""
    instance_type_family: str = ""
    instance_charge_type: str = ""
    instance_network_type: str = ""
    internet_charge_type: str = ""
    image_id: str = ""
    key_pair_name: str = ""
    zone_id: str = ""
    vpc_id: str = ""
    v_switch_id: str = ""
    security_group_id: str = ""
    resource_group_id: str = ""
    status: str = ""
    private_ip_addresses: JsonList | None = None
    public_ip_addresses: JsonList | None = None
    inner_ip_addresses: str = ""
    eip_addresses: str = ""
    rdma_ip_addresses: str = ""
    ipv6_address: list[str] = []
    hpc_cluster_id: str = ""
    lock_reason: str = ""
    io_optimized: bool | None = None
    http_endpoint: str = ""
    http_tokens: str = ""
    tag: list[Tag] = []
    filter: list[Filter] = []
    additional_attributes: list[str] = []
    dry_run: bool = False


@ECS.action(
    "DescribeInstances",
    Evidence.SEEN,
    "no instance has an EIP, a classic or RDMA address, an HPC cluster or a lock",
    resources=(INSTANCE.by("InstanceIds").or_all,),
)
def describe_instances(call: Call, p: DescribeInstances) -> Answer:
    """Return the caller's instances that match every filter."""
    for name in p.additional_attributes:
        if name not in ADDITIONAL:
            raise unsupported(f"AdditionalAttributes {name}", f"expected one of {', '.join(ADDITIONAL)}")
    refuse_unknown("Status", p.status, STATES, "InvalidStatus.NotFound")
    refuse_unknown("InstanceChargeType", p.instance_charge_type, _CHARGES, "InvalidInstanceChargeType.NotFound")
    refuse_unknown("InstanceNetworkType", p.instance_network_type, _NETWORKS, "InvalidNetworkType.NotFound")
    first, last = bounds(p.filter)
    found = [instance for instance in tagged(_alike(call, p), p.tag) if first <= instance.created <= last]
    found = [instance for instance in found if _has(instance, p) and _has_addresses(call, instance, p)]
    rows, numbers = any_page(
        p, found, by_age, lambda instance: write_instance(call, instance, p.additional_attributes), most=100, least=10
    )
    return {"Instances": {"Instance": rows}, **numbers}


_CHARGES = ("PostPaid", "PrePaid")
_NETWORKS = ("vpc", "classic")


class DescribeInstanceStatus(Pages, kw_only=True):
    """Parameters of DescribeInstanceStatus."""

    instance_id: list[str] = []
    zone_id: str = ""


@ECS.action("DescribeInstanceStatus", Evidence.DOCUMENTED, resources=ALL_RESOURCES)
def describe_instance_status(call: Call, p: DescribeInstanceStatus) -> Answer:
    """Return the states of the caller's instances."""
    found = only(_named(call, "InstanceId", p.instance_id), zone_id=p.zone_id)
    rows, numbers = page(p, found, lambda instance: {"InstanceId": instance.id, "Status": instance.status})
    return {"InstanceStatuses": {"InstanceStatus": rows}, **numbers}


def _named(call: Call, parameter: str, ids: Sequence[str]) -> list[Instance]:
    """Return the caller's instances with these ids, or all without ids."""
    if len(ids) > _MOST_NAMED:
        raise invalid(parameter, f"at most {_MOST_NAMED} instances at a time")
    return call.get_owned_by_ids(Instance, ids) if ids else call.owned_all(Instance)


def _alike(call: Call, p: DescribeInstances) -> list[Instance]:
    """Return the instances whose fields match the filters."""
    return only(
        _candidates(call, p),
        account=call.caller.account,
        region=call.region,
        type_id=p.instance_type,
        charge_type=p.instance_charge_type,
        internet_charge_type=p.internet_charge_type,
        image_id=p.image_id,
        key_pair=p.key_pair_name,
        zone_id=p.zone_id,
        vpc_id=p.vpc_id,
        vswitch_id=p.v_switch_id,
        resource_group_id=p.resource_group_id,
        status=p.status,
        http_endpoint=p.http_endpoint,
        http_tokens=p.http_tokens,
    )


def _candidates(call: Call, p: DescribeInstances) -> list[Instance]:
    """Return candidates from the narrowest index that the request allows."""
    if p.instance_ids is not None:
        return _named(call, "InstanceIds", p.instance_ids) if p.instance_ids else []
    if p.v_switch_id:
        return call.store.find(Instance, vswitch=p.v_switch_id)
    if p.vpc_id:
        return call.store.find(Instance, vpc=p.vpc_id)
    return call.owned_all(Instance)


def _has(instance: Instance, p: DescribeInstances) -> bool:
    """Return whether an instance matches the filters on names, types and properties that are the same for all here."""
    nobody = (p.inner_ip_addresses, p.eip_addresses, p.rdma_ip_addresses, p.hpc_cluster_id, p.lock_reason)
    return (
        not any(nobody)
        and p.instance_network_type != "classic"
        and p.io_optimized is not False
        and matches(p.instance_name, instance.name)
        and p.instance_type_family in ("", CATALOGUE[instance.type_id].family)
        and _meets(p.public_ip_addresses, [instance.public_ip])
    )


def _has_addresses(call: Call, instance: Instance, p: DescribeInstances) -> bool:
    """Return whether the instance's ENIs match the filters; groups are those of the primary ENI."""
    if not (p.private_ip_addresses is not None or p.ipv6_address or p.security_group_id):
        return True
    primary = primary_eni(call, instance)
    ipv6 = {address for eni in call.store.find(Eni, instance=instance.id) for address in eni.ipv6}
    return (
        _meets(p.private_ip_addresses, primary.private_ips)
        and (not p.ipv6_address or not ipv6.isdisjoint(p.ipv6_address))
        and (not p.security_group_id or p.security_group_id in primary.group_ids)
    )


def _meets(wanted: JsonList | None, addresses: Iterable[str]) -> bool:
    """Return whether one of the addresses is in the list, or there is no list."""
    return wanted is None or not set(wanted).isdisjoint(addresses)
