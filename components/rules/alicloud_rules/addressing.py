"""IP blocks and addresses of VPCs and vSwitches: what is allowed, and how addresses are handed out.

Sources: the VPC pages "Create and manage a VPC" (mask lengths, reserved blocks), "vSwitches" (mask lengths, reserved
addresses) and CreateVSwitch (IPv6 masks).
"""

from collections.abc import Container, Mapping
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from itertools import combinations, islice

from .violation import Violation

VPC_PREFIXES = range(8, 29)
"""Mask lengths of a VPC's IPv4 block."""
VSWITCH_PREFIXES = range(16, 30)
"""Mask lengths of a vSwitch's IPv4 block."""
VPC_IPV6_PREFIX = 56
VSWITCH_IPV6_PREFIX = 64
MASKS = range(256)
"""The decimal last 8 bits that make a vSwitch's /64 out of its VPC's /56 (CreateVSwitch, Ipv6CidrBlock)."""

RFC1918_BLOCKS = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""The blocks recommended for VPCs; custom ones are allowed too, unless they touch `RESERVED_BLOCKS`."""
RESERVED_BLOCKS = tuple(map(IPv4Network, ("100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4")))
"""No VPC may use these or their subnets. That a block *containing* one is refused as well is assumed."""

_RESERVED_HOSTS = 4  # the first address of a vSwitch and its last three


def check_ipv4_cidr(cidr: str) -> Violation | None:
    """Check the form of an IPv4 block such as 192.168.0.0/16: address, mask length, no host bits."""
    return _check_form(cidr, IPv4Network, "IPv4", "192.168.0.0/16")


def check_ipv6_cidr(cidr: str) -> Violation | None:
    """Check the form of an IPv6 block such as ::/0: address, mask length, no host bits."""
    return _check_form(cidr, IPv6Network, "IPv6", "2001:db8::/56")


def _check_form(
    cidr: str, network: type[IPv4Network] | type[IPv6Network], version: str, example: str
) -> Violation | None:
    allowed = f"an {version} block without host bits, such as {example}"
    _, slash, prefix = cidr.partition("/")
    wrong = ""
    if not slash or not prefix.isdecimal():
        wrong = "has no mask length"
    else:
        try:
            network(cidr)
        except ValueError:
            wrong = f"is not an {version} block"
    message = f"{cidr!r} {wrong}; expected {allowed}."
    return Violation(f"{version.lower()}-cidr-block", cidr, allowed, message) if wrong else None


def check_vpc_cidr(cidr: str) -> Violation | None:
    """Check a VPC's IPv4 block: /8 to /28, an RFC 1918 block or a custom one outside the reserved blocks."""
    if violation := check_ipv4_cidr(cidr):
        return violation
    rule = "vpc-cidr-block"
    block = IPv4Network(cidr)
    if block.prefixlen not in VPC_PREFIXES:
        message = f"VPC block {cidr} has mask length {block.prefixlen}; allowed are {_span(VPC_PREFIXES)}."
        return Violation(rule, cidr, VPC_PREFIXES, message)
    for reserved in RESERVED_BLOCKS:
        if block.overlaps(reserved):
            recommended = ", ".join(map(str, RFC1918_BLOCKS))
            message = f"VPC block {cidr} overlaps the reserved block {reserved}; use one inside {recommended}."
            return Violation(rule, cidr, RFC1918_BLOCKS, message)
    return None


def check_vswitch_cidr(cidr: str, vpc_cidr: str | None) -> Violation | None:
    """Check a vSwitch's IPv4 block: /16 to /29 and, where it is known, inside `vpc_cidr`, which is well formed."""
    if violation := check_ipv4_cidr(cidr):
        return violation
    rule = "vswitch-cidr-block"
    block = IPv4Network(cidr)
    if block.prefixlen not in VSWITCH_PREFIXES:
        message = f"vSwitch block {cidr} has mask length {block.prefixlen}; allowed are {_span(VSWITCH_PREFIXES)}."
        return Violation(rule, cidr, VSWITCH_PREFIXES, message)
    if vpc_cidr is not None and not block.subnet_of(IPv4Network(vpc_cidr)):
        message = f"vSwitch block {cidr} is not inside its VPC's block {vpc_cidr}."
        return Violation(rule, cidr, vpc_cidr, message)
    return None


def check_overlap(cidrs: Mapping[str, str]) -> Violation | None:
    """Check that the vSwitches of one VPC, given as name to well-formed IPv4 block, do not overlap."""
    blocks = {name: IPv4Network(cidr) for name, cidr in cidrs.items()}
    for (one, first), (other, second) in combinations(blocks.items(), 2):
        if first.overlaps(second):
            message = f"vSwitch blocks must not overlap, but {one} ({first}) and {other} ({second}) do."
            return Violation("vswitch-cidr-overlap", (str(first), str(second)), "separate blocks", message)
    return None


def vswitch_blocks(vpc_cidr: str, count: int) -> list[str]:
    """Return the first `count` blocks of a VPC's well-formed block: each a 256th of it, at least a /29."""
    vpc = IPv4Network(vpc_cidr)
    return [str(block) for block in islice(vpc.subnets(new_prefix=_vswitch_prefix(vpc)), count)]


def check_vswitch_count(vpc_cidr: str, count: int) -> Violation | None:
    """Check that a VPC's well-formed block has room for `count` blocks of `vswitch_blocks`."""
    vpc = IPv4Network(vpc_cidr)
    most = 2 ** (_vswitch_prefix(vpc) - vpc.prefixlen)
    if count <= most:
        return None
    message = f"VPC block {vpc_cidr} has room for {most} vSwitches of /{_vswitch_prefix(vpc)}, not {count}."
    return Violation("vswitch-count", count, most, message)


def _vswitch_prefix(vpc: IPv4Network) -> int:
    return min(vpc.prefixlen + 8, VSWITCH_PREFIXES[-1])


def check_mask(mask: int) -> Violation | None:
    """Check the IPv6 mask of one vSwitch: 0 to 255."""
    if mask in MASKS:
        return None
    return Violation("ipv6-mask", mask, MASKS, f"An IPv6 mask is an integer from 0 to {MASKS[-1]}, not {mask}.")


def _span(prefixes: range) -> str:
    return f"/{prefixes[0]} to /{prefixes[-1]}"


def vswitch_ipv6_block(vpc_block: IPv6Network, mask: int) -> IPv6Network:
    """Return the vSwitch's /64 out of its VPC's /56, whose last 8 bits are `mask` (0 to 255).

    Raise ValueError for any other mask or length of `vpc_block`. Source: VPC page "VPCs and vSwitches".
    """
    if violation := check_mask(mask):
        raise ValueError(violation.message)
    if vpc_block.prefixlen != VPC_IPV6_PREFIX:
        raise ValueError(f"A VPC's IPv6 block is a /{VPC_IPV6_PREFIX}, not {vpc_block}.")
    network = int(vpc_block.network_address) + (mask << (128 - VSWITCH_IPV6_PREFIX))
    return IPv6Network((network, VSWITCH_IPV6_PREFIX))


def canonical_ip(address: str) -> str:
    """Return an address or block in the API's form: IPv6 compressed and in lower case, a mask length kept.

    Host bits stay, since only the form changes. Raise ValueError for an invalid address.
    """
    host, slash, prefix = address.partition("/")
    return f"{ip_address(host)}{slash}{prefix}"


def usable_ipv4_count(block: IPv4Network) -> int:
    """Return how many addresses of a vSwitch block can be given to ENIs: all but the first and the last three."""
    return max(0, block.num_addresses - _RESERVED_HOSTS)


def is_usable_ipv4(address: IPv4Address, block: IPv4Network) -> bool:
    """Return whether `address` lies in the vSwitch `block` and is not reserved."""
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
    routers, RFC 4291) is never returned. Raise ValueError when `block` is not a /64.
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
