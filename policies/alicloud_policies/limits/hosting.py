"""Judges an ENI by the instance it is on once the plan is carried out."""

from collections.abc import Callable, Iterable

from alicloud_rules.violation import Violation

from ..plan.model import Plan
from ..plan.nodes import Eni, Host
from ..plan.values import Ref, Truth, Unknown, all_of, any_of, negation, unknown
from ..settings import Settings, TypeNumbers

Finding = tuple[Truth, Violation | None]
"""Whether all is well, and what is wrong if it is not."""

JudgeType = Callable[[str, TypeNumbers | Unknown], Finding]
"""Judges by the name of an instance type and its numbers, where they are known."""


def on_its_instance(plan: Plan, eni: Eni, settings: Settings, judge: JudgeType) -> Finding | None:
    """Return the finding on an ENI; None when it is on no instance."""
    attached = plan.attached(eni)
    if attached is False:
        return None
    hosts = plan.hosts_of(eni)
    findings = [_on(plan, ref, settings, judge) for ref in hosts]
    if not hosts:
        findings.append(judge("", unknown(f"instance of {eni.label}")))
    fine, violation = together(findings)
    return any_of(negation(attached), fine), violation


def _on(plan: Plan, ref: Ref, settings: Settings, judge: JudgeType) -> Finding:
    if ref.open is not None or not ref.keys:
        return judge("", ref.doubt)
    return agreed([on_types(plan.hosts[key], settings, judge) for key in ref.keys], ref)


def on_types(host: Host, settings: Settings, judge: JudgeType) -> Finding:
    """Return the finding over all the types that an instance can have: none may be wrong."""
    return together([judge(str(one), numbers_of(one, settings)) for one in host.types])


def numbers_of(instance_type: str | Unknown, settings: Settings) -> TypeNumbers | Unknown:
    """Return what an instance type allows, if it is known."""
    if isinstance(instance_type, Unknown):
        return instance_type
    return settings.find_type(instance_type) or unknown(f"numbers of {instance_type}, which the catalogue lacks")


def together(findings: Iterable[Finding]) -> Finding:
    """Return whether all is well in all findings, and the first violation if not."""
    several = list(findings)
    return all_of(*(fine for fine, _ in several)), next((wrong for fine, wrong in several if fine is False), None)


def name_of(label: str) -> str:
    """Return the name alone, or the id, where the sentence tells what it is."""
    return label.rpartition(" ")[2]


def agreed(findings: list[Finding], ref: Ref) -> Finding:
    """Return the finding on which all the things agree that `ref` may refer to."""
    first = findings[0]
    if any(fine != first[0] for fine, _ in findings):
        return Unknown(ref.doubt.missing), None
    return first
