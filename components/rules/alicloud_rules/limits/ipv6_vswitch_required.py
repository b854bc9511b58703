"""ipv6-vswitch-required: IPv6 is assigned only to an ENI whose vSwitch and VPC have an IPv6 block."""

from ..limit import BEST_PRACTICE_EXAMPLES, Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="ipv6-vswitch-required",
    order=4,
    says="IPv6 is assigned only to an ENI whose vSwitch and VPC have an IPv6 block",
    level=Level.NEED,
    refused_by=("AssignIpv6Addresses",),
    source=f"{BEST_PRACTICE_EXAMPLES}; API page AssignIpv6Addresses, code InvalidVSwitch.Ipv6NotTurnOn",
)


def check(vswitch_ipv6_block: str | None, vpc_ipv6_block: str | None) -> Violation | None:
    """Check that both blocks exist; an empty string means that there is none, as in the API's answers."""
    if vpc_ipv6_block and vswitch_ipv6_block:
        return None
    lacking = "vSwitch" if vpc_ipv6_block else "VPC"
    message = f"The {lacking} has no IPv6 block, so no ENI in it can have an IPv6 address."
    return LIMIT.violation(None, "an IPv6 block", message)
