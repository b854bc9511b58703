"""Nodes from the records of network resources: VPCs, vSwitches, security groups and their rules, IPv6 gateways."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv6Network
from math import inf

from alicloud_rules.everybody import ipv6_block
from alicloud_rules.three_valued import Ternary, Unknown, any_of, unknown

from .group_rule import GroupRule, Sources
from .ipv6_blocks import AddedBlock, NamedBlock, blocks_of, canonical
from .nodes import Gateway, Group, Vpc, Vswitch
from .outside import Outside
from .plain_values import UNKNOWN, Plain
from .record import Record
from .references import ReferenceResolver
from .resource_kinds import Kind

BASIC = "normal"
"""The default type of a security group."""


def vpc(record: Record, added: Sequence[AddedBlock]) -> Vpc:
    """Return a VPC; `added` are the IPv6 blocks that separate resources add to any VPC."""
    own = any_of(_present(record, "enableIpv6"), _present(record, "ipv6CidrBlock"))
    blocks = blocks_of(record.urn, own, _cidr(record), added)
    return Vpc(key=record.urn, urn=record.urn, label=record.label, blocks=blocks, managed=record.managed)


def added_block(record: Record, resolver: ReferenceResolver) -> AddedBlock:
    """Return the IPv6 block that a separate resource adds to a VPC."""
    return AddedBlock(resolver.one(record, "vpcId", Kind.VPC), record.urn, _cidr(record))


def _cidr(record: Record) -> str | Unknown:
    value = record.string("ipv6CidrBlock")
    found = canonical(value) if isinstance(value, str) else None
    return found or unknown(record.where("ipv6CidrBlock"))


def vswitch(record: Record, resolver: ReferenceResolver) -> Vswitch:
    """Return a vSwitch: only a mask gives it an IPv6 block; with `enableIpv6` alone the provider requests none."""
    mask = _mask(record)
    masked: Ternary = mask if isinstance(mask, Unknown) else mask is not None
    return Vswitch(
        key=record.urn,
        urn=record.urn,
        label=record.label,
        vpc=resolver.one(record, "vpcId", Kind.VPC),
        zone=record.string("zoneId", "availabilityZone"),
        ipv6=any_of(masked, _present(record, "ipv6CidrBlock")),
        mask=mask,
        block=_named_block(record, resolver),
    )


def _named_block(record: Record, resolver: ReferenceResolver) -> NamedBlock:
    name = "vpcIpv6CidrBlock"
    where, value = record.where(name), record.given(name)
    if value in (None, ""):
        return NamedBlock(where)
    if isinstance(value, str):
        return NamedBlock(where, canonical(value) or unknown(where))
    for kind in (Kind.VPC_BLOCK, Kind.VPC):
        found = resolver.nested(record, name, UNKNOWN, kind).certain
        if found is not None:
            return NamedBlock(where, found)
    return NamedBlock(where, unknown(where))


def _mask(record: Record) -> int | Unknown | None:
    """Return the mask; with a false `enableIpv6`, creation assigns the block and an update removes it."""
    mask, enabled = record.integer("ipv6CidrBlockMask"), record.given("enableIpv6")
    if mask is None or enabled in (None, True):
        return mask
    reason = unknown(record.where("enableIpv6"))
    return mask | reason if isinstance(mask, Unknown) else reason


def group(record: Record) -> Group:
    """Return a security group."""
    kind, inner = record.string("securityGroupType"), record.string("innerAccessPolicy")
    flag = record.boolean("innerAccess")  # The older input, which `innerAccessPolicy` replaces.
    access = (flag is None or flag) if inner is None else inner
    return Group(
        key=record.urn,
        urn=record.urn,
        label=record.label,
        type=BASIC if kind is None else kind,
        inner_access=access.lower() == "accept" if isinstance(access, str) else access,
        managed=record.managed,
    )


def gateway(record: Record, resolver: ReferenceResolver) -> Gateway:
    """Return an IPv6 gateway."""
    where = resolver.one(record, "vpcId", Kind.VPC)
    return Gateway(key=record.urn, urn=record.urn, label=record.label, vpc=where)


def rule(record: Record, resolver: ReferenceResolver, outside: Outside) -> GroupRule:
    """Return a security group rule."""
    direction, policy = record.string("type"), record.string("policy")
    priority = record.integer("priority")
    return GroupRule(
        urn=record.urn,
        label=record.label,
        ingress=direction if isinstance(direction, Unknown) else direction == "ingress",
        accepts=policy if isinstance(policy, Unknown) else policy in (None, "accept"),
        protocol=record.string("ipProtocol"),
        ports=record.string("portRange"),
        priority=1 if priority is None else priority,
        group=resolver.one(record, "securityGroupId", Kind.GROUP),
        sources=_sources(record, resolver, outside),
        peer=resolver.one(record, "sourceSecurityGroupId", Kind.GROUP),
    )


def _sources(record: Record, resolver: ReferenceResolver, outside: Outside) -> Sources:
    """Return the IPv6 blocks of a rule; `cidrIp` may hold one, and an unknown `cidrIp` counts as an IPv4 block."""
    cidr = record.string("ipv6CidrIp")
    if isinstance(cidr, Unknown):
        return Sources(more=cidr, most=1)
    ipv4 = record.string("cidrIp")
    unread = ipv4 if isinstance(ipv4, Unknown) else None
    cidrs: list[Plain] = [cidr, None if isinstance(ipv4, Unknown) else ipv4]
    ref = resolver.one(record, "prefixListId", Kind.PREFIX_LIST)
    if ref.keys or ref.undetermined:
        listed = ref.reason_unknown if ref.certain is None else _entries(ref.certain, resolver, outside)
        if isinstance(listed, Unknown):
            return Sources(_ipv6_blocks(cidrs), listed, inf, unread)
        cidrs += listed
    hidden = [one for one in cidrs[2:] if not isinstance(one, str)]
    where = f"entries of {resolver.records[ref.certain].label}" if hidden and ref.certain else ""
    return Sources(_ipv6_blocks(cidrs), unknown(where) if hidden else None, len(hidden), unread)


def _ipv6_blocks(cidrs: Iterable[Plain]) -> tuple[IPv6Network, ...]:
    return tuple(filter(None, (ipv6_block(cidr) for cidr in cidrs if isinstance(cidr, str))))


def _entries(key: str, resolver: ReferenceResolver, outside: Outside) -> list[Plain] | Unknown:
    """Return the blocks of a prefix list."""
    record = resolver.records.get(key)
    if record is None:
        return outside.prefix_list(key)
    entries = record.items("entries")
    if isinstance(entries, Unknown):
        return entries
    return [one.get("cidr") if isinstance(one, dict) else one for one in entries or ()]


def _present(record: Record, name: str) -> Ternary:
    """Return whether a boolean input is true, or a string is present."""
    value = record.seen(name)
    if isinstance(value, bool) or value is None:
        return bool(value)
    if isinstance(value, str):
        return value != ""
    return record.boolean(name) or False
