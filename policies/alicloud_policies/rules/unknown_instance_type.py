"""The instance type is not in the catalogue, so its limits could not be checked; only where a limit depends on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from alicloud_rules.limits import unknown_instance_type as limit
from alicloud_rules.three_valued import Ternary, Unknown, any_of

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, first_violation, when
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each instance, and each template of instances, with secondary ENIs or IPv6: other types have no limits."""
    with_ipv6 = _hosts_with_ipv6(stack)
    for host in stack.hosts.values():
        if host.types:
            has_enis = (stack.enis_on(host).above(1), stack.members_on(host).positive)
            checked = first_violation(_check_type(one, settings) for one in host.types)
            yield RuleResult(host, when(any_of(*has_enis, *with_ipv6[host.key]), checked))


def _hosts_with_ipv6(stack: StackModel) -> Mapping[str, list[Ternary]]:
    """Return, by the key of an instance, whether each of its ENIs has IPv6."""
    found: dict[str, list[Ternary]] = defaultdict(list)
    for eni in stack.enis.values():
        has_ipv6 = stack.ipv6(eni).positive
        for ref in stack.hosts_of(eni) if has_ipv6 is not False else ():
            for key in ref.keys:
                found[key].append(has_ipv6 if ref.certain else ref.reason_unknown)
    return found


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
