"""A secondary ENI has IPv6 only in the supported regions."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_region

from ..plan.model import Plan
from ..plan.nodes import Assignment, Role
from ..plan.values import Truth, Unknown, all_of, negation
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge what gives a secondary ENI an IPv6 address: the ENI itself, or an assignment."""
    for eni in plan.enis.values():
        if eni.role in (Role.OWN, Role.WITH_INSTANCE) and eni.managed:
            yield judged(eni.urn, eni.label, *_finding(eni.ipv6.positive, plan.region(eni), settings))
    for one in plan.assignments:
        region = one.region or one.eni.of(lambda key: plan.region(plan.enis[key]), None)
        if region is not None:
            has_ipv6 = all_of(one.ipv6.positive, _secondary(plan, one))
            yield judged(one.urn, one.label, *_finding(has_ipv6, region, settings))


def _secondary(plan: Plan, one: Assignment) -> Truth:
    """Return whether the addresses are for a secondary ENI; one outside the stack is taken for such."""
    return one.eni.of(lambda key: plan.enis[key].role is not Role.PRIMARY, True)


def _finding(has_ipv6: Truth, region: str | Unknown, settings: Settings) -> Finding:
    if isinstance(region, Unknown):
        return negation(all_of(has_ipv6, region)), None
    violation = eni_ipv6_region.check(region, settings.limits)
    return negation(all_of(has_ipv6, violation is not None)), violation


CHECK = Check(
    id="eni-ipv6-region",
    judge=judge,
    remedy="Move the ENI to a supported region, or give it no IPv6 address; `regions` in this policy's config replaces "
    "the list.",
    url="https://www.alibabacloud.com/help/doc-detail/98927.htm",
    properties=("limits", "regions"),
)
