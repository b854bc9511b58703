"""IP blocks and addresses of VPCs and vSwitches: what is allowed, and how addresses are handed out.

Every `..._problem` answers None when all is well, else one sentence. Sources: the VPC pages "Create and manage a VPC"
(mask lengths, reserved blocks), "vSwitches" (mask lengths, reserved addresses) and CreateVSwitch (IPv6 masks).
"""

from collections.abc import Container, Mapping
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from itertools import combinations

from .limits import mask_problem

VPC_PREFIXES = range(8, 29)
"""Mask lengths of a VPC's IPv4 block."""
VSWITCH_PREFIXES = range(16, 30)
"""Mask lengths of a vSwitch's IPv4 block."""
VPC_IPV6_PREFIX = 56
VSWITCH_IPV6_PREFIX = 64

RFC1918_BLOCKS = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""The blocks recommended for VPCs; custom ones are allowed too, unless they touch `RESERVED_BLOCKS`."""
RESERVED_BLOCKS = tuple(map(IPv4Network, ("100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4")))
"""No VPC may use these or their subnets. That a block *containing* one is refused as well is assumed."""

_RESERVED_HOSTS = 4  # the first address of a vSwitch and its last three


def ipv4_cidr_problem(cidr: str) -> str | None:
    """Check the form of an IPv4 block such as 192.168.0.0/16: address, mask length, no host bits."""
    return _form_problem(cidr, IPv4Network, "IPv4", "192.168.0.0/16")


def ipv6_cidr_problem(cidr: str) -> str | None:
    """Check the form of an IPv6 block such as ::/0: address, mask length, no host bits."""
    return _form_problem(cidr, IPv6Network, "IPv6", "2001:db8::/56")


def _form_problem(cidr: str, network: type[IPv4Network] | type[IPv6Network], version: str, example: str) -> str | None:
    wanted = f"it must be an {version} block without host bits, such as {example}"
    _, slash, prefix = cidr.partition("/")
    if not slash or not prefix.isdecimal():
        return f"{cidr!r} has no mask length; {wanted}."
    try:
        network(cidr)
    except ValueError:
        return f"{cidr!r} is no {version} block; {wanted}."
    return None


def vpc_cidr_problem(cidr: str) -> str | None:
    """Check a VPC's IPv4 block: /8 to /28, an RFC 1918 block or a custom one outside the reserved blocks."""
    if problem := ipv4_cidr_problem(cidr):
        return problem
    block = IPv4Network(cidr)
    if block.prefixlen not in VPC_PREFIXES:
        return f"VPC block {cidr} has mask length {block.prefixlen}; allowed are {_span(VPC_PREFIXES)}."
    for reserved in RESERVED_BLOCKS:
        if block.overlaps(reserved):
            return f"VPC block {cidr} touches the reserved block {reserved}; use one inside {_recommended()}."
    return None


def vswitch_cidr_problem(cidr: str, vpc_cidr: str | None) -> str | None:
    """Check a vSwitch's IPv4 block: /16 to /29 and, where it is known, inside `vpc_cidr`, which is well formed."""
    if problem := ipv4_cidr_problem(cidr):
        return problem
    block = IPv4Network(cidr)
    if block.prefixlen not in VSWITCH_PREFIXES:
        return f"vSwitch block {cidr} has mask length {block.prefixlen}; allowed are {_span(VSWITCH_PREFIXES)}."
    if vpc_cidr is not None and not block.subnet_of(IPv4Network(vpc_cidr)):
        return f"vSwitch block {cidr} is not inside its VPC's block {vpc_cidr}."
    return None


def overlap_problem(cidrs: Mapping[str, str]) -> str | None:
    """Check that the vSwitches of one VPC, given as name to well-formed IPv4 block, do not overlap."""
    blocks = {name: IPv4Network(cidr) for name, cidr in cidrs.items()}
    for (one, first), (other, second) in combinations(blocks.items(), 2):
        if first.overlaps(second):
            return f"vSwitch blocks must not overlap, but {one} ({first}) and {other} ({second}) do."
    return None


def _span(prefixes: range) -> str:
    return f"/{prefixes[0]} to /{prefixes[-1]}"


def _recommended() -> str:
    return ", ".join(map(str, RFC1918_BLOCKS))


def vswitch_ipv6_block(vpc_block: IPv6Network, mask: int) -> IPv6Network:
    """Return the vSwitch's /64 out of its VPC's /56, whose last 8 bits are `mask` (0 to 255).

    ValueError for any other mask or length of `vpc_block`. Source: VPC page "VPCs and vSwitches".
    """
    if problem := mask_problem(mask):
        raise ValueError(problem)
    if vpc_block.prefixlen != VPC_IPV6_PREFIX:
        raise ValueError(f"A VPC's IPv6 block is a /{VPC_IPV6_PREFIX}, not {vpc_block}.")
    network = int(vpc_block.network_address) + (mask << (128 - VSWITCH_IPV6_PREFIX))
    return IPv6Network((network, VSWITCH_IPV6_PREFIX))


def compress(cidr: str) -> str:
    """Write an address or block the way the API shows it: IPv6 compressed and in lower case, mask length kept.

    Host bits stay, since only the spelling changes. ValueError when the address part is none.
    """
    address, slash, prefix = cidr.partition("/")
    return f"{ip_address(address)}{slash}{prefix}"


def usable_ipv4_count(block: IPv4Network) -> int:
    """Return how many addresses of a vSwitch block can be given to ENIs: all but the first and the last three."""
    return max(0, block.num_addresses - _RESERVED_HOSTS)


def is_usable_ipv4(address: IPv4Address, block: IPv4Network) -> bool:
    """Tell whether `address` lies in the vSwitch `block` and is not reserved."""
    return 1 <= int(address) - int(block.network_address) <= usable_ipv4_count(block)


def free_ipv4(block: IPv4Network, taken: Container[IPv4Address], seed: str = "") -> IPv4Address | None:
    """Return a usable address of the vSwitch `block` that is not `taken`, or None when all are.

    Without a seed the lowest one; with a seed the search starts at a place that depends on the seed alone, so that
    handing out many addresses under different seeds does not walk over all the taken ones again.
    """
    count = usable_ipv4_count(block)
    first = int(block.network_address) + 1
    start = _start(seed, count)
    candidates = (IPv4Address(first + (start + step) % count) for step in range(count))
    return next((address for address in candidates if address not in taken), None)


def free_ipv6(block: IPv6Network, taken: Container[IPv6Address], seed: str) -> IPv6Address:
    """Return an address of the vSwitch's /64 that is not `taken`: random-looking, yet the same for the same seed.

    Alibaba Cloud's addresses look random inside the /64. The block's first address (the anycast address of its
    routers, RFC 4291) is never returned. ValueError when `block` is no /64.
    """
    if block.prefixlen != VSWITCH_IPV6_PREFIX:
        raise ValueError(f"A vSwitch's IPv6 block is a /{VSWITCH_IPV6_PREFIX}, not {block}.")
    count = block.num_addresses - 1
    first = int(block.network_address) + 1
    start = _start(seed, count)
    candidates = (IPv6Address(first + (start + step) % count) for step in range(count))
    return next(address for address in candidates if address not in taken)


def _start(seed: str, count: int) -> int:
    """Map a seed to an offset below `count`; no seed is offset 0."""
    return int.from_bytes(sha256(seed.encode()).digest()[:8]) % count if seed and count else 0
