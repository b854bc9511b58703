"""The ENIs of instances: created with them, or attached by their creation."""

from collections.abc import Iterator

from alicloud_rules.three_valued import unknown

from .counts import ONE, ZERO, Count
from .hosts import interfaces_of, is_primary, names_an_eni, vswitch_of
from .launch_templates import filled
from .nodes import Attachment, Eni, Membership, Role
from .plain_values import UNKNOWN, Plain
from .record import Record, count_of
from .references import PRIMARY, ReferenceResolver
from .refs import Ref
from .resource_kinds import Kind

_GROUPS = ("securityGroups", "securityGroupIds", "securityGroupId")


def enis(record: Record, resolver: ReferenceResolver) -> Iterator[Eni]:
    """Yield the ENIs that are created with the instance: first the primary one, unless it is a separate resource."""
    record = filled(record, resolver)
    vswitch = vswitch_of(record, resolver)
    interfaces = list(interfaces_of(record))
    primary = next((one for _, one in interfaces if is_primary(record, one)), None)
    yield from _primary(record, vswitch, primary, resolver)
    for index, one in interfaces:
        if (one is primary and primary is not None) or names_an_eni(one):
            continue
        yield _eni(
            record,
            f"{record.urn}#{index}",
            f"networkInterfaces[{index}] of {record.label}",
            Role.WITH_INSTANCE,
            _nested_vswitch(record, one, vswitch, resolver),
            _nested_groups(record, one, resolver),
            _nested_ipv6(record, one),
            ONE,
            ONE if isinstance(one, dict) else Count(0, None, frozenset({record.where("networkInterfaces")})),
        )


def attachments(record: Record, resolver: ReferenceResolver) -> Iterator[Attachment]:
    """Yield the certain and possible attachments of separate ENIs by the creation of the instance."""
    record = filled(record, resolver)
    here = Ref((record.urn,))
    named = resolver.primary(record)
    if named.certain != record.urn + PRIMARY:
        yield Attachment(urn=record.urn, label=record.label, eni=named, host=here, primary=True)
    listed = isinstance(record.items("networkInterfaces"), list)
    for _, one in interfaces_of(record):
        if one is UNKNOWN or names_an_eni(one):
            value = one if one is UNKNOWN else one["networkInterfaceId"]
            eni = resolver.nested(record, "networkInterfaces", value, Kind.ENI)
            sure = listed and one is not UNKNOWN
            yield Attachment(urn=record.urn, label=record.label, eni=eni, host=here, sure=sure)


def _primary(record: Record, vswitch: Ref, nested: Plain, resolver: ReferenceResolver) -> Iterator[Eni]:
    """Yield the primary ENI that is, or may be, created with the instance."""
    key = record.urn + PRIMARY
    named = resolver.primary(record) if record.kind is Kind.INSTANCE else Ref((key,))
    if named.certain not in (None, key):
        return
    secondary = record.amount(["secondaryPrivateIps"], ["secondaryPrivateIpAddressCount"])
    groups, ipv6, ipv4 = _groups(record, resolver, nested), _ipv6(record, nested), ONE + secondary
    if named.certain is None:
        reason = named.reason_unknown
        groups = Membership(
            possible=(*groups.certain, *groups.possible), undetermined=groups.undetermined, reason_unknown=reason
        )
        ipv6, ipv4 = ipv6.or_none(reason.missing), ipv4.or_none(reason.missing)
    yield _eni(record, key, f"primary ENI of {record.label}", Role.PRIMARY, vswitch, groups, ipv6, ipv4)


def _eni(
    record: Record,
    key: str,
    label: str,
    role: Role,
    vswitch: Ref,
    groups: Membership,
    ipv6: Count,
    ipv4: Count,
    number: Count = ONE,
) -> Eni:
    return Eni(
        key=key,
        urn=record.urn,
        label=label,
        role=role,
        vswitch=vswitch,
        groups=groups,
        ipv6=ipv6,
        ipv4=ipv4,
        provider=record.provider,
        region=record.provider.region if record.provider else None,
        managed=record.managed,
        number=number,
        attached=True,
    )


def _ipv6(record: Record, nested: Plain) -> Count:
    if isinstance(nested, dict):
        return count_of(nested.get("ipv6AddressCount"), record.where("networkInterfaces"))
    return record.amount(["ipv6Addresses"], ["ipv6AddressCount"])


def _nested_ipv6(record: Record, one: Plain) -> Count:
    """Return the IPv6 addresses of an ENI that may be secondary; only scaling configurations assign them."""
    where = frozenset({record.where("networkInterfaces")})
    if isinstance(one, dict):
        count = _ipv6(record, one)
        return count.or_none(where) if one.get("instanceType") is UNKNOWN else count
    return Count(0, None, where) if record.kind is Kind.SCALING_CONFIGURATION else ZERO


def _groups(record: Record, resolver: ReferenceResolver, nested: Plain) -> Membership:
    return _nested_groups(record, nested, resolver) if nested else resolver.many(record, _GROUPS, Kind.GROUP)


def _nested_groups(record: Record, one: Plain, resolver: ReferenceResolver) -> Membership:
    values, single = (one.get("securityGroupIds"), one.get("securityGroupId")) if isinstance(one, dict) else (one, None)
    if values is None and single is None:
        return resolver.many(record, _GROUPS, Kind.GROUP)
    if values is None:
        values = [single]
    return resolver.members(record, "networkInterfaces", values, Kind.GROUP)


def _nested_vswitch(record: Record, one: Plain, default: Ref, resolver: ReferenceResolver) -> Ref:
    if not isinstance(one, dict):
        return Ref(undetermined=unknown(record.where("networkInterfaces")))
    value = one.get("vswitchId")
    return default if value is None else resolver.nested(record, "networkInterfaces", value, Kind.VSWITCH)
