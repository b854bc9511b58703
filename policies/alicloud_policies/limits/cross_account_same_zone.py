"""Across accounts, the ENI and the instance are in one region and one zone."""

from collections.abc import Iterator

from alicloud_rules.limits import cross_account_same_zone

from ..plan.model import Plan
from ..plan.nodes import Eni, Host
from ..plan.values import any_of, negation
from ..settings import Settings
from ..verdicts import Verdict
from .attaching import across_accounts, pairs, same_zone
from .check import Check
from .hosting import Finding


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each attachment of an ENI to another account's instance; zones tell regions too."""

    def pair(eni: Eni, host: Host) -> Finding:
        crosses = across_accounts(plan, eni, host)
        fine, violation = same_zone(plan, eni, host, cross_account_same_zone.check)
        return any_of(negation(crosses), fine), violation

    yield from pairs(plan, pair)


CHECK = Check(
    id="cross-account-same-zone",
    judge=judge,
    remedy="Put the ENI's vSwitch and the instance's vSwitch into the same zone.",
    url="https://www.alibabacloud.com/help/en/elastic-compute-service/latest/createnetworkinterfacepermission",
    properties=("outside",),
)
