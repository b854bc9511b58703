"""IPv6 is assigned only to an ENI whose vSwitch and VPC have an IPv6 block."""

from collections.abc import Iterator

from alicloud_rules.limits import ipv6_vswitch_required

from ..plan.model import Plan
from ..plan.nodes import Eni
from ..plan.values import Truth, all_of, negation
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding, agreed, name_of

_THERE = "there"
"""Stands for a block whose digits do not matter here."""


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each ENI that has IPv6, wherever it comes from."""
    for eni in plan.enis.values():
        has_ipv6 = plan.ipv6(eni).positive
        if has_ipv6 is False:
            continue
        fine, violation = _in_vswitch(plan, eni)
        yield judged(eni.urn, eni.label, negation(all_of(has_ipv6, negation(fine))), violation)


def _in_vswitch(plan: Plan, eni: Eni) -> Finding:
    if eni.vswitch.open is not None or not eni.vswitch.keys:
        return eni.vswitch.doubt, None
    return agreed([_has_blocks(plan, key) for key in eni.vswitch.keys], eni.vswitch)


def _has_blocks(plan: Plan, key: str) -> Finding:
    vswitch = plan.vswitches[key]
    vpc_has: Truth = vswitch.vpc.of(lambda vpc: plan.vpcs[vpc].ipv6, False) if vswitch.vpc.keys else vswitch.vpc.doubt
    violation = ipv6_vswitch_required.check(_block(vswitch.ipv6), _block(vpc_has))
    certain = vswitch.vpc.certain
    vpc = f", VPC {name_of(plan.vpcs[certain].label)}" if certain else ""
    where = f"(vSwitch {name_of(vswitch.label)}{vpc})"
    return all_of(vswitch.ipv6, vpc_has), violation and violation.with_note(where)


def _block(has: Truth) -> str | None:
    return None if has is False else _THERE


CHECK = Check(
    id="ipv6-vswitch-required",
    judge=judge,
    remedy="Give the VPC enableIpv6 and the vSwitch an ipv6CidrBlockMask (0 to 255).",
    url="https://www.alibabacloud.com/help/doc-detail/98927.htm",
    properties=("outside",),
)
