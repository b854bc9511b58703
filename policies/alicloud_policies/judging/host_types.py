"""Checks of ENIs and instances against the numbers of their instance types."""

from collections.abc import Callable

from alicloud_rules.three_valued import Unknown, unknown

from ..config.policy_settings import Settings, TypeNumbers
from ..model.nodes import Eni, Host
from ..model.refs import Ref
from ..model.stack_model import StackModel
from .findings import Finding, common_finding, first_violation, when

TypeCheck = Callable[[str, TypeNumbers | Unknown], Finding]
"""Checks an instance type, given its name and its numbers."""


def on_host_of(stack: StackModel, eni: Eni, settings: Settings, check: TypeCheck) -> Finding:
    """Check the instance types of the instance that an ENI is attached to after the update."""
    findings = [_on_ref(stack, ref, settings, check) for ref in stack.hosts_of(eni)]
    return when(stack.attached(eni), first_violation(findings or [check("", unknown(f"instance of {eni.label}"))]))


def _on_ref(stack: StackModel, ref: Ref, settings: Settings, check: TypeCheck) -> Finding:
    if ref.undetermined is not None or not ref.keys:
        return check("", ref.reason_unknown)
    return common_finding([on_types(stack.hosts[key], settings, check) for key in ref.keys], ref)


def on_types(host: Host, settings: Settings, check: TypeCheck) -> Finding:
    """Check all the types that an instance can have."""
    return first_violation(check(str(one), _numbers_of(one, settings)) for one in host.types)


def _numbers_of(instance_type: str | Unknown, settings: Settings) -> TypeNumbers | Unknown:
    if isinstance(instance_type, Unknown):
        return instance_type
    return settings.find_type(instance_type) or unknown(f"numbers of {instance_type}, which the catalogue lacks")
