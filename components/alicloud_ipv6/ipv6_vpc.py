"""A VPC with IPv6: its vSwitches, one security group and, for public IPv6, an IPv6 gateway."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from .addressing import overlap_problem, vpc_cidr_problem, vswitch_cidr_problem
from .inputs import known, refuse
from .limits import mask_problem, mask_unique_problem
from .rule_inputs import EVERYWHERE, Ipv6RuleArgs, filled_in, is_ipv6, rule_key, rule_problem, twice_problem
from .security_rules import Direction, Rule


@dataclass(frozen=True, kw_only=True)
class VswitchArgs:
    """One vSwitch of the VPC, with an IPv6 block of its own."""

    zone_id: pulumi.Input[str]
    """The zone, such as `cn-beijing-h`."""
    cidr_block: pulumi.Input[str]
    """The IPv4 block, /16 to /29, inside the VPC's."""
    ipv6_mask: int
    """The last 8 bits, 0 to 255, that make the vSwitch's /64 out of the VPC's /56; no two vSwitches share one."""
    name: pulumi.Input[str] | None = None
    """The vSwitch's name; default: the component's name, `-vsw-` and the mask."""


@dataclass(frozen=True, kw_only=True)
class Ipv6VpcArgs:
    """What an `Ipv6Vpc` is made of."""

    cidr_block: pulumi.Input[str]
    """The VPC's IPv4 block, /8 to /28, such as `192.168.0.0/16`; its IPv6 /56 is given by the service."""
    vswitches: list[VswitchArgs]
    """The vSwitches, at least one."""
    public_ipv6: bool | None = None
    """Whether to create an IPv6 gateway, which public IPv6 bandwidth needs; default no."""
    ingress_rules: list[Ipv6RuleArgs] | None = None
    """What is let in; default: all IPv6."""
    egress_rules: list[Ipv6RuleArgs] | None = None
    """What is let out; default: no rule, the service then lets everything out."""
    vpc_name: pulumi.Input[str] | None = None
    """The VPC's name; default: the component's."""
    security_group_name: pulumi.Input[str] | None = None
    """The security group's name; default: the component's name and `-sg`."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the VPC, vSwitches, security group and IPv6 gateway."""


class Ipv6Vpc(pulumi.ComponentResource):
    """A VPC with an IPv6 block, its vSwitches, a security group and, for public IPv6, an IPv6 gateway."""

    vpc_id: pulumi.Output[str]
    """The id of the VPC."""
    ipv6_cidr_block: pulumi.Output[str]
    """The VPC's IPv6 block, a /56."""
    vswitch_ids: pulumi.Output[Sequence[str]]
    """The ids of the vSwitches, in the order given."""
    security_group_id: pulumi.Output[str]
    """The id of the security group."""
    ipv6_gateway_id: pulumi.Output[str | None]
    """The id of the IPv6 gateway, if there is one."""

    def __init__(self, name: str, args: Ipv6VpcArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create everything in the caller's provider; wrong inputs are refused first, all at once."""
        refuse(f"Ipv6Vpc {name!r}", _problems(args))
        super().__init__("alicloud-ipv6:index:Ipv6Vpc", name, {}, opts)
        self.vpc = self._vpc(name, args)
        self.vswitches = [self._vswitch(name, args, vswitch) for vswitch in args.vswitches]
        self.security_group = self._security_group(name, args)
        for rule, description in _rules(args):
            self._rule(name, rule, description)
        self.ipv6_gateway = self._ipv6_gateway(name, args) if args.public_ipv6 else None

        self.vpc_id = self.vpc.id
        self.ipv6_cidr_block = self.vpc.ipv6_cidr_blocks.apply(
            lambda blocks: (blocks[0].ipv6_cidr_block if blocks else None) or ""
        )
        self.vswitch_ids = pulumi.Output.all(*[vswitch.id for vswitch in self.vswitches]).apply(list)
        self.security_group_id = self.security_group.id
        self.ipv6_gateway_id = pulumi.Output.from_input(self.ipv6_gateway.id if self.ipv6_gateway else None)
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
            vpc_name=args.vpc_name or name,
            cidr_block=args.cidr_block,
            enable_ipv6=True,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _vswitch(self, name: str, args: Ipv6VpcArgs, vswitch: VswitchArgs) -> alicloud.vpc.Switch:
        child = f"{name}-vsw-{vswitch.ipv6_mask}"
        return alicloud.vpc.Switch(
            child,
            vswitch_name=vswitch.name or child,
            vpc_id=self.vpc.id,
            zone_id=vswitch.zone_id,
            cidr_block=vswitch.cidr_block,
            ipv6_cidr_block_mask=vswitch.ipv6_mask,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _security_group(self, name: str, args: Ipv6VpcArgs) -> alicloud.ecs.SecurityGroup:
        return alicloud.ecs.SecurityGroup(
            f"{name}-sg",
            security_group_name=args.security_group_name or f"{name}-sg",
            vpc_id=self.vpc.id,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _rule(self, name: str, rule: Rule, description: str | None) -> None:
        cidr = rule.cidr or EVERYWHERE
        alicloud.ecs.SecurityGroupRule(
            # Named by content: two rules that swapped names would each create what is there, then delete the other's.
            f"{name}-{rule.direction}-{rule_key(rule)}",
            type=rule.direction.value,
            security_group_id=self.security_group.id,
            ip_protocol=rule.protocol,
            port_range=rule.port_range,
            cidr_ip=None if is_ipv6(cidr) else cidr,
            ipv6_cidr_ip=cidr if is_ipv6(cidr) else None,
            policy=rule.policy.value,
            priority=rule.priority,
            nic_type="intranet",
            description=description,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _ipv6_gateway(self, name: str, args: Ipv6VpcArgs) -> alicloud.vpc.Ipv6Gateway:
        return alicloud.vpc.Ipv6Gateway(
            f"{name}-ipv6gw",
            ipv6_gateway_name=f"{name}-ipv6gw",
            vpc_id=self.vpc.id,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )


def _rules(args: Ipv6VpcArgs) -> list[tuple[Rule, str | None]]:
    """Fill in the defaults; each rule with its description."""
    ingress = [Ipv6RuleArgs()] if args.ingress_rules is None else args.ingress_rules
    directed = [(Direction.INGRESS, rule) for rule in ingress]
    directed += [(Direction.EGRESS, rule) for rule in args.egress_rules or ()]
    return [(filled_in(rule, direction), rule.description) for direction, rule in directed]


def _problems(args: Ipv6VpcArgs) -> dict[str, str | None]:
    problems = {"vswitches": _vswitches_problem(args)}
    if cidr_block := known(args.cidr_block, str):
        problems["cidr_block"] = vpc_cidr_problem(cidr_block)
    problems["ingress_rules"] = _rules_problem(args, Direction.INGRESS)
    problems["egress_rules"] = _rules_problem(args, Direction.EGRESS)
    return problems


def _rules_problem(args: Ipv6VpcArgs, direction: Direction) -> str | None:
    rules = [rule for rule, _ in _rules(args) if rule.direction == direction]
    problems = (
        rule_problem(rule.protocol, rule.port_range, rule.cidr or EVERYWHERE, rule.policy, rule.priority)
        for rule in rules
    )
    return next(filter(None, problems), None) or twice_problem(rules)


def _vswitches_problem(args: Ipv6VpcArgs) -> str | None:
    if not args.vswitches:
        return "A VPC needs at least one vSwitch."
    masks = [vswitch.ipv6_mask for vswitch in args.vswitches]
    problems = [mask_problem(mask) for mask in masks]
    problems.append(mask_unique_problem(masks))
    return next(filter(None, problems), None) or _blocks_problem(args)


def _blocks_problem(args: Ipv6VpcArgs) -> str | None:
    vpc_block = known(args.cidr_block, str)
    blocks = {str(vswitch.ipv6_mask): vswitch.cidr_block for vswitch in args.vswitches}
    plain = {mask: block for mask, block in blocks.items() if isinstance(block, str)}
    if vpc_block is None or vpc_cidr_problem(vpc_block):
        return None
    problems = [vswitch_cidr_problem(block, vpc_block) for block in plain.values()]
    return next(filter(None, problems), None) or overlap_problem(plain)
