"""Makes the network's nodes out of records: VPCs, vSwitches, security groups, IPv6 gateways."""

from .kinds import Kind
from .nodes import Gateway, Group, IngressRule, Vpc, Vswitch
from .record import Record
from .refs import Joiner
from .values import Truth, Unknown, any_of, unknown

BASIC = "normal"
"""The type of a security group that names none."""


def vpc(record: Record, has_block_of_its_own: Truth) -> Vpc:
    """Return a VPC; `has_block_of_its_own` tells whether a resource of its own adds an IPv6 block to it."""
    ipv6 = any_of(_there(record, "enableIpv6"), _there(record, "ipv6CidrBlock"), has_block_of_its_own)
    return Vpc(key=record.urn, urn=record.urn, label=record.label, ipv6=ipv6)


def vswitch(record: Record, joiner: Joiner) -> Vswitch:
    """Return a vSwitch: only a mask gives it an IPv6 block, `enableIpv6` by itself makes the provider ask for none."""
    mask = _mask(record)
    masked: Truth = mask if isinstance(mask, Unknown) else mask is not None
    return Vswitch(
        key=record.urn,
        urn=record.urn,
        label=record.label,
        vpc=joiner.one(record, "vpcId", Kind.VPC),
        zone=record.text("zoneId", "availabilityZone"),
        ipv6=any_of(masked, _there(record, "ipv6CidrBlock")),
        mask=mask,
    )


def _mask(record: Record) -> int | Unknown | None:
    """Return the mask; beside an `enableIpv6` that says no it is taken at creation and given back by a change."""
    mask, enabled = record.number("ipv6CidrBlockMask"), record.given("enableIpv6")
    if mask is None or enabled in (None, True):
        return mask
    doubt = unknown(record.where("enableIpv6"))
    return mask | doubt if isinstance(mask, Unknown) else doubt


def group(record: Record) -> Group:
    """Return a security group."""
    kind = record.text("securityGroupType")
    return Group(key=record.urn, urn=record.urn, label=record.label, type=BASIC if kind is None else kind)


def gateway(record: Record, joiner: Joiner) -> Gateway:
    """Return an IPv6 gateway."""
    where = joiner.one(record, "vpcId", Kind.VPC)
    return Gateway(key=record.urn, urn=record.urn, label=record.label, vpc=where)


def rule(record: Record) -> IngressRule:
    """Return a security group rule."""
    direction, policy = record.text("type"), record.text("policy")
    return IngressRule(
        urn=record.urn,
        label=record.label,
        ingress=direction if isinstance(direction, Unknown) else direction == "ingress",
        accepts=policy if isinstance(policy, Unknown) else policy in (None, "accept"),
        protocol=record.text("ipProtocol"),
        ports=record.text("portRange"),
        cidr=record.text("ipv6CidrIp"),
    )


def _there(record: Record, name: str) -> Truth:
    """Return whether a yes-or-no input says yes, or a text is there."""
    value = record.seen(name)
    if isinstance(value, bool) or value is None:
        return bool(value)
    if isinstance(value, str):
        return value != ""
    return record.flag(name) or False
