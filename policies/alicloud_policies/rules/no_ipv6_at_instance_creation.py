"""No IPv6 address for the secondary ENIs that an instance is created with."""

from collections.abc import Iterator

from alicloud_rules.limits import no_ipv6_at_instance_creation as limit

from ..config.policy_settings import Settings
from ..judging.findings import RuleResult, within
from ..judging.rule import LimitRule
from ..model.nodes import Role
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check the secondary ENIs of instances and of scaling configurations; primary ENIs may have IPv6."""
    for eni in stack.enis.values():
        if eni.role is Role.WITH_INSTANCE and eni.managed:
            yield RuleResult(eni, within(eni.ipv6, lambda count: limit.check(count, settings.limits)))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Create the instance's secondary ENIs without IPv6 addresses and assign them afterwards, with an "
    "Ipv6Assignment of alicloud_ipv6.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-runinstances",
    properties=("limits", "allowed"),
)
