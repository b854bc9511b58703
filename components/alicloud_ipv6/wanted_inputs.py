"""The two inputs of components that say which IPv6 addresses an ENI is to have: a number, or a list."""

from collections.abc import Sequence

import pulumi

from alicloud_rules.desired_addresses import UNKNOWN, check_desired_addresses

from .inputs import Problems

Addresses = Sequence[pulumi.Input[str]] | None


def count_wanted(count: int | None, addresses: Addresses) -> int | None:
    """Return how many addresses the service is to choose: one by default, None when they are given."""
    if addresses is not None:
        return None
    return 1 if count is None else count


def wanted_problems(count: int | None, addresses: Addresses, *, none_yet: bool = False) -> Problems:
    """Check the inputs `ipv6_address_count` and `ipv6_addresses`, as far as they are known; neither is fine.

    A count of 0 is fine where there may be `none_yet`.
    """
    if addresses is None and count is None:
        return {}
    if none_yet and addresses is None and count is not None and count < 1:
        return {"ipv6_address_count": None if count == 0 else f"It must be an integer, 0 or more, not {count}."}
    key = "ipv6_address_count" if addresses is None else "ipv6_addresses"
    return {key: check_desired_addresses(count, None if addresses is None else _plain(addresses))}


def _plain(addresses: Sequence[pulumi.Input[str]]) -> list[object]:
    return [address if isinstance(address, str) else UNKNOWN for address in addresses]
