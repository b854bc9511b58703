"""Build a scenario as a real Pulumi program, beside the builders of tests/policies/scenario_builders.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6.ipv6_assignment import Ipv6Assignment
from alicloud_rules.security_groups import Rule
from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.policies.scenario_builders import IMAGE, ONE_IPV6, PASSWORD, REGION, ZONE


@dataclass(frozen=True)
class ProgramBuilder:
    """Registers resources; all with one account's credentials, so that only a grant shows that accounts are crossed."""

    region: str = REGION
    _numbers: Iterator[int] = field(default_factory=count)
    _providers: dict[str, alicloud.Provider] = field(default_factory=dict)

    def at(self, region: str) -> ProgramBuilder:
        return replace(self, region=region)

    def by(self, _account: str) -> ProgramBuilder:
        return self

    def vpc(self, *, ipv6: bool = True) -> pulumi.CustomResource:
        return alicloud.vpc.Network(self._name(), cidr_block="10.0.0.0/8", enable_ipv6=ipv6, opts=self._options())

    def vswitch(self, vpc: pulumi.CustomResource, *, zone: str = ZONE, mask: int | None = 1) -> pulumi.CustomResource:
        block = f"10.{next(self._numbers)}.0.0/16"
        return alicloud.vpc.Switch(
            self._name(),
            vpc_id=vpc.id,
            zone_id=zone,
            cidr_block=block,
            ipv6_cidr_block_mask=mask,
            opts=self._options(),
        )

    def group(self, vpc: pulumi.CustomResource, kind: str = "normal") -> pulumi.CustomResource:
        return alicloud.ecs.SecurityGroup(self._name(), vpc_id=vpc.id, security_group_type=kind, opts=self._options())

    def rule(self, group: pulumi.CustomResource, protocol: str, ports: str) -> None:
        alicloud.ecs.SecurityGroupRule(
            self._name(),
            type="ingress",
            security_group_id=group.id,
            ip_protocol=protocol,
            port_range=ports,
            ipv6_cidr_ip="::/0",
            opts=self._options(),
        )

    def any_rule(self, group: pulumi.CustomResource, rule: Rule, peer: pulumi.CustomResource | None = None) -> None:
        alicloud.ecs.SecurityGroupRule(
            self._name(),
            type=rule.direction,
            security_group_id=group.id,
            ip_protocol=rule.protocol,
            port_range=rule.port_range,
            policy=rule.policy,
            priority=rule.priority,
            ipv6_cidr_ip=rule.cidr,
            source_security_group_id=peer.id if peer else None,
            opts=self._options(),
        )

    def eni(
        self, vswitch: pulumi.CustomResource, group: pulumi.CustomResource, *, ipv4: int = 1, ipv6: int = 0
    ) -> pulumi.CustomResource:
        return alicloud.ecs.EcsNetworkInterface(
            self._name(),
            vswitch_id=vswitch.id,
            security_group_ids=[group.id],
            secondary_private_ip_address_count=ipv4 - 1 or None,
            ipv6_address_count=ipv6 or None,
            opts=self._options(),
        )

    def instance(
        self,
        vswitch: pulumi.CustomResource,
        group: pulumi.CustomResource,
        type_id: str = ONE_IPV6,
        *,
        ipv6: int = 0,
        image: str = IMAGE,
    ) -> pulumi.CustomResource:
        return alicloud.ecs.Instance(
            self._name(),
            instance_type=type_id,
            image_id=image,
            vswitch_id=vswitch.id,
            security_groups=[group.id],
            ipv6_address_count=ipv6 or None,
            opts=self._options(),
        )

    def instance_with_password(
        self, vswitch: pulumi.CustomResource, group: pulumi.CustomResource, *, marked: bool
    ) -> None:
        """That of a single instance is made a secret by the provider's SDK, whatever the program says."""
        password = pulumi.Output.secret(PASSWORD) if marked else PASSWORD
        primary = alicloud.ess.ScalingConfigurationNetworkInterfaceArgs(
            instance_type="Primary", security_group_ids=[group.id]
        )
        self._scaling(vswitch, [primary], password)

    def instance_with_secondary(
        self, vswitch: pulumi.CustomResource, group: pulumi.CustomResource, *, ipv6: int
    ) -> None:
        enis = [
            alicloud.ess.ScalingConfigurationNetworkInterfaceArgs(
                instance_type=kind, security_group_ids=[group.id], ipv6_address_count=number
            )
            for kind, number in (("Primary", None), ("Secondary", ipv6))
        ]
        self._scaling(vswitch, enis)

    def change_type(self, instance: pulumi.CustomResource, type_id: str) -> None:
        raise NotImplementedError("A program has no past: it says which type an instance has.")

    def attach(self, eni: pulumi.CustomResource, instance: pulumi.CustomResource) -> None:
        alicloud.ecs.EcsNetworkInterfaceAttachment(
            self._name(), network_interface_id=eni.id, instance_id=instance.id, opts=self._options()
        )

    def grant(self, eni: pulumi.CustomResource, account: str) -> None:
        alicloud.ecs.EcsNetworkInterfacePermission(
            self._name(),
            network_interface_id=eni.id,
            account_id=ACCOUNTS[account],
            permission="InstanceAttach",
            opts=self._options(),
        )

    def assign(self, eni: pulumi.CustomResource, number: int) -> pulumi.CustomResource:
        return Ipv6Assignment(self._name(), network_interface_id=eni.id, region=self.region, ipv6_address_count=number)

    def gateway(self, vpc: pulumi.CustomResource) -> pulumi.CustomResource:
        return alicloud.vpc.Ipv6Gateway(self._name(), vpc_id=vpc.id, opts=self._options())

    def bandwidth(self, assigned: pulumi.CustomResource, gateway: pulumi.CustomResource) -> None:
        assert isinstance(assigned, Ipv6Assignment)
        alicloud.vpc.Ipv6InternetBandwidth(
            self._name(),
            ipv6_address_id=assigned.ipv6_address_ids[0],
            ipv6_gateway_id=gateway.id,
            bandwidth=10,
            opts=self._options(),
        )

    def _scaling(
        self,
        vswitch: pulumi.CustomResource,
        enis: list[alicloud.ess.ScalingConfigurationNetworkInterfaceArgs],
        password: pulumi.Input[str] | None = None,
    ) -> None:
        scaling = alicloud.ess.ScalingGroup(
            self._name(), min_size=1, max_size=1, vswitch_ids=[vswitch.id], opts=self._options()
        )
        alicloud.ess.ScalingConfiguration(
            self._name(),
            scaling_group_id=scaling.id,
            instance_type=ONE_IPV6,
            image_id=IMAGE,
            network_interfaces=enis,
            password=password,
            opts=self._options(),
        )

    def _options(self) -> pulumi.ResourceOptions:
        if self.region not in self._providers:
            self._providers[self.region] = alicloud.Provider(self.region, region=self.region)
        return pulumi.ResourceOptions(provider=self._providers[self.region])

    def _name(self) -> str:
        return f"r{next(self._numbers)}"
