"""The inputs of an `Ipv6Vpc`, and how they are checked."""

from dataclasses import dataclass

import pulumi

from alicloud_rules.addressing import check_mask, check_overlap, check_vpc_cidr, check_vswitch_cidr
from alicloud_rules.limits import ipv6_mask_unique
from alicloud_rules.security_group_rules import EVERYWHERE, check_rule, check_unique_rules, is_ipv6
from alicloud_rules.security_groups import Direction, Rule
from alicloud_rules.violation import Violation

from .inputs import Problems, existing_problems, known
from .rule_inputs import Ipv6RuleArgs


@dataclass(frozen=True, kw_only=True)
class VswitchArgs:
    """One vSwitch of the VPC, with an IPv6 block of its own; or one that exists already, by its id alone."""

    zone_id: pulumi.Input[str] | None = None
    """The zone, such as `cn-beijing-h`; required without `vswitch_id`."""
    cidr_block: pulumi.Input[str] | None = None
    """The IPv4 block, /16 to /29, inside the VPC's; required without `vswitch_id`."""
    ipv6_mask: int | None = None
    """The last 8 bits, 0 to 255, that make the vSwitch's /64 out of the VPC's /56; required without `vswitch_id`.

    No two vSwitches of a VPC share one.
    """
    name: pulumi.Input[str] | None = None
    """The vSwitch's name; default: the component's name, `-vsw-` and the mask."""
    vswitch_id: pulumi.Input[str] | None = None
    """A vSwitch that exists, used as it is in place of a created one; nothing else is given with it."""


@dataclass(frozen=True, kw_only=True)
class Ipv6VpcArgs:
    """What an `Ipv6Vpc` is made of."""

    cidr_block: pulumi.Input[str] | None = None
    """The VPC's IPv4 block, /8 to /28, such as `192.168.0.0/16`; its IPv6 /56 is given by the service.

    Required without `vpc_id`.
    """
    vswitches: list[VswitchArgs]
    """The vSwitches, at least one."""
    public_ipv6: bool | None = None
    """Whether to create an IPv6 gateway, which public IPv6 bandwidth needs; default no."""
    ingress_rules: list[Ipv6RuleArgs] | None = None
    """What is let in; default: all IPv6, or nothing more with `security_group_id`."""
    egress_rules: list[Ipv6RuleArgs] | None = None
    """What is let out; default: no rule, the service then lets everything out."""
    vpc_name: pulumi.Input[str] | None = None
    """The VPC's name; default: the component's."""
    security_group_name: pulumi.Input[str] | None = None
    """The security group's name; default: the component's name and `-sg`."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of what is created: VPC, vSwitches, security group and IPv6 gateway."""
    ipv6: bool | None = None
    """Whether the network has IPv6 already; default yes.

    With no, VPC and vSwitches are created without IPv6 blocks, and IPv6 rules and the IPv6 gateway are left out, for a
    network that gets IPv6 later: a change to yes updates the VPC and its vSwitches in place and adds the rest. The way
    back is the service's to refuse: a VPC keeps its IPv6 block for as long as a vSwitch has one.
    """
    vpc_id: pulumi.Input[str] | None = None
    """A VPC that exists, used as it is in place of a created one; not together with `cidr_block` and `vpc_name`."""
    security_group_id: pulumi.Input[str] | None = None
    """A security group that exists, in place of a created one; the rules given are added to it, and no other.

    Not together with `security_group_name`.
    """
    ipv6_gateway_id: pulumi.Input[str] | None = None
    """The IPv6 gateway that the VPC has already: it has one at most. Not together with `public_ipv6`."""


def wanted_rules(args: Ipv6VpcArgs) -> list[tuple[Rule, str | None]]:
    """Return the rules to create, defaults filled in, each with its description."""
    found = [
        (rule.filled_in(direction), rule.description) for direction in Direction for rule in _given(args, direction)
    ]
    return [one for one in found if args.ipv6 is not False or not is_ipv6(one[0].cidr or EVERYWHERE)]


def vpc_problems(args: Ipv6VpcArgs) -> Problems:
    """Check every input, as far as it is known."""
    problems = {"vswitches": _vswitches_problem(args)}
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
    """Check the vSwitches' IPv4 blocks, against the VPC's too where that is known."""
    vpc_block = known(args.cidr_block, str)
    if vpc_block is not None and check_vpc_cidr(vpc_block):
        return None
    blocks = {str(vswitch.ipv6_mask): vswitch.cidr_block for vswitch in args.vswitches}
    plain = {mask: block for mask, block in blocks.items() if isinstance(block, str)}
    problems = [check_vswitch_cidr(block, vpc_block) for block in plain.values()]
    return next(filter(None, problems), None) or check_overlap(plain)
