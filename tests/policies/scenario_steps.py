"""The steps of the scenarios, on any `ScenarioBuilder`."""

from typing import TypeVar

from tests.policies.scenario_builders import ONE_IPV6, OTHER, OWNER, REGION, ZONE, ScenarioBuilder

T = TypeVar("T")

_PER_ENI = 50
"""Private IPv4 addresses of one ENI at its creation (CreateNetworkInterface: a primary one and up to 49 others)."""


def net(builder: ScenarioBuilder[T], mask: int | None = 1, *, ipv6: bool = True) -> tuple[T, T]:
    vpc = builder.vpc(ipv6=ipv6)
    return builder.vswitch(vpc, mask=mask), builder.group(vpc)


def assign(builder: ScenarioBuilder[T], *numbers: int, mask: int | None = 1, ipv6: bool = True) -> None:
    """An ENI that stays unattached."""
    eni = builder.eni(*net(builder, mask, ipv6=ipv6))
    for number in numbers:
        builder.assign(eni, number)


def assign_in(builder: ScenarioBuilder[T], region: str, zone: str) -> None:
    builder = builder.at(region)
    vpc = builder.vpc()
    builder.assign(builder.eni(builder.vswitch(vpc, zone=zone), builder.group(vpc)), 1)


def assign_attached(builder: ScenarioBuilder[T], type_id: str, *numbers: int) -> None:
    vswitch, group = net(builder)
    eni = builder.eni(vswitch, group)
    builder.attach(eni, builder.instance(vswitch, group, type_id))
    for number in numbers:
        builder.assign(eni, number)


def attach_with_ipv6(builder: ScenarioBuilder[T], type_id: str, number: int) -> None:
    vswitch, group = net(builder)
    eni = builder.eni(vswitch, group)
    builder.assign(eni, number)
    builder.attach(eni, builder.instance(vswitch, group, type_id))


def change_type(builder: ScenarioBuilder[T], type_id: str) -> None:
    vswitch, group = net(builder)
    eni, instance = builder.eni(vswitch, group), builder.instance(vswitch, group, ONE_IPV6)
    builder.attach(eni, instance)
    builder.assign(eni, 1)
    builder.change_type(instance, type_id)


def crowd(builder: ScenarioBuilder[T], number: int, kind: str = "normal") -> tuple[T, T]:
    """A group that holds so many private addresses already."""
    vpc = builder.vpc()
    vswitch, group = builder.vswitch(vpc), builder.group(vpc, kind)
    for _ in range(number // _PER_ENI):
        builder.eni(vswitch, group, ipv4=_PER_ENI)
    if rest := number % _PER_ENI:
        builder.eni(vswitch, group, ipv4=rest)
    return vswitch, group


def crowd_and_eni(builder: ScenarioBuilder[T], number: int) -> None:
    builder.eni(*crowd(builder, number))


def crowd_and_instance(builder: ScenarioBuilder[T], number: int) -> None:
    builder.instance(*crowd(builder, number))


def crowd_and_ipv6(builder: ScenarioBuilder[T], number: int) -> None:
    """One of the ENIs of the crowd gets the IPv6 address."""
    vswitch, group = crowd(builder, number - 1)
    builder.assign(builder.eni(vswitch, group), 1)


def crowd_on_instances(builder: ScenarioBuilder[T], number: int) -> None:
    """Primary ENIs count too."""
    vswitch, group = crowd(builder, number - 1)
    builder.instance(vswitch, group)
    builder.eni(vswitch, group)


def advanced_crowd(builder: ScenarioBuilder[T], number: int) -> None:
    builder.eni(*crowd(builder, number, "enterprise"))


def created_with_ipv6(builder: ScenarioBuilder[T], number: int) -> None:
    builder.eni(*net(builder), ipv6=number)


def primary_with_ipv6(builder: ScenarioBuilder[T], number: int, region: str = REGION, zone: str = ZONE) -> None:
    builder = builder.at(region)
    vpc = builder.vpc()
    builder.instance(builder.vswitch(vpc, zone=zone), builder.group(vpc), ipv6=number)


def instance_with_ipv6(builder: ScenarioBuilder[T], number: int) -> None:
    builder.instance_with_secondary(*net(builder), ipv6=number)


def across_accounts(builder: ScenarioBuilder[T], zone: str) -> None:
    """One account's ENI, granted to another, which attaches it to an instance of its own."""
    eni = builder.by(OWNER).eni(*net(builder.by(OWNER)))
    builder.by(OWNER).grant(eni, OTHER)
    other = builder.by(OTHER)
    vpc = other.vpc()
    other.attach(eni, other.instance(other.vswitch(vpc, zone=zone), other.group(vpc)))


def across_vpcs(builder: ScenarioBuilder[T]) -> None:
    builder.attach(builder.eni(*net(builder)), builder.instance(*net(builder)))


def across_zones(builder: ScenarioBuilder[T], zone: str) -> None:
    vpc = builder.vpc()
    group = builder.group(vpc)
    builder.attach(
        builder.eni(builder.vswitch(vpc), group), builder.instance(builder.vswitch(vpc, zone=zone, mask=2), group)
    )


def attach_many(builder: ScenarioBuilder[T], number: int, type_id: str = ONE_IPV6) -> None:
    vswitch, group = net(builder)
    instance = builder.instance(vswitch, group, type_id)
    for _ in range(number):
        builder.attach(builder.eni(vswitch, group), instance)


def masks(builder: ScenarioBuilder[T], *masks: int) -> None:
    vpc = builder.vpc()
    for mask in masks:
        builder.vswitch(vpc, mask=mask)


def masks_of_two_vpcs(builder: ScenarioBuilder[T]) -> None:
    masks(builder, 7)
    masks(builder, 7)


def bandwidth(builder: ScenarioBuilder[T], *, own_gateway: bool) -> None:
    vpc = builder.vpc()
    eni = builder.eni(builder.vswitch(vpc), builder.group(vpc))
    gateway = builder.gateway(vpc if own_gateway else builder.vpc())
    builder.bandwidth(builder.assign(eni, 1), gateway)


def rule(builder: ScenarioBuilder[T], protocol: str, ports: str) -> None:
    builder.rule(builder.group(builder.vpc()), protocol, ports)


def password(builder: ScenarioBuilder[T], *, marked: bool) -> None:
    builder.instance_with_password(*net(builder), marked=marked)


def type(builder: ScenarioBuilder[T], type_id: str) -> None:
    """An instance with IPv6, so that limits depend on its type."""
    builder.instance(*net(builder), type_id, ipv6=1)


def advanced_group(builder: ScenarioBuilder[T], enis: int, ipv4: int) -> None:
    """An advanced group with so many ENIs, each with so many addresses."""
    vpc = builder.vpc()
    vswitch, group = builder.vswitch(vpc), builder.group(vpc, "enterprise")
    for _ in range(enis):
        builder.eni(vswitch, group, ipv4=ipv4)
