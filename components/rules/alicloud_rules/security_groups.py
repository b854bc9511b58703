"""The security groups of an ENI: their rules, which may be those of a plan with values that are not known yet.

`group_decisions` has what they let through.
"""

from dataclasses import dataclass
from enum import StrEnum

from .three_valued import Ternary, Unknown

ANY_PORT = "-1/-1"
"""The port range of all ports, and the only one of protocols without ports."""


class GroupType(StrEnum):
    """SecurityGroupType of the ECS API."""

    BASIC = "normal"
    ADVANCED = "enterprise"


class Direction(StrEnum):
    """The direction of a rule, from the group's members."""

    INGRESS = "ingress"
    EGRESS = "egress"


class Policy(StrEnum):
    """The action of a rule on matching traffic."""

    ACCEPT = "accept"
    """Lets it through."""
    DROP = "drop"
    """Drops it without an answer."""


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """One rule of a security group in a plan; exactly one of `cidr` and `group_id` names the other side."""

    direction: Direction | Unknown
    policy: Policy | Unknown
    protocol: str | Unknown
    """tcp, udp, icmp, icmpv6, gre or all; icmp is IPv4 only."""
    port_range: str | Unknown
    """`22/22`, several parted by commas, or `-1/-1` for all."""
    cidr: str | Unknown | None
    """IPv4 or IPv6 block, or a single address."""
    group_id: str | Unknown | None
    priority: int | Unknown
    """1 (first) to 100 (last)."""


@dataclass(frozen=True, slots=True)
class Rule(PlannedRule):
    """One rule of a security group, known as a whole."""

    direction: Direction
    policy: Policy
    protocol: str
    port_range: str
    cidr: str | None
    group_id: str | None
    priority: int


@dataclass(frozen=True, slots=True)
class SecurityGroup:
    """A security group with its rules."""

    id: str
    name: str
    vpc_id: str
    advanced: Ternary
    """SecurityGroupType `enterprise`."""
    inner_access: Ternary
    """Whether members of a basic group reach one another without a rule (InnerAccessPolicy `Accept`)."""
    rules: tuple[PlannedRule, ...]


def port_spans(port_range: str) -> list[range]:
    """Return the ports of a range that is not `ANY_PORT`."""
    bounds = (span.split("/") for span in port_range.split(","))
    return [range(int(first), int(last) + 1) for first, last in bounds]
