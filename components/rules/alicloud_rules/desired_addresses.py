"""The rules for the IPv6 addresses that an ENI is to have. Source: the API page AssignIpv6Addresses."""

from collections.abc import Sequence
from ipaddress import IPv6Address
from typing import Final

from .addressing import canonical_ip
from .violation import Violation

UNKNOWN: Final = object()
"""A value that is not known yet, as during a preview; the check accepts it."""

IPV6_PER_REQUEST = range(1, 11)
"""IPv6 addresses that one AssignIpv6Addresses request may assign."""

_RULE = "desired-ipv6-addresses"


def check_request_count(count: int) -> Violation | None:
    """Check Ipv6AddressCount, or the number of Ipv6Address.N, of one AssignIpv6Addresses request: 1 to 10."""
    if count in IPV6_PER_REQUEST:
        return None
    message = f"One request assigns 1 to {IPV6_PER_REQUEST[-1]} IPv6 addresses, not {count}."
    return Violation("ipv6-per-request", count, IPV6_PER_REQUEST, message)


def check_desired_addresses(count: object, addresses: object) -> Violation | None:
    """Check the desired addresses: a number, 1 or more, or a list of addresses, never both.

    Either may be `UNKNOWN`, and so may an address of the list; what is unknown passes.
    """
    if count is not None and addresses is not None:
        return _violation("both", "ipv6AddressCount and ipv6Addresses exclude each other: give one of them.")
    if count is None and addresses is None:
        return _violation("neither", "Give ipv6AddressCount, 1 or more, or ipv6Addresses.")
    if addresses is not None:
        return _check_addresses(addresses)
    if count is UNKNOWN or (isinstance(count, int | float) and count >= 1 and count == int(count)):
        return None
    return _violation(count, f"ipv6AddressCount must be an integer, 1 or more, not {count}.")


def _check_addresses(addresses: object) -> Violation | None:
    if addresses is UNKNOWN:
        return None
    if not isinstance(addresses, Sequence) or isinstance(addresses, str) or not addresses:
        return _violation(addresses, "ipv6Addresses must be a list with at least one address.")
    known = [address for address in addresses if address is not UNKNOWN]
    for address in known:
        try:
            IPv6Address(address)
        except ValueError:
            return _violation(address, f"ipv6Addresses holds {address!r}, which is not an IPv6 address.")
    if len(set(map(canonical_ip, known))) < len(known):
        return _violation(tuple(known), "ipv6Addresses must not hold an address twice.")
    return None


def _violation(found: object, message: str) -> Violation:
    return Violation(_RULE, found, "a number of addresses, 1 or more, or a list of different addresses", message)
