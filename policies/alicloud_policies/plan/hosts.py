"""Makes instances, and what instances are made from, out of records; with the ENIs that come with them."""

from collections.abc import Iterator

from .kinds import Kind
from .nodes import Attachment, Eni, Host, Membership, Role
from .outside import Outside
from .plain import UNKNOWN, Plain
from .record import Record, count_of, whole
from .refs import PRIMARY, Joiner
from .templates import filled, has_template
from .values import ONE, ZERO, Count, Ref, Unknown, total, unknown

HOST_KINDS = (Kind.INSTANCE, Kind.INSTANCE_SET, Kind.TEMPLATE, Kind.SCALING_CONFIGURATION, Kind.SCALING_GROUP)
_VSWITCHES = ("vswitchIds", "vswitchId")
_GROUPS = ("securityGroups", "securityGroupIds", "securityGroupId")
_TYPES = ("instanceTypes", "instanceTypeOverrides", "launchTemplateOverrides")


def makes_instances(record: Record) -> bool:
    """Whether instances come of it: a scaling group makes them by itself only from a launch template."""
    return record.kind is not Kind.SCALING_GROUP or has_template(record)


def host(record: Record, joiner: Joiner, outside: Outside) -> Host:
    """Return the instance, or what stands for many."""
    record = filled(record, joiner)
    return Host(
        key=record.urn,
        urn=record.urn,
        label=record.label,
        types=_types(record),
        amount=_amount(record, joiner, outside),
        vswitch=_vswitch(record, joiner),
        zone=record.text("availabilityZone", "zoneId"),
        provider=record.provider,
        interfaces=_interface_count(record),
    )


def enis(record: Record, joiner: Joiner) -> Iterator[Eni]:
    """Yield the ENIs that the instance is created with: the primary one first, unless it is a resource of its own."""
    record = filled(record, joiner)
    vswitch = _vswitch(record, joiner)
    interfaces = list(_interfaces(record))
    primary = next((one for _, one in interfaces if _is_primary(record, one)), None)
    yield from _primary(record, vswitch, primary, joiner)
    for place, one in interfaces:
        if (one is primary and primary is not None) or _names_an_eni(one):
            continue
        yield _eni(
            record,
            f"{record.urn}#{place}",
            f"networkInterfaces[{place}] of {record.label}",
            Role.WITH_INSTANCE,
            _nested_vswitch(record, one, vswitch, joiner),
            _nested_groups(record, one, joiner),
            _nested_ipv6(record, one),
            ONE,
            ONE if isinstance(one, dict) else Count(0, None, frozenset({record.where("networkInterfaces")})),
        )


def attachments(record: Record, joiner: Joiner) -> Iterator[Attachment]:
    """Yield what puts ENIs that exist on their own on the instance when it is created, or may do so."""
    record = filled(record, joiner)
    here = Ref((record.urn,))
    named = joiner.primary(record)
    if named.certain != record.urn + PRIMARY:
        yield Attachment(urn=record.urn, label=record.label, eni=named, host=here, primary=True)
    listed = isinstance(record.items("networkInterfaces"), list)
    for _, one in _interfaces(record):
        if one is UNKNOWN or _names_an_eni(one):
            told = one if one is UNKNOWN else one["networkInterfaceId"]
            eni = joiner.nested(record, "networkInterfaces", told, Kind.ENI)
            sure = listed and one is not UNKNOWN
            yield Attachment(urn=record.urn, label=record.label, eni=eni, host=here, sure=sure)


def _primary(record: Record, vswitch: Ref, nested: Plain, joiner: Joiner) -> Iterator[Eni]:
    """Yield the primary ENI that comes with the instance, or may do so."""
    key = record.urn + PRIMARY
    named = joiner.primary(record) if record.kind is Kind.INSTANCE else Ref((key,))
    if named.certain not in (None, key):
        return
    secondary = record.amount(["secondaryPrivateIps"], ["secondaryPrivateIpAddressCount"])
    groups, ipv6, ipv4 = _groups(record, joiner, nested), _ipv6(record, nested), ONE + secondary
    if named.certain is None:
        why = named.doubt
        groups = Membership(possible=(*groups.certain, *groups.possible), open=groups.open, doubt=why)
        ipv6, ipv4 = ipv6.or_none(why.missing), ipv4.or_none(why.missing)
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


def _types(record: Record) -> tuple[str | Unknown, ...]:
    """Return the instance types it can have; for a template without one, none."""
    found: list[str | Unknown] = []
    single = record.text("instanceType")
    if single is not None:
        found.append(single)
    for name in _TYPES:
        several = record.items(name)
        if isinstance(several, Unknown):
            found.append(several)
        for one in several if isinstance(several, list) else ():
            named = one.get("instanceType") if isinstance(one, dict) else one
            found.append(named if isinstance(named, str) else unknown(record.where(name)))
    if not found and record.kind in (Kind.INSTANCE, Kind.SCALING_GROUP):
        return (unknown(record.where("instanceType")),)
    return tuple(found)


def _vswitch(record: Record, joiner: Joiner) -> Ref:
    if record.kind is Kind.SCALING_CONFIGURATION:
        group = _scaling_group(record, joiner)
        return _vswitch_of_group(group, joiner) if group else Ref(open=unknown(record.where("scalingGroupId")))
    if record.kind is Kind.SCALING_GROUP:
        return _vswitch_of_group(record, joiner)
    named = joiner.primary(record) if record.kind is Kind.INSTANCE else Ref((record.urn + PRIMARY,))
    if named.certain is None:
        return Ref(open=named.doubt)
    return joiner.one(joiner.records.get(named.certain, record), "vswitchId", Kind.VSWITCH)


def _vswitch_of_group(group: Record, joiner: Joiner) -> Ref:
    """Return the vSwitches that a scaling group spreads its instances over."""
    found = joiner.many(group, _VSWITCHES, Kind.VSWITCH)
    return Ref((*found.certain, *found.possible), found.open, group.where(_VSWITCHES[0]))


def _scaling_group(record: Record, joiner: Joiner) -> Record | None:
    return joiner.records.get(joiner.one(record, "scalingGroupId", Kind.SCALING_GROUP).certain or "")


def _amount(record: Record, joiner: Joiner, outside: Outside) -> Count:
    """Return how many instances the plan makes of it; a template alone makes none."""
    if record.kind is Kind.INSTANCE:
        return ONE
    if record.kind is Kind.INSTANCE_SET:
        given = record.given("amount")
        return ONE if given is None else count_of(given, record.where("amount"))
    if record.kind is Kind.TEMPLATE:
        return ZERO
    group = record if record.kind is Kind.SCALING_GROUP else _scaling_group(record, joiner)
    if group is None:
        named = record.text("scalingGroupId")
        where = frozenset({record.where("scalingGroupId")})
        return outside.most_instances(named) if isinstance(named, str) else Count(0, None, where)
    in_force = record.inputs.get("active") is True and record.inputs.get("enable") is True
    return _size(group, in_force)


def _size(group: Record, in_force: bool) -> Count:
    """Return how many instances a scaling group has; `in_force` says that it surely makes them of what is judged."""
    why = frozenset({f"number of instances in {group.label}"})
    least = [whole(group.seen(name), group.where(name)) for name in ("minSize", "desiredCapacity")]
    most = whole(group.seen("maxSize"), group.where("maxSize"))
    if isinstance(most, Unknown):
        return Count(0, None, most.missing | why)
    known = [number for number in least if not isinstance(number, Unknown)]
    low = max(known) if in_force and known == least else 0
    return Count(low if low <= most else 0, most, why)


def _interfaces(record: Record) -> Iterator[tuple[int, Plain]]:
    """Yield the ENIs it lists, by their places in the list; UNKNOWN for a list of which nothing is known."""
    given = record.items("networkInterfaces")
    yield from enumerate([UNKNOWN] if isinstance(given, Unknown) else given or ())


def _interface_count(record: Record) -> Count:
    """Return how many ENIs are created with it beyond the primary one."""
    given = record.items("networkInterfaces")
    if isinstance(given, Unknown):
        return Count(0, None, given.missing)
    return total(_adds(record, one) for one in given or ())


def _adds(record: Record, one: Plain) -> Count:
    """Return how many ENIs an entry of the list adds to the primary one."""
    if _is_primary(record, one) or _names_an_eni(one):
        return ZERO
    kind = one.get("instanceType") if isinstance(one, dict) else one
    if record.kind is Kind.SCALING_CONFIGURATION and kind is UNKNOWN:
        return Count(0, 1, frozenset({record.where("networkInterfaces")}))
    return ONE


def _is_primary(record: Record, one: Plain) -> bool:
    """Whether an entry of a scaling configuration describes the primary ENI."""
    return record.kind is Kind.SCALING_CONFIGURATION and isinstance(one, dict) and one.get("instanceType") == "Primary"


def _names_an_eni(one: Plain) -> bool:
    return isinstance(one, dict) and one.get("networkInterfaceId") not in (None, "")


def _ipv6(record: Record, nested: Plain) -> Count:
    if isinstance(nested, dict):
        return count_of(nested.get("ipv6AddressCount"), record.where("networkInterfaces"))
    return record.amount(["ipv6Addresses"], ["ipv6AddressCount"])


def _nested_ipv6(record: Record, one: Plain) -> Count:
    """Return the number for an ENI that may be a secondary one; only scaling configurations give theirs IPv6."""
    where = frozenset({record.where("networkInterfaces")})
    if isinstance(one, dict):
        count = _ipv6(record, one)
        return count.or_none(where) if one.get("instanceType") is UNKNOWN else count
    return Count(0, None, where) if record.kind is Kind.SCALING_CONFIGURATION else ZERO


def _groups(record: Record, joiner: Joiner, nested: Plain) -> Membership:
    return _nested_groups(record, nested, joiner) if nested else joiner.many(record, _GROUPS, Kind.GROUP)


def _nested_groups(record: Record, one: Plain, joiner: Joiner) -> Membership:
    values, single = (one.get("securityGroupIds"), one.get("securityGroupId")) if isinstance(one, dict) else (one, None)
    if values is None and single is None:
        return joiner.many(record, _GROUPS, Kind.GROUP)
    if values is None:
        values = [single]
    return joiner.members(record, "networkInterfaces", values, Kind.GROUP)


def _nested_vswitch(record: Record, one: Plain, default: Ref, joiner: Joiner) -> Ref:
    if not isinstance(one, dict):
        return Ref(open=unknown(record.where("networkInterfaces")))
    value = one.get("vswitchId")
    return default if value is None else joiner.nested(record, "networkInterfaces", value, Kind.VSWITCH)
