"""no-ipv6-at-instance-creation: no IPv6 address for the secondary ENIs that an instance is created with."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit, allowed_or_forbidden
from ..limit_sets import DOCUMENTED, TODAY, LimitSet
from ..violation import Violation

LIMIT = Limit(
    id="no-ipv6-at-instance-creation",
    order=7,
    says="no IPv6 address for the secondary ENIs that an instance is created with",
    level=Level.LIMIT,
    documented=allowed_or_forbidden(DOCUMENTED.ipv6_at_instance_creation),
    today=allowed_or_forbidden(TODAY.ipv6_at_instance_creation),
    refused_by=("RunInstances",),
    source=f"{BEST_PRACTICE_LIMITS}; API page RunInstances",
)


def check(ipv6_count: int, limits: LimitSet) -> Violation | None:
    """Check the number of IPv6 addresses that RunInstances would assign to secondary ENIs."""
    if limits.ipv6_at_instance_creation or ipv6_count == 0:
        return None
    message = (
        f"An instance's ENIs cannot be created with IPv6 ({ipv6_count} addresses requested); assign it afterwards."
    )
    return LIMIT.violation(ipv6_count, 0, message)
