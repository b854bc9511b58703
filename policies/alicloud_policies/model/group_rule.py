"""The node of a security group rule."""

from dataclasses import dataclass
from ipaddress import IPv6Network

from alicloud_rules.three_valued import Ternary, Unknown

from .refs import Ref


@dataclass(frozen=True, slots=True)
class Sources:
    """The IPv6 sources of a rule, or its destinations."""

    blocks: tuple[IPv6Network, ...] = ()
    """The known blocks."""
    more: Unknown | None = None
    """Why there may be other blocks."""
    most: float = 0
    """How many other blocks there may be; infinity for a prefix list."""
    unread: Unknown | None = None
    """Why `cidrIp`, which is for IPv4, may hold an IPv6 block: it is not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """A security group rule; None for a field that the program omits."""

    urn: str
    label: str
    ingress: Ternary
    accepts: Ternary
    protocol: str | Unknown | None
    ports: str | Unknown | None
    priority: int | Unknown
    """1 (first) to 100 (last)."""
    group: Ref
    sources: Sources
    peer: Ref
    """The security group on the other side, if the rule names one."""
