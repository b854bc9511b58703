"""The report of a pack on a planned stack."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ._pulumi_internals import analyzer_pb2 as proto
from .pack_config import LEVELS
from .planned_stack import PlannedResource
from .property_values import from_struct

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


class DroppedPolicyError(AssertionError):
    """A policy read an unknown value, so the SDK dropped it; a mandatory one would have accepted the plan."""


@dataclass(frozen=True)
class PolicyViolation:
    """A mandatory or advisory violation."""

    policy: str
    urn: str
    """Empty when the stack as a whole violates the policy."""
    message: str
    """The message without the description of the policy, which the SDK adds."""
    level: str
    """`mandatory` or `advisory`."""


@dataclass(frozen=True)
class Note:
    """The reason of `args.not_applicable(reason)`; `urn` is empty for stack policies."""

    policy: str
    urn: str
    reason: str


@dataclass(frozen=True)
class NotRun:
    """A policy that the SDK dropped for a resource, or for the stack if `urn` is empty."""

    policy: str
    urn: str
    reason: str


@dataclass(frozen=True)
class Remediated:
    """The inputs of a resource after a remediation."""

    policy: str
    urn: str
    inputs: dict[str, object]


@dataclass
class PackReport:
    """The results of all policies of a pack."""

    violations: list[PolicyViolation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    remediated: list[Remediated] = field(default_factory=list)

    @property
    def mandatory(self) -> list[PolicyViolation]:
        """The violations that fail a preview."""
        return [one for one in self.violations if one.level == "mandatory"]

    @property
    def advisory(self) -> list[PolicyViolation]:
        """The violations that are only shown."""
        return [one for one in self.violations if one.level == "advisory"]

    @property
    def red(self) -> set[str]:
        """The names of the policies with a mandatory violation."""
        return {one.policy for one in self.mandatory}

    def of(self, policy: str, resource: PlannedResource | None = None) -> list[PolicyViolation]:
        """Return the violations of one policy, optionally of one resource."""
        found = [one for one in self.violations if one.policy == policy]
        return found if resource is None else [one for one in found if one.urn == resource.urn]

    def add_analysis(self, response: proto.AnalyzeResponse, urn: str = "") -> None:
        """Add the response for the resource `urn`, or for the stack if it is empty."""
        for one in response.diagnostics:
            if one.message.startswith(f"can't run policy '{one.policyName}' from policy pack "):
                self.not_run.append(NotRun(one.policyName, urn, one.message))
            else:
                message = one.message.removeprefix(one.description).removeprefix("\n")
                level = _LEVEL_NAMES[one.enforcementLevel]
                self.violations.append(PolicyViolation(one.policyName, one.urn or urn, message, level))
        self.notes += [Note(one.policy_name, urn, one.reason) for one in response.not_applicable]

    def add_remediations(self, response: proto.RemediateResponse, urn: str) -> None:
        """Add the remediations of the resource `urn`."""
        for one in response.remediations:
            if one.diagnostic:
                self.not_run.append(NotRun(one.policyName, urn, one.diagnostic))
            else:
                self.remediated.append(Remediated(one.policyName, urn, from_struct(one.properties)))

    def must_have_run(self) -> None:
        """Raise DroppedPolicyError with the reasons if a policy was dropped."""
        if self.not_run:
            raise DroppedPolicyError("\n".join(f"{one.urn or 'the stack'}: {one.reason}" for one in self.not_run))

    def __str__(self) -> str:
        """Return one line per result, for the messages of failed assertions."""
        return "\n".join(self._lines()) or "nothing to report"

    def _lines(self) -> Iterator[str]:
        yield from (f"{one.level} {one.policy} {one.urn}: {one.message}" for one in self.violations)
        yield from (f"not run {one.policy} {one.urn}: {one.reason}" for one in self.not_run)
        yield from (f"remediated {one.policy} {one.urn}" for one in self.remediated)
        yield from (f"not applicable {one.policy} {one.urn}: {one.reason}" for one in self.notes)
