"""eni-ipv6-available-quota: an ENI that is attached to nothing takes only so many IPv6 addresses."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit
from ..limit_sets import DOCUMENTED, TODAY, LimitSet
from ..violation import Violation

LIMIT = Limit(
    id="eni-ipv6-available-quota",
    order=2,
    says="an ENI in state Available (attached to nothing) takes at most this many IPv6 addresses",
    level=Level.LIMIT,
    documented=str(DOCUMENTED.available_eni_ipv6),
    today=str(TODAY.available_eni_ipv6),
    refused_by=("AssignIpv6Addresses",),
    source=f"{BEST_PRACTICE_LIMITS}; API page AssignIpv6Addresses",
)


def check(count: int, limits: LimitSet) -> Violation | None:
    """Check the number of all the IPv6 addresses that an ENI in state Available would then have."""
    allowed = limits.available_eni_ipv6
    if count <= allowed:
        return None
    message = f"An ENI in state Available takes at most {allowed} IPv6 address(es), not {count}."
    return LIMIT.violation(count, allowed, message)
