"""no-ipv6-at-eni-creation: no IPv6 address while an ENI is being created."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit, allowed_or_forbidden
from ..limit_sets import DOCUMENTED, TODAY, LimitSet
from ..violation import Violation

LIMIT = Limit(
    id="no-ipv6-at-eni-creation",
    order=6,
    says="no IPv6 address while an ENI is being created; assign it afterwards",
    level=Level.LIMIT,
    documented=allowed_or_forbidden(DOCUMENTED.ipv6_at_eni_creation),
    today=allowed_or_forbidden(TODAY.ipv6_at_eni_creation),
    refused_by=("CreateNetworkInterface",),
    source=f"{BEST_PRACTICE_LIMITS}; API page CreateNetworkInterface",
)


def check(ipv6_count: int, limits: LimitSet) -> Violation | None:
    """Check the number of IPv6 addresses that CreateNetworkInterface would assign."""
    if limits.ipv6_at_eni_creation or ipv6_count == 0:
        return None
    message = f"An ENI cannot be created with IPv6 addresses ({ipv6_count} requested); assign them once it exists."
    return LIMIT.violation(ipv6_count, 0, message)
