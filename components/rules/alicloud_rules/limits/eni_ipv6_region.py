"""eni-ipv6-region: a secondary ENI has IPv6 only in the supported regions."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit
from ..limit_sets import DOCUMENTED, LimitSet
from ..violation import Violation

LIMIT = Limit(
    id="eni-ipv6-region",
    order=1,
    says="IPv6 on a secondary ENI only in the supported regions",
    level=Level.LIMIT,
    documented=", ".join(sorted(DOCUMENTED.eni_ipv6_regions or ())),
    today="every region, unless a list is configured",
    refused_by=("AssignIpv6Addresses",),
    source=f"{BEST_PRACTICE_LIMITS}; regions with IPv6 gateways: www.alibabacloud.com/help/doc-detail/98927.htm",
)


def check(region: str, limits: LimitSet) -> Violation | None:
    """Check the region of a secondary ENI that is to have IPv6."""
    if limits.eni_ipv6_regions is None or region in limits.eni_ipv6_regions:
        return None
    supported = ", ".join(sorted(limits.eni_ipv6_regions))
    message = f"Secondary ENIs have no IPv6 in region {region}; supported are: {supported}."
    return LIMIT.violation(region, limits.eni_ipv6_regions, message)
