"""What a pack said of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pulumi.runtime.proto import analyzer_pb2 as proto

from .config import LEVELS
from .plan import Planned
from .values import from_struct

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


class DroppedPolicyError(AssertionError):
    """A policy read an unknown value: the SDK dropped it and, had it been mandatory, would have let the plan pass."""


@dataclass(frozen=True)
class Violation:
    """One violation, or an advisory remark."""

    policy: str
    urn: str
    """Empty when the stack as a whole violates the policy."""
    message: str
    """Without the policy's description, which the SDK puts before it."""
    level: str
    """`mandatory` or `advisory`."""


@dataclass(frozen=True)
class Note:
    """Why a policy had nothing to judge (`args.not_applicable(reason)`); `urn` is empty for stack policies."""

    policy: str
    urn: str
    reason: str


@dataclass(frozen=True)
class NotRun:
    """A policy that the SDK dropped for a resource, or for the stack when `urn` is empty, and why."""

    policy: str
    urn: str
    why: str


@dataclass(frozen=True)
class Remediated:
    """What a policy made of a resource's inputs."""

    policy: str
    urn: str
    inputs: dict[str, object]


@dataclass
class Report:
    """Everything that a pack said of one plan."""

    violations: list[Violation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    remediated: list[Remediated] = field(default_factory=list)

    @property
    def mandatory(self) -> list[Violation]:
        """The violations that end a preview with an error."""
        return [one for one in self.violations if one.level == "mandatory"]

    @property
    def advisory(self) -> list[Violation]:
        """The violations that only show."""
        return [one for one in self.violations if one.level == "advisory"]

    @property
    def red(self) -> set[str]:
        """The names of the policies with a mandatory violation."""
        return {one.policy for one in self.mandatory}

    def of(self, policy: str, resource: Planned | None = None) -> list[Violation]:
        """The violations of one policy; those of one resource, when it is given."""
        found = [one for one in self.violations if one.policy == policy]
        return found if resource is None else [one for one in found if one.urn == resource.urn]

    def add_analysis(self, response: proto.AnalyzeResponse, urn: str = "") -> None:
        """Take in an answer about the resource `urn`, or about the stack when it is empty."""
        for one in response.diagnostics:
            if one.message.startswith(f"can't run policy '{one.policyName}' from policy pack "):
                self.not_run.append(NotRun(one.policyName, urn, one.message))
            else:
                message = one.message.removeprefix(one.description).removeprefix("\n")
                level = _LEVEL_NAMES[one.enforcementLevel]
                self.violations.append(Violation(one.policyName, one.urn or urn, message, level))
        self.notes += [Note(one.policy_name, urn, one.reason) for one in response.not_applicable]

    def add_remediations(self, response: proto.RemediateResponse, urn: str) -> None:
        """Take in what became of the resource `urn`."""
        for one in response.remediations:
            if one.diagnostic:
                self.not_run.append(NotRun(one.policyName, urn, one.diagnostic))
            else:
                self.remediated.append(Remediated(one.policyName, urn, from_struct(one.properties)))

    def must_have_run(self) -> None:
        """Raise DroppedPolicyError, with the reasons, when a policy was dropped."""
        if self.not_run:
            raise DroppedPolicyError("\n".join(f"{one.urn or 'the stack'}: {one.why}" for one in self.not_run))

    def __str__(self) -> str:
        """One line for each thing said, for the message of a failed assertion."""
        return "\n".join(self._lines()) or "nothing to report"

    def _lines(self) -> Iterator[str]:
        yield from (f"{one.level} {one.policy} {one.urn}: {one.message}" for one in self.violations)
        yield from (f"not run {one.policy} {one.urn}: {one.why}" for one in self.not_run)
        yield from (f"remediated {one.policy} {one.urn}" for one in self.remediated)
        yield from (f"not applicable {one.policy} {one.urn}: {one.reason}" for one in self.notes)
