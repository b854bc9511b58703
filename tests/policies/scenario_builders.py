"""Scenarios built twice by the same steps: as a planned stack for the policy pack, and in the sandbox.

The steps are the methods of `ScenarioBuilder`, so that the pack and the sandbox check the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Protocol, TypeVar

from alicloud_rules.security_groups import Direction, Rule
from alicloud_sandbox.iam.keyring import ACCOUNTS
from policy_testkit import PlannedResource, PlannedStack, secret
from tests.sandbox.conftest import Cloud

T = TypeVar("T")

REGION, ZONE, OTHER_ZONE = "cn-beijing", "cn-beijing-h", "cn-beijing-i"
IMAGE = "centos_7_03_64_20G_alibase_20170818.vhd"
ONE_IPV6, MANY_IPV6, NO_IPV6, OTHER_ONE_IPV6 = "ecs.g6.large", "ecs.g7.xlarge", "ecs.ic5.large", "ecs.c6.large"
UNKNOWN_TYPE = "ecs.g99.large"
OWNER, OTHER = "resource", "user"
PASSWORD = "Only-4-this-test"


class ScenarioBuilder(Protocol[T]):
    """The steps of a scenario; T identifies what a step creates."""

    def at(self, region: str) -> ScenarioBuilder[T]:
        """The builder for another region."""

    def by(self, account: str) -> ScenarioBuilder[T]:
        """The builder for another account."""

    def vpc(self, *, ipv6: bool = True) -> T:
        """A VPC."""

    def vswitch(self, vpc: T, *, zone: str = ZONE, mask: int | None = 1) -> T:
        """A vSwitch, without IPv6 when it has no mask."""

    def group(self, vpc: T, kind: str = "normal") -> T:
        """A security group."""

    def rule(self, group: T, protocol: str, ports: str) -> None:
        """A rule that admits all of ::/0."""

    def any_rule(self, group: T, rule: Rule, peer: T | None = None) -> None:
        """Any rule; its other side is a group if `peer` is given."""

    def eni(self, vswitch: T, group: T, *, ipv4: int = 1, ipv6: int = 0) -> T:
        """A secondary ENI, created with so many addresses."""

    def instance(self, vswitch: T, group: T, type_id: str = ONE_IPV6, *, ipv6: int = 0, image: str = IMAGE) -> T:
        """An instance whose primary ENI is created with so many IPv6 addresses."""

    def instance_with_password(self, vswitch: T, group: T, *, marked: bool) -> None:
        """An instance with a password, marked as a secret or not."""

    def instance_with_secondary(self, vswitch: T, group: T, *, ipv6: int) -> None:
        """An instance that is created with a secondary ENI with so many IPv6 addresses."""

    def change_type(self, instance: T, type_id: str) -> None:
        """Change the type of an instance."""

    def attach(self, eni: T, instance: T) -> None:
        """Attach an ENI."""

    def grant(self, eni: T, account: str) -> None:
        """Permit another account to attach the ENI."""

    def assign(self, eni: T, number: int) -> T:
        """Assign so many IPv6 addresses."""

    def gateway(self, vpc: T) -> T:
        """An IPv6 gateway."""

    def bandwidth(self, assigned: T, gateway: T) -> None:
        """Public bandwidth for the first of the assigned addresses."""


@dataclass(frozen=True)
class PlanBuilder:
    """Builds a scenario as a planned stack."""

    planned: PlannedStack
    region: str = REGION
    account: str = OWNER
    _numbers: Iterator[int] = field(default_factory=count)
    _providers: dict[tuple[str, str], PlannedResource] = field(default_factory=dict)

    def at(self, region: str) -> PlanBuilder:
        return replace(self, region=region)

    def by(self, account: str) -> PlanBuilder:
        return replace(self, account=account)

    def vpc(self, *, ipv6: bool = True) -> PlannedResource:
        return self._add("vpc/network:Network", {"cidrBlock": "10.0.0.0/8", "enableIpv6": ipv6})

    def vswitch(self, vpc: PlannedResource, *, zone: str = ZONE, mask: int | None = 1) -> PlannedResource:
        inputs = {"vpcId": vpc.id, "zoneId": zone, "cidrBlock": f"10.{next(self._numbers)}.0.0/16"}
        return self._add("vpc/switch:Switch", inputs if mask is None else {**inputs, "ipv6CidrBlockMask": mask})

    def group(self, vpc: PlannedResource, kind: str = "normal") -> PlannedResource:
        return self._add("ecs/securityGroup:SecurityGroup", {"vpcId": vpc.id, "securityGroupType": kind})

    def rule(self, group: PlannedResource, protocol: str, ports: str) -> None:
        inputs = {"type": "ingress", "securityGroupId": group.id, "ipProtocol": protocol, "portRange": ports}
        self._add("ecs/securityGroupRule:SecurityGroupRule", {**inputs, "ipv6CidrIp": "::/0", "policy": "accept"})

    def any_rule(self, group: PlannedResource, rule: Rule, peer: PlannedResource | None = None) -> None:
        side = {"ipv6CidrIp": rule.cidr} if peer is None else {"sourceSecurityGroupId": peer.id}
        inputs = {
            "type": rule.direction.value,
            "securityGroupId": group.id,
            "ipProtocol": rule.protocol,
            "portRange": rule.port_range,
            "policy": rule.policy.value,
            "priority": rule.priority,
        }
        self._add("ecs/securityGroupRule:SecurityGroupRule", {**inputs, **side})

    def eni(self, vswitch: PlannedResource, group: PlannedResource, *, ipv4: int = 1, ipv6: int = 0) -> PlannedResource:
        inputs: dict[str, object] = {"vswitchId": vswitch.id, "securityGroupIds": [group.id]}
        if ipv4 > 1:
            inputs["secondaryPrivateIpAddressCount"] = ipv4 - 1
        if ipv6:
            inputs["ipv6AddressCount"] = ipv6
        return self._add("ecs/ecsNetworkInterface:EcsNetworkInterface", inputs)

    def instance(
        self,
        vswitch: PlannedResource,
        group: PlannedResource,
        type_id: str = ONE_IPV6,
        *,
        ipv6: int = 0,
        image: str = IMAGE,
    ) -> PlannedResource:
        inputs = {"instanceType": type_id, "imageId": image, "vswitchId": vswitch.id, "securityGroups": [group.id]}
        return self._add("ecs/instance:Instance", {**inputs, "ipv6AddressCount": ipv6} if ipv6 else inputs)

    def instance_with_password(self, vswitch: PlannedResource, group: PlannedResource, *, marked: bool) -> None:
        place = {"vswitchId": vswitch.id, "securityGroups": [group.id], "imageId": IMAGE, "instanceType": ONE_IPV6}
        self._add("ecs/instance:Instance", {**place, "password": secret(PASSWORD) if marked else PASSWORD})

    def instance_with_secondary(self, vswitch: PlannedResource, group: PlannedResource, *, ipv6: int) -> None:
        scaling = self._add("ess/scalingGroup:ScalingGroup", {"minSize": 1, "maxSize": 1, "vswitchIds": [vswitch.id]})
        enis = [
            {"instanceType": "Primary", "securityGroupIds": [group.id]},
            {"instanceType": "Secondary", "securityGroupIds": [group.id], "ipv6AddressCount": ipv6},
        ]
        inputs = {"scalingGroupId": scaling.id, "instanceType": ONE_IPV6, "imageId": IMAGE, "networkInterfaces": enis}
        self._add("ess/scalingConfiguration:ScalingConfiguration", inputs)

    def change_type(self, instance: PlannedResource, type_id: str) -> None:
        instance.inputs["instanceType"] = type_id

    def attach(self, eni: PlannedResource, instance: PlannedResource) -> None:
        inputs = {"networkInterfaceId": eni.id, "instanceId": instance.id}
        self._add("ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment", inputs)

    def grant(self, eni: PlannedResource, account: str) -> None:
        inputs = {"networkInterfaceId": eni.id, "accountId": ACCOUNTS[account], "permission": "InstanceAttach"}
        self._add("ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission", inputs)

    def assign(self, eni: PlannedResource, number: int) -> PlannedResource:
        inputs = {"networkInterfaceId": eni.id, "region": self.region, "ipv6AddressCount": number}
        return self.planned.resource("pulumi-python:dynamic/ipv6:Ipv6Assignment", self._name(), inputs)

    def gateway(self, vpc: PlannedResource) -> PlannedResource:
        return self._add("vpc/ipv6Gateway:Ipv6Gateway", {"vpcId": vpc.id})

    def bandwidth(self, assigned: PlannedResource, gateway: PlannedResource) -> None:
        address = assigned.output("firstAddressId", "ipv6-1")
        inputs = {"ipv6AddressId": address, "ipv6GatewayId": gateway.id, "bandwidth": 10}
        self._add("vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth", inputs)

    def _add(self, kind: str, inputs: dict[str, Any]) -> PlannedResource:
        return self.planned.resource(f"alicloud:{kind}", self._name(), inputs, provider=self._provider())

    def _name(self) -> str:
        return f"r{next(self._numbers)}"

    def _provider(self) -> PlannedResource:
        key = (self.account, self.region)
        if key not in self._providers:
            role = {"roleArn": f"acs:ram::{ACCOUNTS[self.account]}:role/deployer"}
            inputs = {"region": self.region, "assumeRole": role}
            self._providers[key] = self.planned.provider("alicloud", "-".join(key), inputs)
        return self._providers[key]


@dataclass(frozen=True)
class SandboxBuilder:
    """Builds a scenario in the sandbox; ids identify what a step creates."""

    cloud: Cloud
    calls: list[str] = field(default_factory=list)
    """The requested actions, in order."""
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, region: str) -> SandboxBuilder:
        return replace(self, cloud=self.cloud.at(region))

    def by(self, account: str) -> SandboxBuilder:
        return replace(self, cloud=self.cloud.by(account))

    def vpc(self, *, ipv6: bool = True) -> str:
        return str(self._vpc("CreateVpc", CidrBlock="10.0.0.0/8", EnableIpv6=ipv6)["VpcId"])

    def vswitch(self, vpc: str, *, zone: str = ZONE, mask: int | None = 1) -> str:
        block = f"10.{next(self._numbers)}.0.0/16"
        answer = self._vpc("CreateVSwitch", VpcId=vpc, ZoneId=zone, CidrBlock=block, Ipv6CidrBlock=mask)
        return str(answer["VSwitchId"])

    def group(self, vpc: str, kind: str = "normal") -> str:
        return str(self._ecs("CreateSecurityGroup", VpcId=vpc, SecurityGroupType=kind)["SecurityGroupId"])

    def rule(self, group: str, protocol: str, ports: str) -> None:
        rule = {"IpProtocol": protocol, "PortRange": ports, "Ipv6SourceCidrIp": "::/0"}
        self._ecs("AuthorizeSecurityGroup", SecurityGroupId=group, Permissions=[rule])

    def any_rule(self, group: str, rule: Rule, peer: str | None = None) -> None:
        ingress = rule.direction is Direction.INGRESS
        side = "Source" if ingress else "Dest"
        other = {f"Ipv6{side}CidrIp": rule.cidr} if peer is None else {f"{side}GroupId": peer}
        traffic = {"IpProtocol": rule.protocol, "PortRange": rule.port_range}
        permission = {**traffic, "Policy": rule.policy.value, "Priority": rule.priority, **other}
        action = "AuthorizeSecurityGroup" if ingress else "AuthorizeSecurityGroupEgress"
        self._ecs(action, SecurityGroupId=group, Permissions=[permission])

    def eni(self, vswitch: str, group: str, *, ipv4: int = 1, ipv6: int = 0) -> str:
        more = {"SecondaryPrivateIpAddressCount": ipv4 - 1 or None, "Ipv6AddressCount": ipv6 or None}
        answer = self._ecs("CreateNetworkInterface", VSwitchId=vswitch, SecurityGroupIds=[group], **more)
        return str(answer["NetworkInterfaceId"])

    def instance(self, vswitch: str, group: str, type_id: str = ONE_IPV6, *, ipv6: int = 0, image: str = IMAGE) -> str:
        more = {"Ipv6AddressCount": ipv6 or None, "ImageId": image}
        return self._run(InstanceType=type_id, VSwitchId=vswitch, SecurityGroupIds=[group], **more)

    def instance_with_password(self, vswitch: str, group: str, *, marked: bool) -> None:
        self._run(InstanceType=ONE_IPV6, VSwitchId=vswitch, SecurityGroupIds=[group], Password=PASSWORD)

    def instance_with_secondary(self, vswitch: str, group: str, *, ipv6: int) -> None:
        place = {"VSwitchId": vswitch, "SecurityGroupIds": [group]}
        secondary = {"InstanceType": "Secondary", **place, "Ipv6AddressCount": ipv6 or None}
        enis = [{"InstanceType": "Primary", **place}, secondary]
        self._run(InstanceType=ONE_IPV6, NetworkInterface=enis)

    def change_type(self, instance: str, type_id: str) -> None:
        self._ecs("StopInstance", InstanceId=instance)
        self._ecs("ModifyInstanceSpec", InstanceId=instance, InstanceType=type_id)

    def attach(self, eni: str, instance: str) -> None:
        self._ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)

    def grant(self, eni: str, account: str) -> None:
        parameters = {"AccountId": ACCOUNTS[account], "Permission": "InstanceAttach"}
        self._ecs("CreateNetworkInterfacePermission", NetworkInterfaceId=eni, **parameters)

    def assign(self, eni: str, number: int) -> str:
        self._ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=number)
        return eni

    def gateway(self, vpc: str) -> str:
        return str(self._vpc("CreateIpv6Gateway", VpcId=vpc)["Ipv6GatewayId"])

    def bandwidth(self, assigned: str, gateway: str) -> None:
        found = self._vpc("DescribeIpv6Addresses", AssociatedInstanceId=assigned)["Ipv6Addresses"]["Ipv6Address"]
        address = found[0]["Ipv6AddressId"]
        self._vpc("AllocateIpv6InternetBandwidth", Ipv6AddressId=address, Ipv6GatewayId=gateway, Bandwidth=10)

    def _run(self, **parameters: object) -> str:
        asked = {"ImageId": IMAGE, **parameters}
        return str(self._ecs("RunInstances", **asked)["InstanceIdSets"]["InstanceIdSet"][0])

    def _ecs(self, action: str, **parameters: object) -> dict[str, Any]:
        self.calls.append(action)
        return self.cloud.ecs(action, **parameters)

    def _vpc(self, action: str, **parameters: object) -> dict[str, Any]:
        self.calls.append(action)
        return self.cloud.vpc(action, **parameters)
