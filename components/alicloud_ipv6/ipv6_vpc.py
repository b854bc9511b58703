"""A VPC with IPv6: its vSwitches, one security group and, for public IPv6, an IPv6 gateway."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.addressing import check_mask, check_overlap, check_vpc_cidr, check_vswitch_cidr
from alicloud_rules.limits import ipv6_mask_unique
from alicloud_rules.names import check_ecs_name, check_vpc_name
from alicloud_rules.security_group_rules import (
    EVERYWHERE,
    PRIORITIES,
    RuleProtocol,
    check_rule,
    check_unique_rules,
    is_ipv6,
    rule_key,
)
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy, Rule
from alicloud_rules.violation import Violation

from ._child_options import children_of
from ._construction_checks import (
    Problems,
    default_name,
    existing_problems,
    fixed_name_problem,
    id_of,
    known,
    name_problem,
    refuse,
)
from ._lookup import look_up


@dataclass(frozen=True, kw_only=True)
class Ipv6RuleArgs:
    """One rule of the security group; the default lets all IPv6 through."""

    protocol: RuleProtocol | None = None
    """The protocol, default `all`; `icmpv6` alone suffices to be pinged."""
    port_range: str | None = None
    """First and last port, such as `22/22`; default `-1/-1`, which protocols without ports need."""
    cidr: str | None = None
    """The IPv6 or IPv4 block of the other side; default `::/0`."""
    policy: Policy | None = None
    """Whether to accept or drop; default `accept`."""
    priority: int | None = None
    """1 (evaluated first, the default) to 100; at the same priority `drop` wins."""
    description: str | None = None
    """The description of the rule."""

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


@dataclass(frozen=True, kw_only=True)
class VswitchArgs:
    """One vSwitch of the VPC with its IPv6 block; or an existing one, by its id alone."""

    zone_id: pulumi.Input[str] | None = None
    """The zone, such as `cn-beijing-h`; required without `vswitch_id`."""
    cidr_block: pulumi.Input[str] | None = None
    """The IPv4 block, /16 to /29, inside the VPC's; required without `vswitch_id`."""
    ipv6_mask: int | None = None
    """The last 8 bits, 0 to 255, that make the vSwitch's /64 out of the VPC's /56; required without `vswitch_id`.

    No two vSwitches of a VPC share a mask.
    """
    name: pulumi.Input[str] | None = None
    """The vSwitch's name; default: the component's name, `-vsw-` and the mask."""
    vswitch_id: pulumi.Input[str] | None = None
    """An existing vSwitch, used as it is in place of a created one, without any other input."""


@dataclass(frozen=True, kw_only=True)
class Ipv6VpcArgs:
    """The inputs of `Ipv6Vpc`."""

    cidr_block: pulumi.Input[str] | None = None
    """The VPC's IPv4 block, /8 to /28, such as `192.168.0.0/16`; the service chooses its IPv6 /56.

    Required without `vpc_id`.
    """
    vswitches: list[VswitchArgs]
    """The vSwitches, at least one."""
    public_ipv6: bool | None = None
    """Whether to create an IPv6 gateway, which public IPv6 bandwidth needs; default: false."""
    ingress_rules: list[Ipv6RuleArgs] | None = None
    """The ingress rules; default: all IPv6, or no further rule with `security_group_id`."""
    egress_rules: list[Ipv6RuleArgs] | None = None
    """The egress rules; default: none, so that the service lets everything out."""
    vpc_name: pulumi.Input[str] | None = None
    """The VPC's name; default: the component's, with `-vpc` if it is a single character."""
    security_group_name: pulumi.Input[str] | None = None
    """The security group's name; default: the component's name and `-sg`."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the created resources: VPC, vSwitches, security group and IPv6 gateway."""
    ipv6: bool | None = None
    """Whether the network has IPv6; default: true.

    If false, VPC and vSwitches are created without IPv6 blocks, and IPv6 rules and the IPv6 gateway are left out, for a
    network that gets IPv6 later: a change to true updates the VPC and its vSwitches in place and adds the rest. The
    service refuses the change back to false while a vSwitch has an IPv6 block.
    """
    vpc_id: pulumi.Input[str] | None = None
    """An existing VPC, used as it is in place of a created one; not together with `cidr_block` and `vpc_name`."""
    security_group_id: pulumi.Input[str] | None = None
    """An existing security group, in place of a created one; only the given rules are added to it.

    Not together with `security_group_name`.
    """
    ipv6_gateway_id: pulumi.Input[str] | None = None
    """The existing IPv6 gateway of the VPC, which has one at most. Not together with `public_ipv6`."""


class Ipv6Vpc(pulumi.ComponentResource):
    """A VPC with an IPv6 block, its vSwitches, a security group and, for public IPv6, an IPv6 gateway.

    Each of them is created or, by its id, an existing one.
    """

    vpc_id: pulumi.Output[str]
    """The id of the VPC."""
    ipv6_cidr_block: pulumi.Output[str]
    """The VPC's IPv6 block, a /56; empty while it has none."""
    vswitch_ids: pulumi.Output[Sequence[str]]
    """The ids of the vSwitches, in the order given."""
    security_group_id: pulumi.Output[str]
    """The id of the security group."""
    ipv6_gateway_id: pulumi.Output[str]
    """The id of the IPv6 gateway; empty without one."""

    def __init__(self, name: str, args: Ipv6VpcArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create everything with the caller's provider; invalid inputs are refused first, all at once."""
        refuse(f"Ipv6Vpc {name!r}", _problems(name, args))
        super().__init__("alicloud-ipv6:index:Ipv6Vpc", name, {}, opts)
        self._child = children_of(self, opts)
        self._ipv6 = args.ipv6 is not False
        self.vpc = self._vpc(name, args) if args.vpc_id is None else None
        self.vpc_id = id_of(self.vpc, args.vpc_id)
        self.vswitches = [
            self._vswitch(name, args, vswitch) if vswitch.vswitch_id is None else None for vswitch in args.vswitches
        ]
        self.security_group = self._security_group(name, args) if args.security_group_id is None else None
        self.security_group_id = id_of(self.security_group, args.security_group_id)
        for rule, description in _desired_rules(args):
            self._rule(name, rule, description)
        self.ipv6_gateway = self._ipv6_gateway(name, args) if args.public_ipv6 and self._ipv6 else None

        self.ipv6_cidr_block = self._ipv6_cidr_block()
        both = zip(self.vswitches, args.vswitches, strict=True)
        self.vswitch_ids = pulumi.Output.all(*[id_of(made, given.vswitch_id) for made, given in both]).apply(list)
        self.ipv6_gateway_id = pulumi.Output.from_input(
            self.ipv6_gateway.id if self.ipv6_gateway else args.ipv6_gateway_id or ""
        )
        self.register_outputs(
            {
                "vpcId": self.vpc_id,
                "ipv6CidrBlock": self.ipv6_cidr_block,
                "vswitchIds": self.vswitch_ids,
                "securityGroupId": self.security_group_id,
                "ipv6GatewayId": self.ipv6_gateway_id,
            }
        )

    def _vpc(self, name: str, args: Ipv6VpcArgs) -> alicloud.vpc.Network:
        return alicloud.vpc.Network(
            f"{name}-vpc",
            vpc_name=args.vpc_name or default_name(name, "vpc"),
            cidr_block=args.cidr_block,
            enable_ipv6=self._ipv6,
            tags=args.tags,
            opts=self._child(),
        )

    def _ipv6_cidr_block(self) -> pulumi.Output[str]:
        if self.vpc:
            return self.vpc.ipv6_cidr_blocks.apply(lambda blocks: (blocks[0].ipv6_cidr_block if blocks else None) or "")
        vpcs = look_up(self, self.vpc_id, lambda ids, opts: alicloud.vpc.get_networks_output(ids=ids, opts=opts).vpcs)
        return vpcs.apply(lambda found: found[0].ipv6_cidr_block if found else "")

    def _vswitch(self, name: str, args: Ipv6VpcArgs, vswitch: VswitchArgs) -> alicloud.vpc.Switch:
        child = f"{name}-vsw-{vswitch.ipv6_mask}"
        return alicloud.vpc.Switch(
            child,
            vswitch_name=vswitch.name or child,
            vpc_id=self.vpc_id,
            zone_id=vswitch.zone_id,
            cidr_block=vswitch.cidr_block,
            # For an existing vSwitch, the provider turns IPv6 on only if this is set, too.
            enable_ipv6=self._ipv6,
            ipv6_cidr_block_mask=vswitch.ipv6_mask if self._ipv6 else None,
            tags=args.tags,
            opts=self._child(),
        )

    def _security_group(self, name: str, args: Ipv6VpcArgs) -> alicloud.ecs.SecurityGroup:
        return alicloud.ecs.SecurityGroup(
            f"{name}-sg",
            security_group_name=args.security_group_name or f"{name}-sg",
            vpc_id=self.vpc_id,
            tags=args.tags,
            opts=self._child(),
        )

    def _rule(self, name: str, rule: Rule, description: str | None) -> None:
        cidr = rule.cidr or EVERYWHERE
        alicloud.ecs.SecurityGroupRule(
            # Named by content: two rules that swapped names would each create what is there, then delete the other's.
            f"{name}-{rule.direction}-{rule_key(rule)}",
            type=rule.direction.value,
            security_group_id=self.security_group_id,
            ip_protocol=rule.protocol,
            port_range=rule.port_range,
            cidr_ip=None if is_ipv6(cidr) else cidr,
            ipv6_cidr_ip=cidr if is_ipv6(cidr) else None,
            policy=rule.policy.value,
            priority=rule.priority,
            nic_type="intranet",
            description=description,
            opts=self._child(),
        )

    def _ipv6_gateway(self, name: str, args: Ipv6VpcArgs) -> alicloud.vpc.Ipv6Gateway:
        return alicloud.vpc.Ipv6Gateway(
            f"{name}-ipv6gw",
            ipv6_gateway_name=f"{name}-ipv6gw",
            vpc_id=self.vpc_id,
            tags=args.tags,
            opts=self._child(),
        )


def _desired_rules(args: Ipv6VpcArgs) -> list[tuple[Rule, str | None]]:
    """Return the rules to create, with the defaults filled in, each with its description."""
    found = [
        (rule.filled_in(direction), rule.description) for direction in Direction for rule in _given(args, direction)
    ]
    return [one for one in found if args.ipv6 is not False or not is_ipv6(one[0].cidr or EVERYWHERE)]


def _problems(name: str, args: Ipv6VpcArgs) -> Problems:
    """Check every input, as far as it is known."""
    problems = _names_problems(name, args) | {"vswitches": _vswitches_problem(args)}
    if cidr_block := known(args.cidr_block, str):
        problems["cidr_block"] = check_vpc_cidr(cidr_block)
    problems["ingress_rules"] = _rules_problem(args, Direction.INGRESS)
    problems["egress_rules"] = _rules_problem(args, Direction.EGRESS)
    problems |= existing_problems(args, "vpc_id", required=["cidr_block"], optional=["vpc_name"])
    problems |= existing_problems(args, "security_group_id", optional=["security_group_name"])
    problems |= existing_problems(args, "ipv6_gateway_id", optional=["public_ipv6"])
    for index, vswitch in enumerate(args.vswitches):
        found = existing_problems(
            vswitch, "vswitch_id", required=["zone_id", "cidr_block", "ipv6_mask"], optional=["name"]
        )
        problems |= {f"vswitches[{index}].{name}": problem for name, problem in found.items()}
    return problems


def _names_problems(name: str, args: Ipv6VpcArgs) -> Problems:
    """Check the names of the resources to create."""
    problems: Problems = {}
    if args.vpc_id is None:
        problems["vpc_name"] = name_problem(check_vpc_name, args.vpc_name, default_name(name, "vpc"))
    if args.security_group_id is None:
        problems["security_group_name"] = name_problem(check_ecs_name, args.security_group_name, f"{name}-sg")
    for index, vswitch in enumerate(args.vswitches):
        if vswitch.vswitch_id is None:
            problem = name_problem(check_vpc_name, vswitch.name, f"{name}-vsw-{vswitch.ipv6_mask}")
            problems[f"vswitches[{index}].name"] = problem
    if args.public_ipv6 and args.ipv6 is not False and args.ipv6_gateway_id is None:
        problems["public_ipv6"] = fixed_name_problem(check_vpc_name, "the IPv6 gateway", f"{name}-ipv6gw")
    return problems


def _given(args: Ipv6VpcArgs, direction: Direction) -> list[Ipv6RuleArgs]:
    if direction == Direction.EGRESS:
        return args.egress_rules or []
    if args.ingress_rules is None:
        return [Ipv6RuleArgs()] if args.security_group_id is None else []
    return args.ingress_rules


def _rules_problem(args: Ipv6VpcArgs, direction: Direction) -> Violation | str | None:
    rules = [rule.filled_in(direction) for rule in _given(args, direction)]
    problems = (
        check_rule(rule.protocol, rule.port_range, rule.cidr or EVERYWHERE, rule.policy, rule.priority)
        for rule in rules
    )
    return next(filter(None, problems), None) or check_unique_rules(rules)


def _vswitches_problem(args: Ipv6VpcArgs) -> Violation | str | None:
    if not args.vswitches:
        return "A VPC needs at least one vSwitch."
    masks = [vswitch.ipv6_mask for vswitch in args.vswitches if vswitch.ipv6_mask is not None]
    problems = [check_mask(mask) for mask in masks]
    problems.append(ipv6_mask_unique.check(masks))
    return next(filter(None, problems), None) or _blocks_problem(args)


def _blocks_problem(args: Ipv6VpcArgs) -> Violation | str | None:
    """Check the vSwitches' IPv4 blocks, also against the VPC's if that is known."""
    vpc_block = known(args.cidr_block, str)
    if vpc_block is not None and check_vpc_cidr(vpc_block):
        return None
    blocks = {str(vswitch.ipv6_mask): vswitch.cidr_block for vswitch in args.vswitches}
    plain = {mask: block for mask, block in blocks.items() if isinstance(block, str)}
    problems = [check_vswitch_cidr(block, vpc_block) for block in plain.values()]
    return next(filter(None, problems), None) or check_overlap(plain)
