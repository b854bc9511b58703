"""A secondary ENI has IPv6 only in the supported regions."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_region as limit
from alicloud_rules.three_valued import Ternary, Unknown, all_of

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, when
from ..judging.rule import LimitRule
from ..model.nodes import Assignment, Role
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each ENI or assignment that gives a secondary ENI an IPv6 address."""
    for eni in stack.enis.values():
        if eni.role in (Role.OWN, Role.WITH_INSTANCE) and eni.managed:
            yield RuleResult(eni, when(eni.ipv6.positive, _check_region(stack.region(eni), settings)))
    for one in stack.assignments:
        region = one.region or one.eni.of(lambda key: stack.region(stack.enis[key]), None)
        if region is not None:
            has_ipv6 = all_of(one.ipv6.positive, _is_secondary(stack, one))
            yield RuleResult(one, when(has_ipv6, _check_region(region, settings)))


def _is_secondary(stack: StackModel, one: Assignment) -> Ternary:
    """Return whether the ENI of an assignment is secondary; an ENI outside the stack counts as such."""
    return one.eni.of(lambda key: stack.enis[key].role is not Role.PRIMARY, True)


def _check_region(region: str | Unknown, settings: Settings) -> Finding:
    return region if isinstance(region, Unknown) else limit.check(region, settings.limits)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Move the ENI to a supported region, or assign no IPv6 address; `regions` in the config of this policy "
    "replaces the list.",
    url="https://www.alibabacloud.com/help/doc-detail/98927.htm",
    properties=("limits", "regions"),
)
