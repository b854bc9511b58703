"""A secondary ENI has IPv6 only in the supported regions."""

from collections.abc import Iterator

from alicloud_ipv6.limits import ipv6_region_problem

from ..plan.model import Plan
from ..plan.nodes import Role
from ..plan.values import Count, Unknown, all_of, negation
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge what gives a secondary ENI an IPv6 address: the ENI itself, or an assignment."""
    for eni in plan.enis.values():
        if eni.role in (Role.OWN, Role.WITH_INSTANCE) and eni.managed:
            yield _verdict(eni.urn, eni.label, eni.ipv6, plan.region(eni), settings)
    for one in plan.assignments:
        region = one.region or one.eni.of(lambda key: plan.region(plan.enis[key]), None)
        if region is not None:
            yield _verdict(one.urn, one.label, one.ipv6, region, settings)


def _verdict(urn: str, label: str, ipv6: Count, region: str | Unknown, settings: Settings) -> Verdict:
    problem = region if isinstance(region, Unknown) else ipv6_region_problem(region, settings.limits)
    wrong = problem if isinstance(problem, Unknown) else problem is not None
    return judged(urn, label, negation(all_of(ipv6.positive, wrong)), str(problem))


CHECK = Check(
    id="eni-ipv6-region",
    judge=judge,
    remedy="Move the ENI to a supported region, or give it no IPv6 address; `regions` in this policy's config replaces "
    "the list.",
    url="https://www.alibabacloud.com/help/doc-detail/98927.htm",
    properties=("limits", "regions"),
)
