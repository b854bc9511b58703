"""ipv6-mask-unique: two vSwitches of one VPC never share the same IPv6 mask."""

from collections import Counter
from collections.abc import Iterable

from ..limit import Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="ipv6-mask-unique",
    order=5,
    says="two vSwitches of one VPC never share the same IPv6 mask (0-255)",
    level=Level.NEED,
    refused_by=("CreateVSwitch",),
    source="API page CreateVSwitch, Ipv6CidrBlock",
)


def check(masks: Iterable[int]) -> Violation | None:
    """Check the masks of all the vSwitches of one VPC."""
    shared = sorted(mask for mask, uses in Counter(masks).items() if uses > 1)
    return shared_masks(shared) if shared else None


def shared_masks(masks: list[int]) -> Violation:
    """Return the violation of vSwitches that share these masks."""
    used_twice = ", ".join(map(str, masks))
    message = f"Each vSwitch of a VPC needs a different IPv6 mask, but used twice: {used_twice}."
    return LIMIT.violation(tuple(masks), "a different mask for each vSwitch", message)
