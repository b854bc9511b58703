"""No IPv6 address while an ENI is being created."""

from collections.abc import Iterator

from alicloud_rules.limits import no_ipv6_at_eni_creation

from ..plan.model import Plan
from ..plan.nodes import Role
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each ENI resource by what the program gives it, not by what was assigned to it later."""
    for eni in plan.enis.values():
        if eni.role is Role.OWN and eni.managed:
            fine, violation = within(eni.ipv6, lambda count: no_ipv6_at_eni_creation.check(count, settings.limits))
            yield judged(eni.urn, eni.label, fine, violation)


CHECK = Check(
    id="no-ipv6-at-eni-creation",
    judge=judge,
    remedy="Drop ipv6AddressCount and ipv6Addresses from the ENI and give it an Ipv6Assignment, as Ipv6SecondaryEni of "
    "alicloud_ipv6 does; only dropping them would leave the ENI without IPv6.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-createnetworkinterface",
    properties=("limits", "allowed"),
)
