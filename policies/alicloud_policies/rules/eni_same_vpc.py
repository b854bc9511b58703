"""An ENI attaches to an instance in its VPC and zone, unless its owner granted it to another account."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_same_vpc as limit
from alicloud_rules.three_valued import any_of, negation

from ..config.policy_settings import Settings
from ..judging.attachments import across_accounts, check_pairs, check_zones
from ..judging.findings import Finding, RuleResult, first_violation, name_of, when
from ..judging.rule import LimitRule
from ..model.nodes import Eni, Host
from ..model.refs import Ref, same
from ..model.stack_model import StackModel


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each attachment; `cross_account_same_zone` checks the zones of those across accounts."""

    def check_pair(eni: Eni, host: Host) -> Finding:
        zones = check_zones(stack, eni, host, limit.check_zone)
        one_account = negation(across_accounts(stack, eni, host))
        return first_violation([_check_vpcs(stack, eni, host), when(one_account, zones)])

    yield from check_pairs(stack, check_pair)


def _check_vpcs(stack: StackModel, eni: Eni, host: Host) -> Finding:
    here, there = stack.vpc(eni.vswitch), stack.vpc(host.vswitch)
    one_vswitch = same(eni.vswitch, host.vswitch) is True
    allowed = any_of(one_vswitch, stack.granted(eni), same(here, there))
    return when(negation(allowed), limit.different_vpcs(_name(stack, here), _name(stack, there)))


def _name(stack: StackModel, ref: Ref) -> str:
    return name_of(stack.vpcs[ref.certain].label) if ref.certain else ref.input


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Use a vSwitch in the VPC and zone of the instance for the ENI; across accounts, let its owner grant "
    "InstanceAttach with an EcsNetworkInterfacePermission.",
    url="https://www.alibabacloud.com/help/doc-detail/58515.htm",
    properties=("outside",),
)
