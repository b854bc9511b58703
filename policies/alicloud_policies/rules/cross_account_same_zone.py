"""Across accounts, the ENI and the instance must be in one region and one zone."""

from collections.abc import Iterator

from alicloud_rules.limits import cross_account_same_zone as limit

from ..config.policy_settings import Settings
from ..judging.attachments import across_accounts, check_pairs, check_zones
from ..judging.findings import Finding, RuleResult, when
from ..judging.rule import LimitRule
from ..model.nodes import Eni, Host
from ..model.stack_model import StackModel


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each attachment of an ENI to an instance of another account; different zones include different regions."""

    def check_pair(eni: Eni, host: Host) -> Finding:
        return when(across_accounts(stack, eni, host), check_zones(stack, eni, host, limit.check))

    yield from check_pairs(stack, check_pair)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Use vSwitches in the same zone for the ENI and the instance.",
    url="https://www.alibabacloud.com/help/en/elastic-compute-service/latest/createnetworkinterfacepermission",
    properties=("outside",),
)
