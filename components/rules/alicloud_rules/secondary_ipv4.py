"""The rules for secondary private IPv4 addresses of an ENI. Source: the API page CreateNetworkInterface.

The service limits an ENI that is attached further, by its instance type: EniPrivateIpAddressQuantity of
DescribeInstanceTypes, which counts the primary address, too.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address

from .violation import Violation

SECONDARY_IPV4_AT_CREATION = range(1, 50)
"""Secondary IPv4 addresses of one CreateNetworkInterface request."""

_RULE = "secondary-private-ipv4"


def check_secondary_count(count: int) -> Violation | None:
    """Check SecondaryPrivateIpAddressCount: 1 to 49."""
    if count in SECONDARY_IPV4_AT_CREATION:
        return None
    message = f"An ENI is created with 1 to {SECONDARY_IPV4_AT_CREATION[-1]} secondary IPv4 addresses, not {count}."
    return Violation(_RULE, count, SECONDARY_IPV4_AT_CREATION, message)


def check_secondary_addresses(addresses: Sequence[str]) -> Violation | None:
    """Check PrivateIpAddress.N: 1 to 49 IPv4 addresses, each once."""
    allowed = "IPv4 addresses of the vSwitch, each once"
    for address in addresses:
        try:
            IPv4Address(address)
        except ValueError:
            return Violation(_RULE, address, allowed, f"{address!r} is not an IPv4 address.")
    if len(set(addresses)) < len(addresses):
        return Violation(_RULE, tuple(addresses), allowed, "It must not hold an address twice.")
    return check_secondary_count(len(addresses))
