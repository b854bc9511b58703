"""No IPv6 address for the secondary ENIs that an instance is created with."""

from collections.abc import Iterator

from alicloud_rules.limits import no_ipv6_at_instance_creation

from ..plan.model import Plan
from ..plan.nodes import Role
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge the secondary ENIs of instances, and those that scaling configurations describe; a primary one may."""
    for eni in plan.enis.values():
        if eni.role is Role.WITH_INSTANCE and eni.managed:
            fine, violation = within(eni.ipv6, lambda count: no_ipv6_at_instance_creation.check(count, settings.limits))
            yield judged(eni.urn, eni.label, fine, violation)


CHECK = Check(
    id="no-ipv6-at-instance-creation",
    judge=judge,
    remedy="Create the instance's secondary ENIs without IPv6 addresses and assign them afterwards, with an "
    "Ipv6Assignment of alicloud_ipv6.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-runinstances",
    properties=("limits", "allowed"),
)
