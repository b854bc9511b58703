"""An instance has at most EniQuantity ENIs, the primary one included."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_attach_quota

from ..plan.model import Plan
from ..plan.values import Count, Unknown
from ..settings import Settings, TypeNumbers
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within
from .hosting import Finding, on_types


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each instance, and what instances are made from, by all the ENIs that it has in the end."""
    for host in plan.hosts.values():
        count = plan.enis_on(host)
        if count.high == 1:
            continue

        def fits(name: str, numbers: TypeNumbers | Unknown, count: Count = count) -> Finding:
            return _fits(count, name, numbers)

        yield judged(host.urn, host.label, *on_types(host, settings, fits))


def _fits(count: Count, name: str, numbers: TypeNumbers | Unknown) -> Finding:
    if isinstance(numbers, Unknown):
        return Unknown(numbers.missing | count.missing), None
    return within(count, lambda number: eni_attach_quota.check(number, numbers.enis, name))


CHECK = Check(
    id="eni-attach-quota",
    judge=judge,
    remedy="Attach fewer ENIs, or choose an instance type with a larger EniQuantity.",
    url="https://www.alibabacloud.com/help/doc-detail/58515.htm",
    properties=("instanceTypes", "outside"),
)
