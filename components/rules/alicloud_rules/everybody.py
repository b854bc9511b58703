"""IPv6 blocks that admit everybody: alone, or together with other blocks.

Everybody is `::/0`, or `2000::/3`, which holds all addresses of the IPv6 internet.
"""

from collections import defaultdict
from collections.abc import Iterable
from ipaddress import IPv6Network

INTERNET = IPv6Network("2000::/3")
"""Global unicast addresses: RFC 4291, section 2.4, and IANA's registry of IPv6 address space."""
_ALL = IPv6Network("::/0")
_BITS = 128


def ipv6_block(cidr: str) -> IPv6Network | None:
    """Return an IPv6 block in any of its formats; None for an IPv4 block and any other string."""
    try:
        return IPv6Network(cidr, strict=False)
    except ValueError:
        return None


def admits_everybody(block: IPv6Network) -> bool:
    """Return whether a block alone holds the IPv6 internet."""
    return INTERNET.subnet_of(block)


class Cover:
    """A set of blocks, to find out which of them cover everybody together."""

    def __init__(self, blocks: Iterable[IPv6Network]) -> None:
        """Index the blocks, and every larger block that they fill."""
        self._full: set[tuple[int, int]] = set()
        """The blocks that are covered without any larger one, as (first bits, number of bits)."""
        by_length: dict[int, set[int]] = defaultdict(set)
        self._number = 0
        for block in blocks:
            self._number += 1
            by_length[block.prefixlen].add(_bits(block))
        for length in range(_BITS, 0, -1):
            here = by_length[length]
            self._full |= {(bits, length) for bits in here}
            by_length[length - 1] |= {bits >> 1 for bits in here if bits ^ 1 in here}

    def missing(self, block: IPv6Network, at_most: float = 0) -> float:
        """Return how many more blocks, at least, must join the set so that it covers everybody and needs this block.

        Zero if it does already. The count stops above `at_most`.
        """
        if admits_everybody(block):
            return 0
        targets = [_ALL, INTERNET] if block.subnet_of(INTERNET) else [_ALL]
        return min(self._missing_siblings(block, target, at_most) for target in targets)

    def _missing_siblings(self, block: IPv6Network, target: IPv6Network, at_most: float) -> float:
        lengths = range(block.prefixlen, target.prefixlen, -1)
        if len(lengths) > self._number + at_most:  # Each of these siblings needs a block.
            return at_most + 1
        bits, missing = _bits(block), 0
        for length in lengths:
            missing += (bits ^ 1, length) not in self._full
            if missing > at_most:
                break
            bits >>= 1
        return missing


def _bits(block: IPv6Network) -> int:
    return int(block.network_address) >> (_BITS - block.prefixlen)
