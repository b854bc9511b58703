"""Completion of instances and scaling groups with the inputs that they leave to a launch template."""

from dataclasses import replace

from alicloud_rules.three_valued import Unknown, unknown

from .plain_values import UNKNOWN, Plain
from .record import Record
from .references import ReferenceResolver
from .resource_kinds import Kind

_USERS = (Kind.INSTANCE, Kind.INSTANCE_SET, Kind.SCALING_GROUP, Kind.PROVISIONING_GROUP)
_SINGLE = (("instanceType", "launchTemplateOverrides"), ("vswitchId", "vswitchIds"))
"""Each with the input that overrides it."""
_LISTS = (("securityGroups", "securityGroupIds", "securityGroupId"), ("networkInterfaces",))
"""Each with its other names; their outputs do not show whether the program gives them."""


def has_template(record: Record) -> bool:
    """Whether the program names a launch template."""
    return any(record.given(name) not in (None, "") for name in ("launchTemplateId", "launchTemplateName"))


def filled(record: Record, resolver: ReferenceResolver) -> Record:
    """Return the resource with the inputs from its template; the omitted ones are unknown if the template is."""
    if record.kind not in _USERS or not has_template(record):
        return record
    template = _template(record, resolver)
    if template is None:
        return record
    inputs, edges = dict(record.inputs), dict(record.edges)
    omitted: list[tuple[str, ...]] = [names for names in _SINGLE if all(record.seen(name) is None for name in names)]
    omitted += [names for names in _LISTS if all(record.given(name) is None for name in names)]
    for names in omitted:
        if isinstance(template, Unknown):
            inputs[names[0]], edges[names[0]] = UNKNOWN, ()
            continue
        for name in names:
            inputs[name], edges[name] = template.given(name), template.edges.get(name, ())
    return replace(record, inputs=inputs, edges=edges)


def _template(record: Record, resolver: ReferenceResolver) -> Record | Unknown | None:
    """Return the template; None when it is outside the stack, so that its content is not available."""
    name = record.seen("launchTemplateName")
    if record.seen("launchTemplateId") in (None, "") and isinstance(name, str):
        return _named(record, name, resolver)
    by = "launchTemplateName" if record.seen("launchTemplateId") in (None, "") else "launchTemplateId"
    ref = resolver.one(record, by, Kind.TEMPLATE)
    return ref.reason_unknown if ref.certain is None else resolver.records.get(ref.certain)


def _named(record: Record, name: str, resolver: ReferenceResolver) -> Record | Unknown | None:
    names = {one.urn: _name(one) for one in resolver.templates}
    found = [one for one in resolver.templates if names[one.urn] == name]
    if len(found) == 1:
        return found[0]
    return unknown(record.where("launchTemplateName")) if found or UNKNOWN in names.values() else None


def _name(template: Record) -> Plain:
    own = template.seen("launchTemplateName")
    return template.seen("name") if own is None else own
