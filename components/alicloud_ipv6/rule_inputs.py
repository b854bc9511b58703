"""The argument class of a security group's rules."""

from dataclasses import dataclass

from alicloud_rules.security_group_rules import EVERYWHERE, PRIORITIES, RuleProtocol
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy, Rule


@dataclass(frozen=True, kw_only=True)
class Ipv6RuleArgs:
    """One rule of the security group; with nothing given, it lets all IPv6 through."""

    protocol: RuleProtocol | None = None
    """The protocol, default `all`; `icmpv6` alone suffices to be pinged."""
    port_range: str | None = None
    """First and last port, such as `22/22`; default `-1/-1`, which protocols without ports need."""
    cidr: str | None = None
    """The other side, an IPv6 or IPv4 block; default `::/0`."""
    policy: Policy | None = None
    """Whether to let it through; default `accept`."""
    priority: int | None = None
    """1 (looked at first, the default) to 100; at the same priority `drop` wins."""
    description: str | None = None
    """What the rule is for."""

    def filled_in(self, direction: Direction) -> Rule:
        """Return the rule of this direction, with the defaults filled in."""
        return Rule(
            direction=direction,
            policy=self.policy or Policy.ACCEPT,
            protocol=(self.protocol or RuleProtocol.ALL).value,
            port_range=self.port_range or ANY_PORT,
            cidr=self.cidr or EVERYWHERE,
            group_id=None,
            priority=PRIORITIES[0] if self.priority is None else self.priority,
        )
