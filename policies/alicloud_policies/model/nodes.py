"""The nodes of the stack model. A `key` is the URN of a resource, or the id of something outside the stack."""

from dataclasses import dataclass
from enum import Enum, auto

from alicloud_rules.three_valued import Ternary, Unknown

from .counts import ONE, ZERO, Count
from .ipv6_blocks import NamedBlock, VpcBlocks
from .record import Provider
from .refs import Ref

SOME_ENI = "#eni"
"""Suffix to the URN of an attachment, assignment or permission: the key of its ENI when that is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node that others refer to."""

    key: str
    urn: str
    """The resource to report on: for something outside the stack, a resource that refers to it."""
    label: str
    """The name in messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc(Node):
    """A VPC."""

    blocks: VpcBlocks
    """Its IPv6 blocks."""
    masks: tuple[int, ...] = ()
    """IPv6 masks of its vSwitches outside the stack."""
    managed: bool = True
    """Whether the program creates it, and its IPv6 gateway."""

    @property
    def ipv6(self) -> Ternary:
        """Whether it has an IPv6 block."""
        return self.blocks.any


@dataclass(frozen=True, slots=True, kw_only=True)
class Vswitch(Node):
    """A vSwitch."""

    vpc: Ref
    zone: str | Unknown | None
    ipv6: Ternary
    """Whether it has an IPv6 block."""
    mask: int | Unknown | None
    """The last 8 bits of its IPv6 /64; None without one."""
    block: NamedBlock
    """The IPv6 block of the VPC that holds the /64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Node):
    """A security group."""

    type: str | Unknown
    """`normal` or `enterprise`."""
    outside: int = 0
    """Members outside the stack: private addresses, or ENIs in an advanced group."""
    counted: bool = False
    """Whether the config says how many they are, those of uncounted resources included."""
    inner_access: Ternary = True
    """Whether members of a basic group reach one another without a rule."""
    managed: bool = True
    """Whether the program creates it, and all of its rules."""


class Role(Enum):
    """The origin of an ENI."""

    OWN = auto()
    """A separate resource."""
    PRIMARY = auto()
    """The primary ENI of an instance."""
    WITH_INSTANCE = auto()
    """A secondary ENI that an instance is created with."""
    OUTSIDE = auto()
    """Not in the stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The nodes that a list refers to, such as the security groups of an ENI."""

    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    """Nodes that it may refer to as well."""
    undetermined: Unknown | None = None
    """Set when it may refer to any other node as well."""
    reason_unknown: Unknown | None = None
    """Why the `possible` nodes are not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eni(Node):
    """An ENI, or one per instance of a node that represents several instances."""

    role: Role
    vswitch: Ref
    groups: Membership
    ipv6: Count
    """IPv6 addresses at creation."""
    ipv4: Count
    """Private IPv4 addresses, the primary one included."""
    provider: Provider | None
    region: str | Unknown | None
    managed: bool
    """Whether the program creates it."""
    number: Count = ONE
    """How many such ENIs its instance has: 1, unless the list that describes it is unknown."""
    granted: Ternary = False
    """Whether its owner granted InstanceAttach outside the stack."""
    attached: Ternary = False
    """Whether something outside the stack attaches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host(Node):
    """An instance, or what instances are created from: a launch template, a scaling configuration."""

    types: tuple[str | Unknown, ...]
    """The instance types that it can have."""
    amount: Count
    """The number of such instances."""
    vswitch: Ref
    zone: str | Unknown | None
    """The zone, used where that of the vSwitch is absent."""
    provider: Provider | None
    interfaces: Count = ZERO
    """Secondary ENIs that are created with it or, for an instance outside the stack, are attached to it."""
    running: Ternary = True
    image: str | Unknown | None = None
    user_data: bool = False
    """Whether it runs a script of the program at its first start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The attachment of an ENI to an instance, by whichever resource."""

    urn: str
    label: str
    eni: Ref
    host: Ref
    sure: bool = True
    """False when it may attach none: the list of ENIs of an instance can be unknown."""
    primary: bool = False
    """Whether the ENI, a separate resource, is the primary ENI of the instance."""
    member: Ternary = False
    """Whether the ENI is a member of a trunk ENI; the instance's EniQuantity does not include members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """IPv6 addresses that are assigned to an existing ENI."""

    urn: str
    label: str
    eni: Ref
    ipv6: Count
    region: str | Unknown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A permission on an ENI that its owner grants to another account."""

    urn: str
    label: str
    eni: Ref
    attach: Ternary
    """Whether the permission is InstanceAttach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """A resource whose members in security groups are not counted."""

    label: str
    groups: Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(Node):
    """An IPv6 gateway."""

    vpc: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Bandwidth:
    """Public bandwidth of an IPv6 address."""

    urn: str
    label: str
    gateway: Ref
    eni: Ref
    """The ENI of the address, if it is on one."""
    vswitch: Ref
    """The vSwitch of the address, if it is on no ENI."""
