"""eni-attach-quota: an instance has at most EniQuantity ENIs, the primary one included."""

from ..limit import Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="eni-attach-quota",
    order=3,
    says="an instance has at most EniQuantity ENIs, the primary one included",
    level=Level.NEED,
    refused_by=("AttachNetworkInterface",),
    source="API pages AttachNetworkInterface (EniPerInstanceLimitExceeded) and DescribeInstanceTypes",
)


def check(count: int, eni_quantity: int, instance_type: str) -> Violation | None:
    """Check the number of ENIs that an instance would then have: with the primary one, without members of trunks."""
    if count <= eni_quantity:
        return None
    message = f"An instance of type {instance_type} has at most {eni_quantity} ENIs with the primary one, not {count}."
    return LIMIT.violation(count, eni_quantity, message)


def check_total(count: int, eni_total_quantity: int, instance_type: str) -> Violation | None:
    """Check the number of ENIs that an instance would then have, the members of its trunk ENIs included."""
    if count <= eni_total_quantity:
        return None
    message = (
        f"An instance of type {instance_type} has at most {eni_total_quantity} ENIs with the members of trunk ENIs, "
        f"not {count}."
    )
    return LIMIT.violation(count, eni_total_quantity, message)
