"""Addresses that stand for all addresses of a block, as far as a set of other blocks tells them apart."""

from collections.abc import Iterable
from ipaddress import IPv6Address, IPv6Network


def representatives(block: IPv6Network, others: Iterable[IPv6Network]) -> list[IPv6Address]:
    """Return addresses of a block, one at least for each combination of `others` that addresses of it lie in.

    Blocks are nested or apart, so an address that lies in the same smallest block as another lies in the same blocks.
    """
    inner = sorted({other for other in others if other.subnet_of(block)} | {block})
    return [address for one in inner if (address := _own_address(one, inner)) is not None]


def _own_address(block: IPv6Network, blocks: list[IPv6Network]) -> IPv6Address | None:
    """Return the first address of a block that lies in no smaller one of the sorted blocks; None without any."""
    free = int(block.network_address)
    for other in blocks:
        if other.prefixlen > block.prefixlen and other.subnet_of(block) and int(other.network_address) <= free:
            free = max(free, int(other.broadcast_address) + 1)
    return IPv6Address(free) if free <= int(block.broadcast_address) else None
