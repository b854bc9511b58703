"""An ENI attaches to an instance of its own VPC and zone, unless its owner granted it to another account."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_same_vpc

from ..plan.model import Plan
from ..plan.nodes import Eni, Host
from ..plan.values import Ref, any_of, same
from ..settings import Settings
from ..verdicts import Verdict
from .attaching import across_accounts, pairs, same_zone
from .check import Check
from .hosting import Finding, name_of, together


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each attachment; the zone of one across accounts is for cross-account-same-zone to say."""

    def pair(eni: Eni, host: Host) -> Finding:
        fine, violation = same_zone(plan, eni, host, eni_same_vpc.check_zone)
        zone = any_of(across_accounts(plan, eni, host), fine), violation
        return together([_same_vpc(plan, eni, host), zone])

    yield from pairs(plan, pair)


def _same_vpc(plan: Plan, eni: Eni, host: Host) -> Finding:
    here, there = plan.vpc(eni.vswitch), plan.vpc(host.vswitch)
    violation = eni_same_vpc.different_vpcs(_name(plan, here), _name(plan, there))
    one_vswitch = same(eni.vswitch, host.vswitch) is True
    return any_of(one_vswitch, plan.granted(eni), same(here, there)), violation


def _name(plan: Plan, ref: Ref) -> str:
    return name_of(plan.vpcs[ref.certain].label) if ref.certain else ref.input


CHECK = Check(
    id="eni-same-vpc",
    judge=judge,
    remedy="Put the ENI into a vSwitch of the instance's VPC and zone; across accounts, have its owner grant "
    "InstanceAttach with an EcsNetworkInterfacePermission.",
    url="https://www.alibabacloud.com/help/doc-detail/58515.htm",
    properties=("outside",),
)
