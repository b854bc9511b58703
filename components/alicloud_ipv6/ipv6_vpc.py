"""A VPC with IPv6: its vSwitches, one security group and, for public IPv6, an IPv6 gateway."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.security_group_rules import EVERYWHERE, is_ipv6, rule_key
from alicloud_rules.security_groups import Rule

from .child_options import children_of
from .inputs import id_of, refuse
from .ipv6_vpc_args import Ipv6VpcArgs, VswitchArgs, vpc_problems, wanted_rules
from .lookup import look_up


class Ipv6Vpc(pulumi.ComponentResource):
    """A VPC with an IPv6 block, its vSwitches, a security group and, for public IPv6, an IPv6 gateway.

    Each of them is created or, by its id, one that exists already.
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
        """Create everything in the caller's provider; wrong inputs are refused first, all at once."""
        refuse(f"Ipv6Vpc {name!r}", vpc_problems(args))
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
        for rule, description in wanted_rules(args):
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
            vpc_name=args.vpc_name or name,
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
            # The provider turns IPv6 on in a vSwitch that exists only where it is told so, beside the mask.
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
