"""Findings of rules, and their combination under three-valued logic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from alicloud_rules.three_valued import Ternary, Unknown, join_unknowns
from alicloud_rules.violation import Violation

from ..model.counts import Count
from ..model.refs import Ref

Finding = Violation | Unknown | None
"""The violation of a limit, `Unknown` while that is undetermined, or None when the limit holds."""


class Subject(Protocol):
    """A node of the model that a rule reports on."""

    @property
    def urn(self) -> str:
        """The resource to report on."""

    @property
    def label(self) -> str:
        """The name in messages."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The finding of a rule on one node."""

    subject: Subject
    finding: Finding


def when(condition: Ternary, finding: Finding) -> Finding:
    """Return the finding if the condition holds: a violation is undetermined while the condition is unknown."""
    if finding is None or condition is False:
        return None
    return finding if condition is True else join_unknowns((condition, finding))


def first_violation(findings: Iterable[Finding]) -> Finding:
    """Return the first violation; without one, an unknown with the causes of all that are undetermined."""
    several = list(findings)
    return next((one for one in several if isinstance(one, Violation)), None) or join_unknowns(several)


def common_finding(findings: list[Finding], ref: Ref) -> Finding:
    """Return the finding on the node that `ref` refers to: undetermined if its candidates differ."""
    outcomes = {one if isinstance(one, Unknown) else one is None for one in findings}
    return findings[0] if len(outcomes) == 1 else ref.reason_unknown


def within(count: Count, check: Callable[[int], Violation | None]) -> Finding:
    """Return whether a bounded number satisfies a check that accepts all numbers up to a maximum."""
    violation = check(count.low)
    if violation is not None:
        return violation
    return None if count.high is not None and check(count.high) is None else Unknown(count.missing)


def name_of(label: str) -> str:
    """Return the name or id without the type, for sentences that mention the type."""
    return label.rpartition(" ")[2]
