"""A VPC with IPv6: its vSwitches, one security group and, for public IPv6, an IPv6 gateway."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.addressing import check_vpc_cidr
from alicloud_rules.names import check_vpc_name

from ._child_options import children_of
from ._construction_checks import (
    Problems,
    common_problems,
    default_name,
    existing_problems,
    fixed_name_problem,
    id_of,
    known,
    name_problem,
    refuse,
)
from ._security_group import (
    Given,
    Ipv6RuleArgs,
    create_group,
    create_rules,
    given_rules,
    group_name_problem,
    rules_problems,
)
from ._vswitches import VswitchArgs, desired_vswitches, vswitches_problems
from .lookup import look_up


@dataclass(frozen=True, kw_only=True)
class Ipv6VpcArgs:
    """The inputs of `Ipv6Vpc`."""

    cidr_block: pulumi.Input[str] | None = None
    """The VPC's IPv4 block, /8 to /28, such as `192.168.0.0/16`; the service chooses its IPv6 /56.

    Required without `vpc_id`.
    """
    vswitches: list[VswitchArgs] | None = None
    """The vSwitches, at least one. Either this or `zones`."""
    zones: list[pulumi.Input[str]] | None = None
    """The zones, such as `cn-beijing-h`, for one vSwitch each; add further ones at the end.

    The vSwitch of the first zone has IPv6 mask 0 and the first 256th of `cidr_block`, at least a /29; the second has
    mask 1 and the second 256th, and so on. Needs a `cidr_block` that is known when the program runs.
    """
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
    """Tags of the created resources: VPC, vSwitches, security group and IPv6 gateway; at most 20."""
    resource_group_id: pulumi.Input[str] | None = None
    """The resource group, `rg-...`, of the created VPC, security group and IPv6 gateway; default: the account's.

    The provider has no resource group for a vSwitch.
    """
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
        vswitches = desired_vswitches(args.cidr_block, args.vswitches, args.zones)
        self.vpc = self._vpc(name, args) if args.vpc_id is None else None
        self.vpc_id = id_of(self.vpc, args.vpc_id)
        self.vswitches = [
            self._vswitch(name, args, vswitch) if vswitch.vswitch_id is None else None for vswitch in vswitches
        ]
        self.security_group = self._security_group(name, args) if args.security_group_id is None else None
        self.security_group_id = id_of(self.security_group, args.security_group_id)
        create_rules(name, self.security_group_id, _rules(args), self._child, ipv6=self._ipv6)
        self.ipv6_gateway = self._ipv6_gateway(name, args) if args.public_ipv6 and self._ipv6 else None

        self.ipv6_cidr_block = self._ipv6_cidr_block()
        both = zip(self.vswitches, vswitches, strict=True)
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
            resource_group_id=args.resource_group_id,
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
        return create_group(name, self.vpc_id, args.security_group_name, args.tags, args.resource_group_id, self._child)

    def _ipv6_gateway(self, name: str, args: Ipv6VpcArgs) -> alicloud.vpc.Ipv6Gateway:
        return alicloud.vpc.Ipv6Gateway(
            f"{name}-ipv6gw",
            ipv6_gateway_name=f"{name}-ipv6gw",
            vpc_id=self.vpc_id,
            resource_group_id=args.resource_group_id,
            tags=args.tags,
            opts=self._child(),
        )


def _rules(args: Ipv6VpcArgs) -> Given:
    return given_rules(args.ingress_rules, args.egress_rules, created=args.security_group_id is None)


def _problems(name: str, args: Ipv6VpcArgs) -> Problems:
    """Check every input, as far as it is known."""
    problems = _names_problems(name, args) | common_problems(args) | rules_problems(_rules(args))
    if cidr_block := known(args.cidr_block, str):
        problems["cidr_block"] = check_vpc_cidr(cidr_block)
    problems |= vswitches_problems(args.cidr_block, args.vswitches, args.zones)
    problems |= existing_problems(args, "vpc_id", required=["cidr_block"], optional=["vpc_name"])
    problems |= existing_problems(args, "security_group_id", optional=["security_group_name"])
    problems |= existing_problems(args, "ipv6_gateway_id", optional=["public_ipv6"])
    return problems


def _names_problems(name: str, args: Ipv6VpcArgs) -> Problems:
    """Check the names of the resources to create."""
    problems: Problems = {}
    if args.vpc_id is None:
        problems["vpc_name"] = name_problem(check_vpc_name, args.vpc_name, default_name(name, "vpc"))
    if args.security_group_id is None:
        problems["security_group_name"] = group_name_problem(name, args.security_group_name)
    if args.zones is not None:
        problems["name"] = fixed_name_problem(check_vpc_name, "the vSwitches", f"{name}-vsw-0")
    for index, vswitch in enumerate(args.vswitches or ()):
        if vswitch.vswitch_id is None:
            problems[f"vswitches[{index}].name"] = name_problem(
                check_vpc_name, vswitch.name, f"{name}-vsw-{vswitch.ipv6_mask}"
            )
    if args.public_ipv6 and args.ipv6 is not False and args.ipv6_gateway_id is None:
        problems["public_ipv6"] = fixed_name_problem(check_vpc_name, "the IPv6 gateway", f"{name}-ipv6gw")
    return problems
