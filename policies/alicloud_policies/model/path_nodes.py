"""The nodes that only the path of a packet depends on."""

from dataclasses import dataclass

from alicloud_rules.three_valued import Ternary

from .nodes import Membership
from .refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressOnlyRule:
    """An egress-only rule for an IPv6 address."""

    urn: str
    label: str
    eni: Ref
    """The ENI of the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestCommand:
    """A Cloud Assistant command that the program runs in instances."""

    urn: str
    label: str
    hosts: Membership
    """The instances."""
    configures_ipv6: Ternary
    """Whether it configures their IPv6 addresses, if it succeeds."""
