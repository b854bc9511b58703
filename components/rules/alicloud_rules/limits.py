"""The limits on IPv6 for secondary ENIs: the table, the numbers in force, and one pure check per limit.

A check answers None when all is well, else one sentence: what is wrong, what was found and what is allowed. The
component constructors, the policy pack and the sandbox all call the same checks. Checks whose numbers differ between
the best-practice page and today take a `LimitSet`.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from .limit_sets import DOCUMENTED, TODAY, LimitSet, limit_set
from .limit_table import LIMITS, Level, Limit

__all__ = [
    "DOCUMENTED",
    "IPV6_PER_REQUEST",
    "LIMITS",
    "MASKS",
    "TODAY",
    "ChargeType",
    "GroupType",
    "Level",
    "Limit",
    "LimitSet",
    "attached_quota",
    "attached_quota_problem",
    "available_quota_problem",
    "bandwidth_gateway_problem",
    "bandwidth_problem",
    "eni_creation_problem",
    "eni_quota_problem",
    "group_quota_problem",
    "instance_creation_problem",
    "instance_type_ipv6_problem",
    "ipv6_region_problem",
    "ipv6_vswitch_problem",
    "limit_set",
    "mask_problem",
    "mask_unique_problem",
    "request_count_problem",
    "same_vpc_problem",
    "same_zone_problem",
]

MASKS = range(256)
"""The decimal last 8 bits that make a vSwitch's /64 out of its VPC's /56 (CreateVSwitch, Ipv6CidrBlock)."""

IPV6_PER_REQUEST = range(1, 11)
"""IPv6 addresses one AssignIpv6Addresses request may ask for (API page AssignIpv6Addresses)."""


class GroupType(StrEnum):
    """SecurityGroupType of the ECS API."""

    BASIC = "normal"
    ADVANCED = "enterprise"


class ChargeType(StrEnum):
    """InternetChargeType of AllocateIpv6InternetBandwidth; PayByOld95, on request only, is left out."""

    BY_BANDWIDTH = "PayByBandwidth"
    """For the bandwidth, 1 to 2000 Mbit/s, used or not."""
    BY_TRAFFIC = "PayByTraffic"
    """For what goes out, at up to 1 to 1000 Mbit/s."""


_MAX_MBPS = {ChargeType.BY_TRAFFIC: 1000, ChargeType.BY_BANDWIDTH: 2000}


def ipv6_region_problem(region: str, limits: LimitSet) -> str | None:
    """eni-ipv6-region: a secondary ENI has IPv6 only in the supported regions."""
    if limits.eni_ipv6_regions is None or region in limits.eni_ipv6_regions:
        return None
    supported = ", ".join(sorted(limits.eni_ipv6_regions))
    return f"Secondary ENIs have no IPv6 in region {region}; supported are: {supported}."


def available_quota_problem(count: int, limits: LimitSet) -> str | None:
    """eni-ipv6-available-quota: `count` is all the IPv6 addresses the Available ENI would then have."""
    if count <= limits.available_eni_ipv6:
        return None
    return f"An ENI in state Available takes at most {limits.available_eni_ipv6} IPv6 address(es), not {count}."


def attached_quota(type_quantity: int, limits: LimitSet) -> int:
    """Return how many IPv6 addresses an attached ENI takes; `type_quantity` is EniIpv6AddressQuantity of the type."""
    cap = limits.attached_eni_ipv6_cap
    return type_quantity if cap is None else min(cap, type_quantity)


def attached_quota_problem(count: int, type_quantity: int, limits: LimitSet) -> str | None:
    """eni-ipv6-attached-quota: `count` is all the IPv6 addresses the attached ENI would then have."""
    allowed = attached_quota(type_quantity, limits)
    if count <= allowed:
        return None
    return f"An ENI attached to an instance of this type takes at most {allowed} IPv6 address(es), not {count}."


def instance_type_ipv6_problem(instance_type_id: str, type_quantity: int) -> str | None:
    """eni-ipv6-instance-type: `type_quantity` is EniIpv6AddressQuantity; ask only for an ENI that has IPv6."""
    if type_quantity >= 1:
        return None
    return f"Instance type {instance_type_id} does not support IPv6, but an ENI with IPv6 needs a type that does."


def group_quota_problem(count: int, group_type: str, limits: LimitSet) -> str | None:
    """security-group-ip-quota: `count` is private addresses of all ENIs in a basic group, ENIs in an advanced one."""
    if group_type not in tuple(GroupType):
        return f"There is no security group type {group_type!r}; choose one of: {', '.join(GroupType)}."
    if group_type == GroupType.BASIC:
        allowed, unit, kind = limits.basic_group_ips, "private IP addresses", "basic"
    else:
        allowed, unit, kind = limits.advanced_group_enis, "ENIs", "advanced"
    return None if count <= allowed else f"A {kind} security group holds at most {allowed} {unit}, not {count}."


def eni_creation_problem(ipv6_count: int, limits: LimitSet) -> str | None:
    """no-ipv6-at-eni-creation: `ipv6_count` is the IPv6 addresses CreateNetworkInterface would assign."""
    if limits.ipv6_at_eni_creation or ipv6_count == 0:
        return None
    return f"An ENI cannot be created with IPv6 addresses ({ipv6_count} asked for); assign them once it exists."


def instance_creation_problem(ipv6_count: int, limits: LimitSet) -> str | None:
    """no-ipv6-at-instance-creation: `ipv6_count` is the IPv6 addresses RunInstances would assign to its ENIs."""
    if limits.ipv6_at_instance_creation or ipv6_count == 0:
        return None
    return f"An instance's ENIs cannot be created with IPv6 addresses ({ipv6_count} asked for); assign them afterwards."


def request_count_problem(count: int) -> str | None:
    """Check Ipv6AddressCount, or the number of Ipv6Address.N, of one AssignIpv6Addresses request: 1 to 10."""
    if count in IPV6_PER_REQUEST:
        return None
    return f"One request assigns 1 to {IPV6_PER_REQUEST[-1]} IPv6 addresses, not {count}."


def same_zone_problem(eni_zone: str, instance_zone: str) -> str | None:
    """cross-account-same-zone, and half of eni-same-vpc: the ENI and the instance are in one zone."""
    if eni_zone == instance_zone:
        return None
    return f"The ENI is in zone {eni_zone} and the instance in zone {instance_zone}; both must be in the same zone."


def same_vpc_problem(eni_vpc: str, instance_vpc: str, granted: bool = False) -> str | None:
    """eni-same-vpc: one VPC, unless the ENI's owner `granted` InstanceAttach to the instance's account."""
    if granted or eni_vpc == instance_vpc:
        return None
    return (
        f"The ENI is in VPC {eni_vpc} and the instance in VPC {instance_vpc};"
        " both must be in the same VPC unless the ENI's owner grants InstanceAttach."
    )


def eni_quota_problem(count: int, eni_quantity: int, instance_type: str) -> str | None:
    """eni-attach-quota: `count` is all the ENIs the instance would then have, the primary one included."""
    if count <= eni_quantity:
        return None
    return f"An instance of type {instance_type} has at most {eni_quantity} ENIs with the primary one, not {count}."


def ipv6_vswitch_problem(vswitch_ipv6_block: str | None, vpc_ipv6_block: str | None) -> str | None:
    """ipv6-vswitch-required: both blocks exist; empty text counts as none, as the API shows it."""
    if not vpc_ipv6_block:
        return "The VPC has no IPv6 block, so no ENI in it can have an IPv6 address."
    if not vswitch_ipv6_block:
        return "The vSwitch has no IPv6 block, so no ENI in it can have an IPv6 address."
    return None


def mask_problem(mask: int) -> str | None:
    """Check one vSwitch's IPv6 mask: 0 to 255."""
    return None if mask in MASKS else f"An IPv6 mask is a whole number from 0 to {MASKS[-1]}, not {mask}."


def mask_unique_problem(masks: Iterable[int]) -> str | None:
    """ipv6-mask-unique: `masks` are those of all the vSwitches of one VPC."""
    shared = sorted(mask for mask, uses in Counter(masks).items() if uses > 1)
    if not shared:
        return None
    return f"Each vSwitch of a VPC needs an IPv6 mask of its own, but used twice: {', '.join(map(str, shared))}."


def bandwidth_gateway_problem(vpc_id: str, ipv6_gateway_id: str | None) -> str | None:
    """ipv6-bandwidth-gateway: `vpc_id` is the VPC of the address that is to get public bandwidth."""
    return None if ipv6_gateway_id else f"VPC {vpc_id} has no IPv6 gateway, which public IPv6 bandwidth needs."


def bandwidth_problem(mbps: int, charge_type: str) -> str | None:
    """Check a public IPv6 bandwidth in Mbit/s: PayByTraffic 1-1000, PayByBandwidth 1-2000.

    Source: API page AllocateIpv6InternetBandwidth.
    """
    if charge_type not in tuple(ChargeType):
        return f"There is no charge type {charge_type!r} for IPv6 bandwidth; choose one of: {', '.join(ChargeType)}."
    allowed = _MAX_MBPS[ChargeType(charge_type)]
    if 1 <= mbps <= allowed:
        return None
    return f"IPv6 bandwidth charged {charge_type} is 1 to {allowed} Mbit/s, not {mbps}."
