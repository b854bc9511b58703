"""What a plan is made of. A `key` is a resource's URN, or the id of something that lives outside the stack."""

from dataclasses import dataclass
from enum import Enum, auto

from .record import Provider
from .values import ONE, ZERO, Count, Ref, Truth, Unknown

SOME_ENI = "#eni"
"""What is added to a resource's URN for the key of the ENI that it is about, when nothing tells which one that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something that other resources refer to."""

    key: str
    urn: str
    """The resource to report on: for something outside the stack, the one that refers to it."""
    label: str
    """How messages call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc(Node):
    """A VPC."""

    ipv6: Truth
    """Whether it has an IPv6 block."""
    masks: tuple[int, ...] = ()
    """IPv6 masks of its vSwitches outside the stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vswitch(Node):
    """A vSwitch."""

    vpc: Ref
    zone: str | Unknown | None
    ipv6: Truth
    """Whether it has an IPv6 block."""
    mask: int | Unknown | None
    """The last 8 bits of its IPv6 block; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Node):
    """A security group."""

    type: str | Unknown
    """`normal` or `enterprise`."""
    outside: int = 0
    """Private addresses, or ENIs where it is an advanced group, that are in it and not in the stack."""


class Role(Enum):
    """How an ENI comes to be."""

    OWN = auto()
    """A resource of its own."""
    PRIMARY = auto()
    """The primary ENI of an instance."""
    WITH_INSTANCE = auto()
    """A secondary ENI that an instance is created with."""
    OUTSIDE = auto()
    """It lives outside the stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The security groups of an ENI."""

    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    """Groups it may be in, beyond the certain ones."""
    open: Unknown | None = None
    """Set when it may be in any other group as well."""
    doubt: Unknown | None = None
    """Why `possible` ones are not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eni(Node):
    """An ENI, or as many like it as there are instances like its instance."""

    role: Role
    vswitch: Ref
    groups: Membership
    ipv6: Count
    """IPv6 addresses it is created with."""
    ipv4: Count
    """Private IPv4 addresses, the primary one included."""
    provider: Provider | None
    region: str | Unknown | None
    managed: bool
    """Whether the program creates it."""
    number: Count = ONE
    """How many such ENIs its instance has: 1, unless nothing is known of the list that it is in."""
    granted: Truth = False
    """Whether its owner granted InstanceAttach outside the stack."""
    attached: Truth = False
    """Whether something outside the plan attaches it; what the plan does is in `Plan.hosts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host(Node):
    """An instance, or what instances are made from: a launch template, a scaling configuration."""

    types: tuple[str | Unknown, ...]
    """The instance types it can have."""
    amount: Count
    """How many such instances there are."""
    vswitch: Ref
    zone: str | Unknown | None
    """The zone where the vSwitch does not tell it."""
    provider: Provider | None
    interfaces: Count = ZERO
    """ENIs it comes with beyond the primary one: created with it or, outside the stack, on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What puts an ENI on an instance."""

    urn: str
    label: str
    eni: Ref
    host: Ref
    sure: bool = True
    """Whether it attaches an ENI at all: an instance of whose ENIs nothing is known may attach one."""
    primary: bool = False
    """Whether the ENI, a resource of its own, is the instance's primary one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """IPv6 addresses for an ENI, assigned after it exists."""

    urn: str
    label: str
    eni: Ref
    ipv6: Count
    region: str | Unknown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """An ENI owner's grant to another account."""

    urn: str
    label: str
    eni: Ref
    attach: Truth
    """Whether it is InstanceAttach."""


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
    """The ENI that has the address, when one has it."""
    vswitch: Ref
    """The vSwitch of the address, when no ENI has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngressRule:
    """A security group rule; None where the program leaves a field out."""

    urn: str
    label: str
    ingress: Truth
    accepts: Truth
    protocol: str | Unknown | None
    ports: str | Unknown | None
    cidr: str | Unknown | None
    """The IPv6 block on the other side."""
