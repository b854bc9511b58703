"""An ENI with IPv6 is only on instances whose type supports IPv6, also after a change of the type."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_instance_type

from ..plan.model import Plan
from ..plan.values import Truth, Unknown, all_of, negation
from ..settings import Settings, TypeNumbers
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding, on_its_instance


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each ENI that has IPv6 and is attached, primary ones too."""
    for eni in plan.enis.values():
        has_ipv6 = plan.ipv6(eni).positive
        if has_ipv6 is False:
            continue

        def fits(name: str, numbers: TypeNumbers | Unknown, has_ipv6: Truth = has_ipv6) -> Finding:
            return _fits(has_ipv6, name, numbers)

        finding = on_its_instance(plan, eni, settings, fits)
        if finding is not None:
            yield judged(eni.urn, eni.label, *finding)


def _fits(has_ipv6: Truth, name: str, numbers: TypeNumbers | Unknown) -> Finding:
    if isinstance(numbers, Unknown):
        return negation(all_of(has_ipv6, numbers)), None
    violation = eni_ipv6_instance_type.check(name, numbers.ipv6_per_eni)
    return negation(all_of(has_ipv6, violation is not None)), violation


CHECK = Check(
    id="eni-ipv6-instance-type",
    judge=judge,
    remedy="Choose an instance type that supports IPv6 (EniIpv6AddressQuantity of 1 or more), or take the ENI's IPv6 "
    "addresses away first.",
    url="https://www.alibabacloud.com/help/doc-detail/25378.htm",
    properties=("instanceTypes", "outside"),
)
