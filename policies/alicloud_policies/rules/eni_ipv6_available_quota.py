"""An ENI in state Available has a limited number of IPv6 addresses."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_available_quota as limit
from alicloud_rules.three_valued import negation

from ..config.policy_settings import Settings
from ..judging.findings import RuleResult, when, within
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each ENI that is not attached after the update."""
    for eni in stack.enis.values():
        attached = stack.attached(eni)
        if attached is not True:
            finding = within(stack.ipv6(eni), lambda count: limit.check(count, settings.limits))
            yield RuleResult(eni, when(negation(attached), finding))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Attach the ENI to an instance whose type allows as many addresses, or assign fewer.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-assignipv6addresses",
    properties=("limits", "availableEniIpv6", "outside"),
)
