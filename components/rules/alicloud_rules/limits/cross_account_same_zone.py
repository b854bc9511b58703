"""cross-account-same-zone: across accounts, the ENI and the instance are in one region and one zone."""

from ..limit import BEST_PRACTICE_EXAMPLES, Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="cross-account-same-zone",
    order=1,
    says="across accounts, the ENI and the instance are in one region and one zone",
    level=Level.NEED,
    refused_by=("AttachNetworkInterface",),
    source=f"{BEST_PRACTICE_EXAMPLES}; API page CreateNetworkInterfacePermission",
)


def check(eni_zone: str, instance_zone: str) -> Violation | None:
    """Check the zones of an ENI and an instance of different accounts; one zone is in one region."""
    if eni_zone == instance_zone:
        return None
    message = f"The ENI is in zone {eni_zone} and the instance in zone {instance_zone}; both must be in the same zone."
    return LIMIT.violation(eni_zone, instance_zone, message)
