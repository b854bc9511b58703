"""No IPv6 address while an ENI is being created."""

from collections.abc import Iterator

from alicloud_rules.limits import no_ipv6_at_eni_creation as limit

from ..config.policy_settings import Settings
from ..judging.findings import RuleResult, within
from ..judging.rule import LimitRule
from ..model.nodes import Role
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check what the program gives each ENI resource; later assignments do not count."""
    for eni in stack.enis.values():
        if eni.role is Role.OWN and eni.managed:
            yield RuleResult(eni, within(eni.ipv6, lambda count: limit.check(count, settings.limits)))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Replace ipv6AddressCount and ipv6Addresses of the ENI by an Ipv6Assignment, as Ipv6SecondaryEni of "
    "alicloud_ipv6 does.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-createnetworkinterface",
    properties=("limits", "allowed"),
)
