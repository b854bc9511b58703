"""The IPv6 blocks of a VPC, and which of them a vSwitch uses.

A VPC has a block that comes with it and blocks that separate resources add. The key of the first is the URN or id of
the VPC, the key of an added one is the URN of its resource. A vSwitch names a block by its CIDR; at a first preview the
CIDR is unknown, and the dependency of the input decides: on the VPC means the VPC's own block.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Network

from alicloud_rules.three_valued import Ternary, Unknown, any_of, join_unknowns

from .refs import Ref, same


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """The block that a vSwitch names."""

    where: str
    """The label of the input."""
    value: str | Unknown | None = None
    """The key or CIDR of the block; None when the vSwitch names none, so that the service chooses."""


@dataclass(frozen=True, slots=True)
class AddedBlock:
    """A block that a separate resource adds to a VPC."""

    vpc: Ref
    key: str
    cidr: str | Unknown


@dataclass(frozen=True, slots=True)
class VpcBlocks:
    """The blocks of a VPC."""

    own: Ternary
    """Whether a block comes with the VPC."""
    cidrs: Mapping[str, str | Unknown]
    """The CIDRs by key, with the VPC's own block unless it certainly has none."""
    more: Unknown | None = None
    """Why another block may be added to the VPC."""

    @property
    def any(self) -> Ternary:
        """Whether the VPC has a block."""
        added = len(self.cidrs) > (self.own is not False)
        return any_of(self.own, added, self.more or False)

    def same(self, one: NamedBlock, other: NamedBlock) -> Ternary:
        """Return whether two vSwitches of this VPC use the same block."""
        if isinstance(one.value, str) and one.value == other.value:
            return True
        return same(self._used(one), self._used(other))

    def _used(self, named: NamedBlock) -> Ref:
        if isinstance(named.value, Unknown):
            return Ref(undetermined=named.value)
        if named.value is None:
            # A vSwitch with a mask uses the only block of the VPC, whichever it is.
            return Ref(tuple(self.cidrs) or ("",), self.more, named.where)
        if named.value in self.cidrs:
            return Ref((named.value,))
        matching = [key for key, cidr in self.cidrs.items() if cidr == named.value]
        if matching:
            return Ref((matching[0],))
        # The CIDR may be that of a block whose CIDR is not known yet.
        hidden = {key: cidr.missing for key, cidr in self.cidrs.items() if isinstance(cidr, Unknown)}
        return Ref((named.value, *hidden), None, ", ".join(sorted(set().union(*hidden.values()))))


def blocks_of(vpc: str, own: Ternary, cidr: str | Unknown, added: Iterable[AddedBlock]) -> VpcBlocks:
    """Return the blocks of a VPC: its own one, if it has it, and those of the `added` ones that are in it."""
    here = [(block, same(block.vpc, Ref((vpc,)))) for block in added]
    cidrs = {} if own is False else {vpc: cidr}
    cidrs |= {block.key: block.cidr for block, is_here in here if is_here is True}
    return VpcBlocks(own, cidrs, join_unknowns(is_here for _, is_here in here))


def canonical(cidr: str) -> str | None:
    """Return an IPv6 block in its canonical format; None for another string."""
    try:
        return str(IPv6Network(cidr, strict=False))
    except ValueError:
        return None
