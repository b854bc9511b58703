"""unknown-instance-type: the instance type is not in the catalogue, so its limits could not be checked."""

from ..instance_types import CATALOGUE, READ_ON
from ..limit import Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="unknown-instance-type",
    order=3,
    says="the instance type is not in the catalogue, so its limits could not be checked",
    level=Level.ADVICE,
    source="the catalogue of this package",
)


def check(instance_type_id: str) -> Violation | None:
    """Check whether the catalogue has an instance type."""
    if instance_type_id in CATALOGUE:
        return None
    message = f"The catalogue of {READ_ON} has no instance type {instance_type_id}, so its limits could not be checked."
    return LIMIT.violation(instance_type_id, "an instance type of the catalogue", message)
