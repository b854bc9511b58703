"""A rule admits everybody on every port, or on 22 or 3389: by one block, or by blocks that cover everybody together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alicloud_rules.everybody import Cover, admits_everybody
from alicloud_rules.limits import ipv6_ingress_open as limit
from alicloud_rules.three_valued import Ternary, Unknown, all_of, any_of, join_unknowns
from alicloud_rules.violation import Violation

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, when
from ..judging.rule import LimitRule
from ..model.group_rule import GroupRule
from ..model.stack_model import StackModel

_ANY = ""
"""The key of the rules that may be in any group."""


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each rule of a security group."""
    open_groups = _OpenGroups(stack.rules)
    for rule in stack.rules:
        accepts = all_of(rule.ingress, rule.accepts)
        alone = any_of(any(map(admits_everybody, rule.sources.blocks)), rule.sources.more or False)
        finding = when(all_of(accepts, alone), _check_exposed(rule))
        if finding is None:
            finding = when(all_of(accepts, open_groups.opens(rule)), _with_others(_check_exposed(rule)))
        yield RuleResult(rule, finding)


def _with_others(finding: Finding) -> Finding:
    if not isinstance(finding, Violation):
        return finding
    return finding.with_note("The blocks of other rules of its security group complete its own.")


def _check_exposed(rule: GroupRule) -> Finding:
    if isinstance(rule.protocol, Unknown):
        return rule.protocol
    protocol, ports = rule.protocol or "", rule.ports
    if not isinstance(ports, Unknown):
        return limit.check(protocol, ports)
    return when(protocol.lower() == "all" or ports, limit.check(protocol, None))


@dataclass(frozen=True)
class _Opening:
    """The rules of a group that open, or may open, one of the exposures."""

    certain: Cover
    possible: Cover
    """With the blocks of the rules that may open it."""
    unseen: float
    """How many other blocks there may be."""
    reason: Unknown | None
    """Why it is not certain which rules open it."""


class _OpenGroups:
    """The rules by group and exposure, so that checking a rule takes constant time."""

    def __init__(self, rules: Sequence[GroupRule]) -> None:
        self._found: dict[tuple[str, str], list[tuple[GroupRule, Ternary]]] = defaultdict(list)
        for rule in rules:
            for exposure, opens in _exposures(rule).items():
                applies = all_of(
                    rule.ingress, rule.accepts, opens, rule.group.certain is not None or rule.group.reason_unknown
                )
                if applies is not False:
                    for group in _groups(rule):
                        self._found[group, exposure].append((rule, applies))
        self._openings: dict[tuple[str, str], _Opening] = {}

    def opens(self, rule: GroupRule) -> Ternary:
        """Return whether the blocks of a rule are needed to cover everybody, on a port that must not be open."""
        if not rule.sources.blocks:
            return False
        groups = _groups(rule)
        if _ANY in groups:
            groups = tuple({group for group, _ in self._found})
        found = [
            all_of(opens, self._completes(rule, self._opening(group, exposure)))
            for exposure, opens in _exposures(rule).items()
            for group in groups
        ]
        needed = any_of(*found)
        return needed if rule.group.certain is not None or needed is False else rule.group.reason_unknown

    @staticmethod
    def _completes(rule: GroupRule, opening: _Opening) -> Ternary:
        blocks = rule.sources.blocks
        if any(opening.certain.missing(block) == 0 for block in blocks):
            return True
        if opening.reason and any(opening.possible.missing(one, opening.unseen) <= opening.unseen for one in blocks):
            return opening.reason
        return False

    def _opening(self, group: str, exposure: str) -> _Opening:
        key = (group, exposure)
        if key not in self._openings:
            rules = [*self._found[key], *(self._found[_ANY, exposure] if group != _ANY else ())]
            self._openings[key] = _Opening(
                certain=Cover(block for rule, applies in rules if applies is True for block in rule.sources.blocks),
                possible=Cover(block for rule, _ in rules for block in rule.sources.blocks),
                unseen=sum(rule.sources.most for rule, _ in rules),
                reason=join_unknowns(one for rule, applies in rules for one in (applies, rule.sources.more)),
            )
        return self._openings[key]


def _groups(rule: GroupRule) -> tuple[str, ...]:
    return rule.group.keys if rule.group.undetermined is None else (_ANY,)


def _exposures(rule: GroupRule) -> dict[str, Ternary]:
    """Return what a rule opens, or may open."""
    if isinstance(rule.protocol, Unknown):
        return dict.fromkeys(limit.EXPOSURES, rule.protocol)
    protocol = rule.protocol or ""
    if not isinstance(rule.ports, Unknown):
        return dict.fromkeys(limit.exposures(protocol, rule.ports), True)
    return dict.fromkeys(limit.exposures(protocol, None), protocol.lower() == "all" or rule.ports)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Admit only what is needed: icmpv6 for ping, otherwise the ports and the IPv6 blocks of the clients.",
    url="https://www.alibabacloud.com/help/doc-detail/25554.html",
    properties=("outside",),
)
