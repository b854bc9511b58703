"""eni-ipv6-instance-type: an ENI with IPv6 is only on instances whose type supports IPv6."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="eni-ipv6-instance-type",
    order=4,
    says="an ENI with IPv6 is attached only to an instance whose type supports IPv6, and such an instance cannot change"
    " to a type without IPv6",
    level=Level.LIMIT,
    documented="EniIpv6AddressQuantity >= 1",
    today="EniIpv6AddressQuantity >= 1",
    refused_by=("AttachNetworkInterface", "ModifyInstanceSpec"),
    source=f"{BEST_PRACTICE_LIMITS}; API page ModifyInstanceSpec, code InvalidOperation.Ipv6NotSupport",
)


def check(instance_type_id: str, type_quantity: int) -> Violation | None:
    """Check the type of an instance with an ENI that has IPv6; `type_quantity` is EniIpv6AddressQuantity."""
    if type_quantity >= 1:
        return None
    message = f"Instance type {instance_type_id} does not support IPv6, but an ENI with IPv6 needs a type that does."
    return LIMIT.violation(instance_type_id, LIMIT.documented, message)
