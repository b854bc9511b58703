"""Fills in what an instance, or a scaling group, leaves to its launch template."""

from dataclasses import replace

from .kinds import Kind
from .plain import UNKNOWN, Plain
from .record import Record
from .refs import Joiner
from .values import Unknown, unknown

_USERS = (Kind.INSTANCE, Kind.INSTANCE_SET, Kind.SCALING_GROUP)
_SINGLE = (("instanceType", "launchTemplateOverrides"), ("vswitchId", "vswitchIds"))
"""Each with what goes before it."""
_LISTS = (("securityGroups", "securityGroupIds", "securityGroupId"), ("networkInterfaces",))
"""Each by all its names; what the engine knows of these is no sign of what the program left out."""


def has_template(record: Record) -> bool:
    """Whether the program names a launch template."""
    return any(record.given(name) not in (None, "") for name in ("launchTemplateId", "launchTemplateName"))


def filled(record: Record, joiner: Joiner) -> Record:
    """Return the resource with what its template adds; where that is not known, with what it left out unknown."""
    if record.kind not in _USERS or not has_template(record):
        return record
    template = _template(record, joiner)
    if template is None:
        return record
    inputs, edges = dict(record.inputs), dict(record.edges)
    open_names: list[tuple[str, ...]] = [names for names in _SINGLE if all(record.seen(name) is None for name in names)]
    open_names += [names for names in _LISTS if all(record.given(name) is None for name in names)]
    for names in open_names:
        if isinstance(template, Unknown):
            inputs[names[0]], edges[names[0]] = UNKNOWN, ()
            continue
        for name in names:
            inputs[name], edges[name] = template.given(name), template.edges.get(name, ())
    return replace(record, inputs=inputs, edges=edges)


def _template(record: Record, joiner: Joiner) -> Record | Unknown | None:
    """Return the template; None when it is not in the stack, so that nothing is known of it."""
    name = record.seen("launchTemplateName")
    if record.seen("launchTemplateId") in (None, "") and isinstance(name, str):
        return _named(record, name, joiner)
    by = "launchTemplateName" if record.seen("launchTemplateId") in (None, "") else "launchTemplateId"
    ref = joiner.one(record, by, Kind.TEMPLATE)
    return ref.doubt if ref.certain is None else joiner.records.get(ref.certain)


def _named(record: Record, name: str, joiner: Joiner) -> Record | Unknown | None:
    names = {one.urn: _name(one) for one in joiner.templates}
    found = [one for one in joiner.templates if names[one.urn] == name]
    if len(found) == 1:
        return found[0]
    return unknown(record.where("launchTemplateName")) if found or UNKNOWN in names.values() else None


def _name(template: Record) -> Plain:
    own = template.seen("launchTemplateName")
    return template.seen("name") if own is None else own
