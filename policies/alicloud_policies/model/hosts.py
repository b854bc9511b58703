"""Instances, launch templates and scaling resources as nodes."""

from collections.abc import Iterator
from math import ceil

from alicloud_rules.three_valued import Ternary, Unknown, unknown

from .counts import ONE, ZERO, Count, total
from .launch_templates import filled, has_template
from .nodes import Host
from .outside import Outside
from .plain_values import UNKNOWN, Plain
from .record import Record, count_of, integer_of
from .references import PRIMARY, ReferenceResolver
from .refs import Ref
from .resource_kinds import Kind

HOST_KINDS = (
    Kind.INSTANCE,
    Kind.INSTANCE_SET,
    Kind.TEMPLATE,
    Kind.SCALING_CONFIGURATION,
    Kind.SCALING_GROUP,
    Kind.PROVISIONING_GROUP,
)
_CONFIGS = "launchTemplateConfigs"
_VSWITCHES = ("vswitchIds", "vswitchId")
_TYPES = ("instanceTypes", "instanceTypeOverrides", "launchTemplateOverrides")


def creates_instances(record: Record) -> bool:
    """Return whether it creates instances: a scaling group does so directly only from a launch template."""
    return record.kind is not Kind.SCALING_GROUP or has_template(record)


def host(record: Record, resolver: ReferenceResolver, outside: Outside) -> Host:
    """Return the node of an instance, or of a resource that creates several."""
    record = filled(record, resolver)
    return Host(
        key=record.urn,
        urn=record.urn,
        label=record.label,
        types=_types(record),
        amount=_amount(record, resolver, outside),
        vswitch=vswitch_of(record, resolver),
        zone=record.string("availabilityZone", "zoneId"),
        provider=record.provider,
        interfaces=_interface_count(record),
        running=_running(record),
        image=record.string("imageId"),
        user_data=record.given("userData") not in (None, ""),
    )


def _running(record: Record) -> Ternary:
    """Return whether the instances run, which they do unless the program stops them."""
    status = record.given("status")
    return unknown(record.where("status")) if status is UNKNOWN else status != "Stopped"


def vswitch_of(record: Record, resolver: ReferenceResolver) -> Ref:
    """Return the vSwitch of the instances, or the vSwitches of their scaling group."""
    if record.kind is Kind.SCALING_CONFIGURATION:
        group = _scaling_group(record, resolver)
        return (
            _vswitch_of_group(group, resolver) if group else Ref(undetermined=unknown(record.where("scalingGroupId")))
        )
    if record.kind is Kind.SCALING_GROUP:
        return _vswitch_of_group(record, resolver)
    if record.kind is Kind.PROVISIONING_GROUP and record.given(_CONFIGS) is not None:
        return _vswitch_of_configs(record, resolver)
    named = resolver.primary(record) if record.kind is Kind.INSTANCE else Ref((record.urn + PRIMARY,))
    if named.certain is None:
        return Ref(undetermined=named.reason_unknown)
    return resolver.one(resolver.records.get(named.certain, record), "vswitchId", Kind.VSWITCH)


def interfaces_of(record: Record) -> Iterator[tuple[int, Plain]]:
    """Yield the listed ENIs with their indexes; a single `UNKNOWN` for an unknown list."""
    given = record.items("networkInterfaces")
    yield from enumerate([UNKNOWN] if isinstance(given, Unknown) else given or ())


def is_primary(record: Record, one: Plain) -> bool:
    """Return whether an entry of a scaling configuration describes the primary ENI."""
    return record.kind is Kind.SCALING_CONFIGURATION and isinstance(one, dict) and one.get("instanceType") == "Primary"


def names_an_eni(one: Plain) -> bool:
    """Return whether an entry of the list attaches a separate ENI."""
    return isinstance(one, dict) and one.get("networkInterfaceId") not in (None, "")


def _types(record: Record) -> tuple[str | Unknown, ...]:
    """Return the instance types that it can have; none for a template that does not set one."""
    if record.kind is Kind.PROVISIONING_GROUP:
        return _types_of_configs(record)
    found: list[str | Unknown] = []
    single = record.string("instanceType")
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


def _configs(record: Record) -> list[Plain]:
    """Return the configurations of an auto provisioning group; at least one, which leaves all to the template."""
    given = record.items(_CONFIGS)
    return [UNKNOWN] if isinstance(given, Unknown) else given or [{}]


def _types_of_configs(record: Record) -> tuple[str | Unknown, ...]:
    """Return the instance types of the configurations; one that omits it uses that of the template."""
    found: dict[str | Unknown, None] = {}
    for one in _configs(record):
        named = one.get("instanceType") if isinstance(one, dict) else one
        single = record.string("instanceType") if named in (None, "") else named
        found[single if isinstance(single, str) else unknown(record.where(_CONFIGS))] = None
    return tuple(found)


def _vswitch_of_configs(record: Record, resolver: ReferenceResolver) -> Ref:
    """Return the vSwitches of the configurations; one that omits it uses that of the template."""
    where, keys, undetermined = record.where(_CONFIGS), list[str](), None
    for one in _configs(record):
        value = one.get("vswitchId") if isinstance(one, dict) else one
        ref = (
            resolver.one(record, "vswitchId", Kind.VSWITCH)
            if value in (None, "")
            else resolver.nested(record, _CONFIGS, value, Kind.VSWITCH)
        )
        keys += ref.keys
        undetermined = undetermined or ref.undetermined
    return Ref(tuple(dict.fromkeys(keys)), undetermined, where)


def _provisioned(record: Record) -> Count:
    """Return how many instances an auto provisioning group has: its capacity, divided by the weights of instances."""
    capacity = count_of(record.given("totalTargetCapacity"), record.where("totalTargetCapacity"))
    given = [one.get("weightedCapacity") if isinstance(one, dict) else one for one in _configs(record)]
    weights = [1 if weight in (None, "") else integer_of(weight, record.where(_CONFIGS)) for weight in given]
    known = [weight for weight in weights if not isinstance(weight, Unknown) and weight > 0]
    missing = capacity.missing | {f"number of instances in {record.label}"}
    if len(known) < len(weights):
        return Count(0, capacity.high, missing)  # A weight is 1 or more.
    low, high = ceil(capacity.low / max(known)), capacity.high and ceil(capacity.high / min(known))
    return Count(low, high, capacity.missing if max(known) == min(known) else missing)


def _vswitch_of_group(group: Record, resolver: ReferenceResolver) -> Ref:
    """Return the vSwitches of a scaling group, each of which can have its instances."""
    found = resolver.many(group, _VSWITCHES, Kind.VSWITCH)
    return Ref((*found.certain, *found.possible), found.undetermined, group.where(_VSWITCHES[0]))


def _scaling_group(record: Record, resolver: ReferenceResolver) -> Record | None:
    return resolver.records.get(resolver.one(record, "scalingGroupId", Kind.SCALING_GROUP).certain or "")


def _amount(record: Record, resolver: ReferenceResolver, outside: Outside) -> Count:
    """Return how many instances it creates; a template alone creates none."""
    if record.kind is Kind.INSTANCE:
        return ONE
    if record.kind is Kind.INSTANCE_SET:
        given = record.given("amount")
        return ONE if given is None else count_of(given, record.where("amount"))
    if record.kind is Kind.TEMPLATE:
        return ZERO
    if record.kind is Kind.PROVISIONING_GROUP:
        return _provisioned(record)
    group = record if record.kind is Kind.SCALING_GROUP else _scaling_group(record, resolver)
    if group is None:
        named = record.string("scalingGroupId")
        where = frozenset({record.where("scalingGroupId")})
        return outside.max_instances(named) if isinstance(named, str) else Count(0, None, where)
    in_force = record.inputs.get("active") is True and record.inputs.get("enable") is True
    return _size(group, in_force)


def _size(group: Record, in_force: bool) -> Count:
    """Return how many instances a scaling group has; `in_force`: its minimum is created from this configuration."""
    missing = frozenset({f"number of instances in {group.label}"})
    minimums = [integer_of(group.seen(name), group.where(name)) for name in ("minSize", "desiredCapacity")]
    maximum = integer_of(group.seen("maxSize"), group.where("maxSize"))
    if isinstance(maximum, Unknown):
        return Count(0, None, maximum.missing | missing)
    known = [number for number in minimums if not isinstance(number, Unknown)]
    low = max(known) if in_force and known == minimums else 0
    return Count(low if low <= maximum else 0, maximum, missing)


def _interface_count(record: Record) -> Count:
    """Return how many secondary ENIs are created with it."""
    given = record.items("networkInterfaces")
    if isinstance(given, Unknown):
        return Count(0, None, given.missing)
    return total(_adds(record, one) for one in given or ())


def _adds(record: Record, one: Plain) -> Count:
    """Return how many secondary ENIs an entry of the list creates."""
    if is_primary(record, one) or names_an_eni(one):
        return ZERO
    kind = one.get("instanceType") if isinstance(one, dict) else one
    if record.kind is Kind.SCALING_CONFIGURATION and kind is UNKNOWN:
        return Count(0, 1, frozenset({record.where("networkInterfaces")}))
    return ONE
