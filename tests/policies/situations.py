"""Situations on both sides of every limit, each told once for the policy pack and the sandbox alike.

Under each set of limits a situation is either all right (None) or refused: then the pack names the limit, and the
sandbox refuses the action with the code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.policies.worlds import (
    MANY_IPV6,
    NO_IPV6,
    ONE_IPV6,
    OTHER,
    OTHER_ONE_IPV6,
    OTHER_ZONE,
    OWNER,
    UNKNOWN_TYPE,
    ZONE,
    World,
)

T = TypeVar("T")

_PER_ENI = 50
"""Private IPv4 addresses of one ENI at its creation (CreateNetworkInterface: a primary one and up to 49 others)."""


@dataclass(frozen=True)
class Refusal:
    """How the sandbox refuses."""

    action: str
    code: str


@dataclass(frozen=True)
class Situation:
    """What happens, and what each set of limits says of it."""

    limit: str
    says: str
    happen: Callable[[World[Any]], None]
    documented: Refusal | None
    today: Refusal | None

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.limit}: {self.says}"


def _always(limit: str, says: str, happen: Callable[[World[Any]], None], refusal: Refusal | None = None) -> Situation:
    """A situation that both sets of limits see alike."""
    return Situation(limit, says, happen, refusal, refusal)


def _net(w: World[T], mask: int | None = 1, *, ipv6: bool = True) -> tuple[T, T]:
    vpc = w.vpc(ipv6=ipv6)
    return w.vswitch(vpc, mask=mask), w.group(vpc)


def _assign(w: World[T], *numbers: int, mask: int | None = 1, ipv6: bool = True) -> None:
    """An ENI that stays unattached."""
    eni = w.eni(*_net(w, mask, ipv6=ipv6))
    for number in numbers:
        w.assign(eni, number)


def _assign_in(w: World[T], region: str, zone: str) -> None:
    w = w.at(region)
    vpc = w.vpc()
    w.assign(w.eni(w.vswitch(vpc, zone=zone), w.group(vpc)), 1)


def _assign_attached(w: World[T], type_id: str, *numbers: int) -> None:
    vswitch, group = _net(w)
    eni = w.eni(vswitch, group)
    w.attach(eni, w.instance(vswitch, group, type_id))
    for number in numbers:
        w.assign(eni, number)


def _attach_with_ipv6(w: World[T], type_id: str, number: int) -> None:
    vswitch, group = _net(w)
    eni = w.eni(vswitch, group)
    w.assign(eni, number)
    w.attach(eni, w.instance(vswitch, group, type_id))


def _change_type(w: World[T], type_id: str) -> None:
    vswitch, group = _net(w)
    eni, instance = w.eni(vswitch, group), w.instance(vswitch, group, ONE_IPV6)
    w.attach(eni, instance)
    w.assign(eni, 1)
    w.change_type(instance, type_id)


def _crowd(w: World[T], number: int, kind: str = "normal") -> tuple[T, T]:
    """A group that holds so many private addresses already."""
    vpc = w.vpc()
    vswitch, group = w.vswitch(vpc), w.group(vpc, kind)
    for _ in range(number // _PER_ENI):
        w.eni(vswitch, group, ipv4=_PER_ENI)
    if rest := number % _PER_ENI:
        w.eni(vswitch, group, ipv4=rest)
    return vswitch, group


def _crowd_and_eni(w: World[T], number: int) -> None:
    w.eni(*_crowd(w, number))


def _crowd_and_instance(w: World[T], number: int) -> None:
    w.instance(*_crowd(w, number))


def _crowd_and_ipv6(w: World[T], number: int) -> None:
    """One of the ENIs of the crowd gets the IPv6 address."""
    vswitch, group = _crowd(w, number - 1)
    w.assign(w.eni(vswitch, group), 1)


def _crowd_on_instances(w: World[T], number: int) -> None:
    """Primary ENIs count too."""
    vswitch, group = _crowd(w, number - 1)
    w.instance(vswitch, group)
    w.eni(vswitch, group)


def _advanced_crowd(w: World[T], number: int) -> None:
    w.eni(*_crowd(w, number, "enterprise"))


def _created_with_ipv6(w: World[T], number: int) -> None:
    w.eni(*_net(w), ipv6=number)


def _instance_with_ipv6(w: World[T], number: int) -> None:
    w.instance_with_secondary(*_net(w), ipv6=number)


def _across_accounts(w: World[T], zone: str) -> None:
    """One account's ENI, granted to another, which attaches it to an instance of its own."""
    eni = w.by(OWNER).eni(*_net(w.by(OWNER)))
    w.by(OWNER).grant(eni, OTHER)
    other = w.by(OTHER)
    vpc = other.vpc()
    other.attach(eni, other.instance(other.vswitch(vpc, zone=zone), other.group(vpc)))


def _across_vpcs(w: World[T]) -> None:
    w.attach(w.eni(*_net(w)), w.instance(*_net(w)))


def _across_zones(w: World[T], zone: str) -> None:
    vpc = w.vpc()
    group = w.group(vpc)
    w.attach(w.eni(w.vswitch(vpc), group), w.instance(w.vswitch(vpc, zone=zone, mask=2), group))


def _attach_many(w: World[T], number: int, type_id: str = ONE_IPV6) -> None:
    vswitch, group = _net(w)
    instance = w.instance(vswitch, group, type_id)
    for _ in range(number):
        w.attach(w.eni(vswitch, group), instance)


def _masks(w: World[T], *masks: int) -> None:
    vpc = w.vpc()
    for mask in masks:
        w.vswitch(vpc, mask=mask)


def _masks_of_two_vpcs(w: World[T]) -> None:
    _masks(w, 7)
    _masks(w, 7)


def _bandwidth(w: World[T], *, own_gateway: bool) -> None:
    vpc = w.vpc()
    eni = w.eni(w.vswitch(vpc), w.group(vpc))
    gateway = w.gateway(vpc if own_gateway else w.vpc())
    w.bandwidth(w.assign(eni, 1), gateway)


_REGION = Refusal("AssignIpv6Addresses", "Forbidden.RegionId")
_COUNT = Refusal("AssignIpv6Addresses", "MaxEniIpv6IpsCountExceeded")
_COUNT_AT_ATTACH = Refusal("AttachNetworkInterface", "InvalidOperation.Ipv6CountExceeded")
_FULL = "SecurityGroupInstanceLimitExceed"
_AT_CREATION = Refusal("CreateNetworkInterface", "UnsupportedParameter")
_AT_RUN = Refusal("RunInstances", "UnsupportedParameter")
_ZONE = Refusal("AttachNetworkInterface", "InvalidOperation.AvailabilityZoneMismatch")
_VPC = Refusal("AttachNetworkInterface", "InvalidOperation.VpcMismatch")
_ENIS = Refusal("AttachNetworkInterface", "EniPerInstanceLimitExceeded")
_NO_BLOCK = Refusal("AssignIpv6Addresses", "InvalidVSwitch.Ipv6NotTurnOn")
_MASK = Refusal("CreateVSwitch", "InvalidCidrBlock.Overlapped")
_GATEWAY = Refusal("AllocateIpv6InternetBandwidth", "InvalidIpv6GatewayId.NotFound")


def _no_ipv6(action: str) -> Refusal:
    return Refusal(action, "InvalidOperation.Ipv6NotSupport")


def _rule(w: World[T], protocol: str, ports: str) -> None:
    w.rule(w.group(w.vpc()), protocol, ports)


def _password(w: World[T], *, marked: bool) -> None:
    w.instance_with_password(*_net(w), marked=marked)


def _type(w: World[T], type_id: str) -> None:
    w.instance(*_net(w), type_id)


def _f(happen: Callable[..., None], *arguments: object, **named: object) -> Callable[[World[Any]], None]:
    """The happening with these arguments after the world."""
    return lambda world: happen(world, *arguments, **named)


SITUATIONS = (
    Situation("eni-ipv6-region", "not on the page", _f(_assign_in, "cn-hangzhou", "cn-hangzhou-i"), _REGION, None),
    _always("eni-ipv6-region", "on the page", _f(_assign_in, "cn-shanghai", "cn-shanghai-l")),
    _always("eni-ipv6-available-quota", "1", _f(_assign, 1)),
    Situation("eni-ipv6-available-quota", "2", _f(_assign, 2), _COUNT, None),
    Situation("eni-ipv6-available-quota", "1 and 1", _f(_assign, 1, 1), _COUNT, None),
    Situation("eni-ipv6-available-quota", "10", _f(_assign, 10), _COUNT, None),
    _always("eni-ipv6-available-quota", "10 and 1", _f(_assign, 10, 1), _COUNT),
    _always("eni-ipv6-attached-quota", "1 where the type takes 1", _f(_assign_attached, ONE_IPV6, 1)),
    _always("eni-ipv6-attached-quota", "2 where the type takes 1", _f(_assign_attached, ONE_IPV6, 2), _COUNT),
    Situation("eni-ipv6-attached-quota", "2 of 15", _f(_assign_attached, MANY_IPV6, 2), _COUNT, None),
    Situation("eni-ipv6-attached-quota", "15 of 15", _f(_assign_attached, MANY_IPV6, 10, 5), _COUNT, None),
    _always("eni-ipv6-attached-quota", "16 of 15", _f(_assign_attached, MANY_IPV6, 10, 6), _COUNT),
    Situation("eni-ipv6-attached-quota", "2 before attaching", _f(_attach_with_ipv6, MANY_IPV6, 2), _COUNT, None),
    _always("eni-ipv6-instance-type", "attached with IPv6", _f(_attach_with_ipv6, ONE_IPV6, 1)),
    _always(
        "eni-ipv6-instance-type",
        "attached with IPv6 to a type without",
        _f(_attach_with_ipv6, NO_IPV6, 1),
        _no_ipv6("AttachNetworkInterface"),
    ),
    _always(
        "eni-ipv6-instance-type",
        "assigned on a type without",
        _f(_assign_attached, NO_IPV6, 1),
        _no_ipv6("AssignIpv6Addresses"),
    ),
    _always("eni-ipv6-instance-type", "attached to a type without, no IPv6", _f(_assign_attached, NO_IPV6)),
    _always("eni-ipv6-instance-type", "changed to a type with IPv6", _f(_change_type, OTHER_ONE_IPV6)),
    _always(
        "eni-ipv6-instance-type",
        "changed to a type without",
        _f(_change_type, NO_IPV6),
        _no_ipv6("ModifyInstanceSpec"),
    ),
    _always("security-group-ip-quota", "1999 and an ENI", _f(_crowd_and_eni, 1999)),
    Situation(
        "security-group-ip-quota",
        "2000 and an ENI",
        _f(_crowd_and_eni, 2000),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    _always("security-group-ip-quota", "1999 and an IPv6 address", _f(_crowd_and_ipv6, 1999)),
    Situation(
        "security-group-ip-quota",
        "2000 and an IPv6 address",
        _f(_crowd_and_ipv6, 2000),
        Refusal("AssignIpv6Addresses", _FULL),
        None,
    ),
    _always("security-group-ip-quota", "1999 and an instance", _f(_crowd_and_instance, 1999)),
    Situation(
        "security-group-ip-quota",
        "2000 and an instance",
        _f(_crowd_and_instance, 2000),
        Refusal("RunInstances", _FULL),
        None,
    ),
    Situation(
        "security-group-ip-quota",
        "2000, a primary ENI among them, and an ENI",
        _f(_crowd_on_instances, 2000),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    Situation(
        "security-group-ip-quota",
        "5999 and an ENI",
        _f(_crowd_and_eni, 5999),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    _always(
        "security-group-ip-quota",
        "6000 and an ENI",
        _f(_crowd_and_eni, 6000),
        Refusal("CreateNetworkInterface", _FULL),
    ),
    _always("security-group-ip-quota", "6000 and an ENI in an advanced group", _f(_advanced_crowd, 6000)),
    _always("no-ipv6-at-eni-creation", "none", _f(_created_with_ipv6, 0)),
    Situation("no-ipv6-at-eni-creation", "1", _f(_created_with_ipv6, 1), _AT_CREATION, None),
    _always("no-ipv6-at-instance-creation", "none", _f(_instance_with_ipv6, 0)),
    Situation("no-ipv6-at-instance-creation", "1", _f(_instance_with_ipv6, 1), _AT_RUN, None),
    _always("cross-account-same-zone", "one zone", _f(_across_accounts, ZONE)),
    _always("cross-account-same-zone", "two zones", _f(_across_accounts, OTHER_ZONE), _ZONE),
    _always("eni-same-vpc", "one VPC", _f(_across_zones, ZONE)),
    _always("eni-same-vpc", "two VPCs", _f(_across_vpcs), _VPC),
    _always("eni-same-vpc", "two zones of one VPC", _f(_across_zones, OTHER_ZONE), _ZONE),
    _always("eni-attach-quota", "2 of 2", _f(_attach_many, 1)),
    _always("eni-attach-quota", "3 of 2", _f(_attach_many, 2), _ENIS),
    _always("eni-attach-quota", "4 of 4", _f(_attach_many, 3, MANY_IPV6)),
    _always("ipv6-vswitch-required", "both blocks", _f(_assign, 1)),
    _always("ipv6-vswitch-required", "only the VPC has one", _f(_assign, 1, mask=None), _NO_BLOCK),
    _always("ipv6-vswitch-required", "none", _f(_assign, 1, mask=None, ipv6=False), _NO_BLOCK),
    _always("ipv6-vswitch-required", "none, but no IPv6 either", _f(_assign, mask=None, ipv6=False)),
    _always("ipv6-mask-unique", "0 and 255", _f(_masks, 0, 255)),
    _always("ipv6-mask-unique", "7 and 7", _f(_masks, 7, 7), _MASK),
    _always("ipv6-mask-unique", "7 and 7 in two VPCs", _masks_of_two_vpcs),
    _always("ipv6-bandwidth-gateway", "the VPC's gateway", _f(_bandwidth, own_gateway=True)),
    _always("ipv6-bandwidth-gateway", "another VPC's gateway", _f(_bandwidth, own_gateway=False), _GATEWAY),
)
"""At least one refused and one accepted for each limit and need."""


@dataclass(frozen=True)
class Remark:
    """What happens, and whether the pack has a remark on it; `refusal` is the sandbox's."""

    limit: str
    says: str
    happen: Callable[[World[Any]], None]
    remarked: bool
    refusal: Refusal | None = None

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.limit}: {self.says}"


REMARKS = (
    Remark("ipv6-ingress-open", "everything", _f(_rule, "all", "-1/-1"), True),
    Remark("ipv6-ingress-open", "SSH", _f(_rule, "tcp", "20/30"), True),
    Remark("ipv6-ingress-open", "HTTPS", _f(_rule, "tcp", "443/443"), False),
    Remark("ipv6-ingress-open", "ping", _f(_rule, "icmpv6", "-1/-1"), False),
    Remark("plain-secret", "a secret", _f(_password, marked=True), False),
    Remark("plain-secret", "a plain password", _f(_password, marked=False), True),
    Remark("unknown-instance-type", "a type of the catalogue", _f(_type, ONE_IPV6), False),
    Remark(
        "unknown-instance-type",
        "another type",
        _f(_type, UNKNOWN_TYPE),
        True,
        Refusal("RunInstances", "InvalidInstanceType.ValueNotSupported"),
    ),
)
"""Both sides of each piece of advice; the sandbox minds none of it, but has the catalogue's types only."""

ADVANCED_ENIS = 3
"""A small number for advanced groups: theirs is too large to be filled here."""

CROWDED = ((ADVANCED_ENIS, None), (ADVANCED_ENIS + 1, Refusal("CreateNetworkInterface", _FULL)))


def advanced_group(w: World[T], enis: int) -> None:
    """An advanced group with so many ENIs, each with more addresses than the group would hold if they counted."""
    vpc = w.vpc()
    vswitch, group = w.vswitch(vpc), w.group(vpc, "enterprise")
    for _ in range(enis):
        w.eni(vswitch, group, ipv4=2 * ADVANCED_ENIS)
