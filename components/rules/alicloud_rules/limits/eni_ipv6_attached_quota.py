"""eni-ipv6-attached-quota: an attached ENI takes at most as many IPv6 addresses as its instance type allows."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit
from ..limit_sets import DOCUMENTED, LimitSet
from ..violation import Violation

LIMIT = Limit(
    id="eni-ipv6-attached-quota",
    order=3,
    says="an attached (InUse) ENI takes at most what its instance type allows",
    level=Level.LIMIT,
    documented=f"min({DOCUMENTED.attached_eni_ipv6_cap}, EniIpv6AddressQuantity)",
    today="EniIpv6AddressQuantity",
    refused_by=("AssignIpv6Addresses",),
    source=f"{BEST_PRACTICE_LIMITS}; API pages AssignIpv6Addresses and DescribeInstanceTypes",
)


def attached_quota(type_quantity: int, limits: LimitSet) -> int:
    """Return how many IPv6 addresses an attached ENI takes; `type_quantity` is EniIpv6AddressQuantity of the type."""
    cap = limits.attached_eni_ipv6_cap
    return type_quantity if cap is None else min(cap, type_quantity)


def check(count: int, type_quantity: int, limits: LimitSet) -> Violation | None:
    """Check the number of all the IPv6 addresses that an attached ENI would then have.

    `type_quantity` is EniIpv6AddressQuantity of the instance type.
    """
    allowed = attached_quota(type_quantity, limits)
    if count <= allowed:
        return None
    message = f"An ENI attached to an instance of this type takes at most {allowed} IPv6 address(es), not {count}."
    return LIMIT.violation(count, allowed, message)
