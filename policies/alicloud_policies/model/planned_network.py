"""The network of a stack, unknown ids and all, for `alicloud_rules.reachability`.

An ENI has one address in it, which stands for all: bandwidth on any of them counts as its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from alicloud_rules import images, network
from alicloud_rules.network import Part
from alicloud_rules.security_groups import ANY_PORT, Direction, GroupType, PlannedRule, Policy, SecurityGroup
from alicloud_rules.three_valued import Ternary, Unknown, join_unknowns, unknown

from .counts import exactly
from .group_rule import GroupRule
from .nodes import Eni, Group, Host, Vpc
from .path_nodes import GuestCommand
from .refs import Ref
from .stack_model import StackModel

_ANY = ""
"""The key of the commands that may run in any instance."""


def planned_network(stack: StackModel) -> network.Network:
    """Return the network that exists after the update."""
    view = _View(stack)
    return network.Network(
        vpcs={vpc.key: view.vpc(vpc) for vpc in stack.vpcs.values()},
        vswitches={one.key: network.Vswitch(one.key, "", one.ipv6, one.label) for one in stack.vswitches.values()},
        groups={group.key: view.group(group) for group in stack.groups.values()},
        enis={eni.key: view.eni(eni) for eni in stack.enis.values()},
    )


@dataclass(frozen=True, slots=True)
class _Users:
    """The resources that refer to nodes, by the key of the node."""

    certain: Set[str]
    possible: Mapping[str, Unknown]
    anywhere: Unknown | None
    """Why there may be more for any node."""

    def any(self, key: str) -> Ternary:
        """Return whether any resource refers to a node."""
        return key in self.certain or join_unknowns((self.possible.get(key), self.anywhere)) or False


def _users(refs: Iterable[Ref]) -> _Users:
    certain: set[str] = set()
    possible: dict[str, Unknown] = {}
    anywhere: Unknown | None = None
    for ref in refs:
        if ref.certain is not None:
            certain.add(ref.certain)
            continue
        for key in ref.keys:
            possible[key] = possible[key] | ref.reason_unknown if key in possible else ref.reason_unknown
        anywhere = join_unknowns((anywhere, ref.undetermined))
    return _Users(certain, possible, anywhere)


class _View:
    """The parts of the network, from the nodes of the model."""

    def __init__(self, stack: StackModel) -> None:
        self._stack = stack
        hidden = (Ref(undetermined=one.gateway.undetermined) for one in stack.bandwidths if one.gateway.undetermined)
        self._gateways = _users([*(one.vpc for one in stack.gateways.values()), *hidden])
        self._bandwidths = _users(one.eni for one in stack.bandwidths)
        self._egress_only = _users(one.eni for one in stack.egress_only_rules)
        self._rules: dict[str, list[PlannedRule]] = defaultdict(list)
        self._rules_anywhere: list[PlannedRule] = []
        for rule in stack.rules:
            self._add(rule)
        self._commands: dict[str, list[GuestCommand]] = defaultdict(list)
        for command in stack.guest_commands:
            hosts = command.hosts
            for key in (*hosts.certain, *hosts.possible, *([_ANY] if hosts.undetermined else ())):
                self._commands[key].append(command)

    def _add(self, rule: GroupRule) -> None:
        if rule.group.certain is not None:
            self._rules[rule.group.certain] += planned_rules(rule)
            return
        perhaps = list(planned_rules(rule, rule.group.reason_unknown))
        if rule.group.undetermined is not None:
            self._rules_anywhere += perhaps
        for key in rule.group.keys:
            self._rules[key] += perhaps

    def vpc(self, vpc: Vpc) -> network.Vpc:
        gateway = self._gateways.any(vpc.key)
        if gateway is False and not vpc.managed:
            gateway = unknown(f"IPv6 gateway of {vpc.label}, which is outside the stack")
        return network.Vpc(vpc.key, vpc.label, _block(vpc), gateway)

    def group(self, group: Group) -> SecurityGroup:
        rules = [*self._rules[group.key], *self._rules_anywhere]
        if not group.managed:
            other = unknown(f"rules of {group.label}, which is outside the stack")
            rules.append(PlannedRule(other, other, other, other, other, None, other))
        kind = group.type
        advanced = kind if isinstance(kind, Unknown) else kind == GroupType.ADVANCED
        return SecurityGroup(group.key, group.label, "", advanced, group.inner_access, tuple(rules))

    def eni(self, eni: Eni) -> network.Eni:
        stack, host = self._stack, self._host(eni)
        groups, attached = eni.groups, stack.attached(eni)
        return network.Eni(
            id=eni.key,
            name=eni.label,
            vpc_id=_key(stack.vpc(eni.vswitch)),
            vswitch_id=_key(eni.vswitch),
            group_ids=groups.certain,
            addresses=tuple(self._addresses(eni, host, attached)),
            instance_id=host.key if host else self._some_instance(eni, attached),
            instance_running=host.running if host else True,
            instance_name=host.label if host else "",
            other_groups=groups.undetermined or (groups.reason_unknown if groups.possible else None),
        )

    def _host(self, eni: Eni) -> Host | None:
        """Return the instance that an ENI is certainly attached to."""
        keys = [ref.certain for ref in self._stack.hosts_of(eni)]
        return self._stack.hosts.get(keys[0]) if keys and keys[0] is not None else None

    def _some_instance(self, eni: Eni, attached: Ternary) -> Unknown | None:
        if attached is False:
            return None
        return attached if isinstance(attached, Unknown) else unknown(f"instance of {eni.label}")

    def _addresses(self, eni: Eni, host: Host | None, attached: Ternary) -> Iterator[network.Ipv6Address]:
        count = self._stack.ipv6(eni)
        if count.high == 0:
            return
        cut = self._egress_only.any(eni.key)
        if cut is True and count != exactly(1):
            cut = unknown(f"which IPv6 address of {eni.label} has an egress-only rule")
        configured, detail = self._guest(eni, host, attached)
        yield network.Ipv6Address(
            address=unknown(f"IPv6 address of {eni.label}"),
            bandwidth=self._bandwidths.any(eni.key),
            egress_only=cut,
            configured_in_guest=configured,
            guest_detail=detail,
            assigned=count.positive,
        )

    def _guest(self, eni: Eni, host: Host | None, attached: Ternary) -> tuple[Ternary, str]:
        """Return whether the guest configures its addresses, and what does it, or may do it."""
        if host is None:
            reason = self._some_instance(eni, attached)
            return (reason or False), f"{eni.label} {'may be' if reason else 'is'} attached to no instance"
        commands = (*self._commands[host.key], *self._commands[_ANY])
        for one in commands:
            if one.configures_ipv6 is True and host.key in one.hosts.certain:
                return True, f"{one.label} does it, if it succeeds"
        by_image = _by_image(host)
        if by_image is True:
            return True, f"the image {host.image} does it"
        scripts = [unknown(f"what the user data of {host.label} does")] if host.user_data else []
        reasons = [by_image, *(unknown(f"what {one.label} does") for one in commands), *scripts]
        why = join_unknowns(reasons)
        return (why or False), f"{host.label} has no command for it" if why is None else "something else may do it"


def planned_rules(rule: GroupRule, reason: Unknown | None = None) -> Iterator[PlannedRule]:
    """Yield a rule for each block or group on its other side; `reason`: why it may be in another group."""
    ingress, accepts = rule.ingress, rule.accepts
    direction = ingress if isinstance(ingress, Unknown) else Direction.INGRESS if ingress else Direction.EGRESS
    policy = accepts if isinstance(accepts, Unknown) else Policy.ACCEPT if accepts else Policy.DROP
    sources, peer = rule.sources, rule.peer
    sides: list[tuple[str | Unknown | None, str | Unknown | None]] = [(str(one), None) for one in sources.blocks]
    sides += [(unread, None) for unread in (sources.more, sources.unread) if unread]
    if peer.keys or peer.undetermined:
        sides.append((None, peer.certain or peer.reason_unknown))
    for cidr, group_id in sides:
        yield PlannedRule(
            reason or direction, policy, rule.protocol or "", rule.ports or ANY_PORT, cidr, group_id, rule.priority
        )


def _block(vpc: Vpc) -> Part:
    """Return the only IPv6 block of a VPC, or whether it has any."""
    cidrs = list(vpc.blocks.cidrs.values())
    only = vpc.ipv6 is True and len(cidrs) == 1 and vpc.blocks.more is None
    return cidrs[0] if only and isinstance(cidrs[0], str) else vpc.ipv6


def _key(ref: Ref) -> str | Unknown:
    return ref.certain or ref.reason_unknown


def _by_image(host: Host) -> Ternary:
    """Return whether the image of an instance configures IPv6 by itself."""
    if not isinstance(host.image, str):
        return host.image or unknown(f"image of {host.label}")
    found = images.configures_ipv6(host.image)
    return unknown(f"whether the image {host.image} configures IPv6") if found is None else found
