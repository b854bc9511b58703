"""The instance type is not in the catalogue, so its limits could not be checked."""

from collections.abc import Iterator

from alicloud_rules.limits import unknown_instance_type as limit

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, first_violation
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel
from ..model.three_valued import Unknown


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each instance and each template of instances."""
    for host in stack.hosts.values():
        if host.types:
            yield RuleResult(host, first_violation(_check_type(one, settings) for one in host.types))


def _check_type(instance_type: str | Unknown, settings: Settings) -> Finding:
    if isinstance(instance_type, Unknown):
        return instance_type
    return None if settings.find_type(instance_type) else limit.check(instance_type)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Check the name, or add the type to `instanceTypes` in the config of each policy that uses it.",
    url="https://www.alibabacloud.com/help/doc-detail/25378.htm",
    properties=("instanceTypes", "outside"),
)
