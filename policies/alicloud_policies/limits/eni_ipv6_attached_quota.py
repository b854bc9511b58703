"""An attached ENI takes at most as many IPv6 addresses as its instance type allows."""

import sys
from collections.abc import Iterator

from alicloud_rules.limits import LimitSet, eni_ipv6_attached_quota

from ..plan.model import Plan
from ..plan.values import Count, Unknown
from ..settings import Settings, TypeNumbers
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within
from .hosting import Finding, on_its_instance

_MOST = sys.maxsize
"""Stands for a type that allows any number, so that only what the page allows at most is left."""


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each ENI that is attached, primary ones too."""
    for eni in plan.enis.values():
        count = plan.ipv6(eni)

        def fits(_: str, numbers: TypeNumbers | Unknown, count: Count = count) -> Finding:
            return _fits(count, numbers, settings.limits)

        finding = on_its_instance(plan, eni, settings, fits)
        if finding is not None:
            yield judged(eni.urn, eni.label, *finding)


def _fits(count: Count, numbers: TypeNumbers | Unknown, limits: LimitSet) -> Finding:
    """Judge by the type; whether a type supports IPv6 at all is for eni-ipv6-instance-type to say."""

    def of_type(quantity: int) -> Finding:
        return within(count, lambda number: eni_ipv6_attached_quota.check(number, quantity, limits))

    at_most = of_type(_MOST)
    if isinstance(numbers, TypeNumbers):
        return of_type(numbers.ipv6_per_eni) if numbers.ipv6_per_eni else at_most
    at_least = of_type(1)
    if at_most[0] is False or at_least[0] is True:
        return at_most
    return Unknown(numbers.missing | count.missing), None


CHECK = Check(
    id="eni-ipv6-attached-quota",
    judge=judge,
    remedy="Assign fewer addresses, or choose an instance type with a larger EniIpv6AddressQuantity.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-assignipv6addresses",
    properties=("limits", "attachedEniIpv6Cap", "instanceTypes", "outside"),
)
