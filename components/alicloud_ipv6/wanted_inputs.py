"""The two inputs of components that say which IPv6 addresses an ENI is to have: a number, or a list."""

from collections.abc import Sequence

import pulumi

from .ipv6_plan import NOT_KNOWN, wanted_problem

Addresses = Sequence[pulumi.Input[str]] | None


def count_wanted(count: int | None, addresses: Addresses) -> int | None:
    """Return how many addresses the service is to choose: one by default, None when they are given."""
    return None if addresses is not None else (count or 1)


def wanted_problems(count: int | None, addresses: Addresses) -> dict[str, str | None]:
    """Check the inputs `ipv6_address_count` and `ipv6_addresses`, as far as they are known; neither is fine."""
    if addresses is None and count is None:
        return {}
    key = "ipv6_address_count" if addresses is None else "ipv6_addresses"
    return {key: wanted_problem(count, None if addresses is None else _plain(addresses))}


def _plain(addresses: Sequence[pulumi.Input[str]]) -> list[object]:
    return [address if isinstance(address, str) else NOT_KNOWN for address in addresses]
