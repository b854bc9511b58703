"""What a limit says of one resource."""

from dataclasses import dataclass
from enum import StrEnum

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
    problem: str = ""
    """Of a violation: what is wrong, the number found and the number allowed."""
    missing: frozenset[str] = frozenset()
    """Where it cannot be told: what would have to be known."""


def judged(urn: str, label: str, fine: Truth, problem: str) -> Verdict:
    """Return the verdict; `problem` says what is wrong when it is not fine."""
    if isinstance(fine, Unknown):
        return Verdict(Answer.CANNOT_TELL, urn, label, missing=fine.missing)
    return Verdict(Answer.HOLDS, urn, label) if fine else Verdict(Answer.VIOLATES, urn, label, problem)
