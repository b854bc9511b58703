"""IPv6 is assigned only to an ENI whose vSwitch and VPC have an IPv6 block."""

from collections.abc import Iterator

from alicloud_rules.limits import ipv6_vswitch_required as limit
from alicloud_rules.three_valued import Ternary, Unknown, all_of

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, common_finding, name_of, when
from ..judging.rule import LimitRule
from ..model.nodes import Eni
from ..model.stack_model import StackModel

_SOME_BLOCK = "2001:db8::/56"
"""An IPv6 block for the check, which does not depend on its digits."""


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each ENI that has IPv6, from any source."""
    for eni in stack.enis.values():
        has_ipv6 = stack.ipv6(eni).positive
        if has_ipv6 is not False:
            yield RuleResult(eni, when(has_ipv6, _check_vswitch(stack, eni)))


def _check_vswitch(stack: StackModel, eni: Eni) -> Finding:
    if eni.vswitch.undetermined is not None or not eni.vswitch.keys:
        return eni.vswitch.reason_unknown
    return common_finding([_check_blocks(stack, key) for key in eni.vswitch.keys], eni.vswitch)


def _check_blocks(stack: StackModel, key: str) -> Finding:
    vswitch, vpc = stack.vswitches[key], stack.vswitches[key].vpc
    vpc_has: Ternary = vpc.of(lambda one: stack.vpcs[one].ipv6, False) if vpc.keys else vpc.reason_unknown
    has_blocks = all_of(vswitch.ipv6, vpc_has)
    if isinstance(has_blocks, Unknown):
        return has_blocks
    violation = limit.check(*(None if has is False else _SOME_BLOCK for has in (vswitch.ipv6, vpc_has)))
    where = f"vSwitch {name_of(vswitch.label)}" + (
        f", VPC {name_of(stack.vpcs[vpc.certain].label)}" if vpc.certain else ""
    )
    return violation and violation.with_note(f"({where})")


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Set enableIpv6 on the VPC and an ipv6CidrBlockMask (0 to 255) on the vSwitch.",
    url="https://www.alibabacloud.com/help/doc-detail/98927.htm",
    properties=("outside",),
)
