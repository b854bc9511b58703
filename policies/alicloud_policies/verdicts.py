"""What a limit says of one resource."""

from dataclasses import dataclass
from enum import StrEnum

from alicloud_rules.violation import Violation

from .plan.values import Truth, Unknown


class Answer(StrEnum):
    """The three answers."""

    HOLDS = "holds"
    VIOLATES = "violates"
    CANNOT_TELL = "cannot tell yet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer about one resource."""

    answer: Answer
    urn: str
    label: str
    """How messages call what was judged."""
    violation: Violation | None = None
    """What is wrong, where the answer is `VIOLATES`."""
    missing: frozenset[str] = frozenset()
    """Where it cannot be told: what would have to be known."""


def judged(urn: str, label: str, fine: Truth, violation: Violation | None) -> Verdict:
    """Return the verdict; `violation` says what is wrong when it is not fine, and is then required."""
    if isinstance(fine, Unknown):
        return Verdict(Answer.CANNOT_TELL, urn, label, missing=fine.missing)
    if fine:
        return Verdict(Answer.HOLDS, urn, label)
    if violation is None:
        raise ValueError(f"{label} breaks a limit without a violation that says how")
    return Verdict(Answer.VIOLATES, urn, label, violation)
