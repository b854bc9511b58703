"""An ENI that is attached to nothing takes only so many IPv6 addresses."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_available_quota

from ..plan.model import Plan
from ..plan.values import any_of
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each ENI that the plan leaves unattached."""
    for eni in plan.enis.values():
        attached = plan.attached(eni)
        if attached is True:
            continue
        fine, violation = within(plan.ipv6(eni), lambda count: eni_ipv6_available_quota.check(count, settings.limits))
        yield judged(eni.urn, eni.label, any_of(attached, fine), violation)


CHECK = Check(
    id="eni-ipv6-available-quota",
    judge=judge,
    remedy="Attach the ENI to an instance whose type allows as many, or assign fewer addresses.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-assignipv6addresses",
    properties=("limits", "availableEniIpv6", "outside"),
)
