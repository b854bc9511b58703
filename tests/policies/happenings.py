"""What happens in the situations, in the verbs of `World`."""

from typing import TypeVar

from tests.policies.worlds import ONE_IPV6, OTHER, OWNER, REGION, ZONE, World

T = TypeVar("T")

_PER_ENI = 50
"""Private IPv4 addresses of one ENI at its creation (CreateNetworkInterface: a primary one and up to 49 others)."""


def net(w: World[T], mask: int | None = 1, *, ipv6: bool = True) -> tuple[T, T]:
    vpc = w.vpc(ipv6=ipv6)
    return w.vswitch(vpc, mask=mask), w.group(vpc)


def assign(w: World[T], *numbers: int, mask: int | None = 1, ipv6: bool = True) -> None:
    """An ENI that stays unattached."""
    eni = w.eni(*net(w, mask, ipv6=ipv6))
    for number in numbers:
        w.assign(eni, number)


def assign_in(w: World[T], region: str, zone: str) -> None:
    w = w.at(region)
    vpc = w.vpc()
    w.assign(w.eni(w.vswitch(vpc, zone=zone), w.group(vpc)), 1)


def assign_attached(w: World[T], type_id: str, *numbers: int) -> None:
    vswitch, group = net(w)
    eni = w.eni(vswitch, group)
    w.attach(eni, w.instance(vswitch, group, type_id))
    for number in numbers:
        w.assign(eni, number)


def attach_with_ipv6(w: World[T], type_id: str, number: int) -> None:
    vswitch, group = net(w)
    eni = w.eni(vswitch, group)
    w.assign(eni, number)
    w.attach(eni, w.instance(vswitch, group, type_id))


def change_type(w: World[T], type_id: str) -> None:
    vswitch, group = net(w)
    eni, instance = w.eni(vswitch, group), w.instance(vswitch, group, ONE_IPV6)
    w.attach(eni, instance)
    w.assign(eni, 1)
    w.change_type(instance, type_id)


def crowd(w: World[T], number: int, kind: str = "normal") -> tuple[T, T]:
    """A group that holds so many private addresses already."""
    vpc = w.vpc()
    vswitch, group = w.vswitch(vpc), w.group(vpc, kind)
    for _ in range(number // _PER_ENI):
        w.eni(vswitch, group, ipv4=_PER_ENI)
    if rest := number % _PER_ENI:
        w.eni(vswitch, group, ipv4=rest)
    return vswitch, group


def crowd_and_eni(w: World[T], number: int) -> None:
    w.eni(*crowd(w, number))


def crowd_and_instance(w: World[T], number: int) -> None:
    w.instance(*crowd(w, number))


def crowd_and_ipv6(w: World[T], number: int) -> None:
    """One of the ENIs of the crowd gets the IPv6 address."""
    vswitch, group = crowd(w, number - 1)
    w.assign(w.eni(vswitch, group), 1)


def crowd_on_instances(w: World[T], number: int) -> None:
    """Primary ENIs count too."""
    vswitch, group = crowd(w, number - 1)
    w.instance(vswitch, group)
    w.eni(vswitch, group)


def advanced_crowd(w: World[T], number: int) -> None:
    w.eni(*crowd(w, number, "enterprise"))


def created_with_ipv6(w: World[T], number: int) -> None:
    w.eni(*net(w), ipv6=number)


def primary_with_ipv6(w: World[T], number: int, region: str = REGION, zone: str = ZONE) -> None:
    w = w.at(region)
    vpc = w.vpc()
    w.instance(w.vswitch(vpc, zone=zone), w.group(vpc), ipv6=number)


def instance_with_ipv6(w: World[T], number: int) -> None:
    w.instance_with_secondary(*net(w), ipv6=number)


def across_accounts(w: World[T], zone: str) -> None:
    """One account's ENI, granted to another, which attaches it to an instance of its own."""
    eni = w.by(OWNER).eni(*net(w.by(OWNER)))
    w.by(OWNER).grant(eni, OTHER)
    other = w.by(OTHER)
    vpc = other.vpc()
    other.attach(eni, other.instance(other.vswitch(vpc, zone=zone), other.group(vpc)))


def across_vpcs(w: World[T]) -> None:
    w.attach(w.eni(*net(w)), w.instance(*net(w)))


def across_zones(w: World[T], zone: str) -> None:
    vpc = w.vpc()
    group = w.group(vpc)
    w.attach(w.eni(w.vswitch(vpc), group), w.instance(w.vswitch(vpc, zone=zone, mask=2), group))


def attach_many(w: World[T], number: int, type_id: str = ONE_IPV6) -> None:
    vswitch, group = net(w)
    instance = w.instance(vswitch, group, type_id)
    for _ in range(number):
        w.attach(w.eni(vswitch, group), instance)


def masks(w: World[T], *masks: int) -> None:
    vpc = w.vpc()
    for mask in masks:
        w.vswitch(vpc, mask=mask)


def masks_of_two_vpcs(w: World[T]) -> None:
    masks(w, 7)
    masks(w, 7)


def bandwidth(w: World[T], *, own_gateway: bool) -> None:
    vpc = w.vpc()
    eni = w.eni(w.vswitch(vpc), w.group(vpc))
    gateway = w.gateway(vpc if own_gateway else w.vpc())
    w.bandwidth(w.assign(eni, 1), gateway)


def rule(w: World[T], protocol: str, ports: str) -> None:
    w.rule(w.group(w.vpc()), protocol, ports)


def password(w: World[T], *, marked: bool) -> None:
    w.instance_with_password(*net(w), marked=marked)


def type(w: World[T], type_id: str) -> None:
    w.instance(*net(w), type_id)


def advanced_group(w: World[T], enis: int, ipv4: int) -> None:
    """An advanced group with so many ENIs, each with so many addresses."""
    vpc = w.vpc()
    vswitch, group = w.vswitch(vpc), w.group(vpc, "enterprise")
    for _ in range(enis):
        w.eni(vswitch, group, ipv4=ipv4)
