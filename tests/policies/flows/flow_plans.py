"""A planned stack like example 2, for the tests of the policies about flows."""

import base64
from collections.abc import Collection

from pulumi_policy import ResourceValidationPolicy, StackValidationArgs, StackValidationPolicy

from alicloud_policies.flows.stack_flows import StackFlows
from alicloud_policies.pack.session import Session
from policy_testkit import PlannedResource, PlannedStack, run_in_process
from tests.policies.rule_fixtures import ASSIGNMENT, ATTACHMENT, ENI, INSTANCE, VSWITCH

IMAGE = "centos_7_03_64_20G_alibase_20170818.vhd"
IMAGE_WITH_IPV6 = "aliyun_3_x64_20G_alibase_20240819.vhd"
HELPER = base64.b64encode(b"#!/bin/sh\n./ecs-utils-ipv6\n").decode()
RULE, COMMAND = "alicloud:ecs/securityGroupRule:SecurityGroupRule", "alicloud:ecs/command:Command"


def two_sites(without: Collection[str] = (), **changes: object) -> PlannedStack:
    """Two VPCs with an instance and a secondary ENI each; site 2 without some pieces, or with other properties."""
    plan = PlannedStack(defaults={"alicloud": {"region": "cn-beijing"}})
    site(plan, "one", ())
    site(plan, "two", without, **changes)
    return plan


def site(plan: PlannedStack, name: str, without: Collection[str], **changes: object) -> PlannedResource:
    """Add a site; return its ENI."""
    vpc = plan.resource("alicloud:vpc/network:Network", f"{name}-vpc", {"enableIpv6": "block" not in without})
    mask = {} if "mask" in without else {"ipv6CidrBlockMask": 1}
    vswitch = plan.resource(VSWITCH, f"{name}-vsw", {"vpcId": vpc.id, "zoneId": "cn-beijing-h", **mask})
    group = plan.resource("alicloud:ecs/securityGroup:SecurityGroup", f"{name}-sg", {"vpcId": vpc.id})
    if "rule" not in without:
        rule = {"type": "ingress", "ipProtocol": "icmpv6", "ipv6CidrIp": "::/0", "securityGroupId": group.id}
        plan.resource(RULE, f"{name}-rule", {**rule, **_of("rule", changes)})
    place = {"vswitchId": vswitch.id, "securityGroups": [group.id], "instanceType": "ecs.g6.large"}
    instance = plan.resource(INSTANCE, f"{name}-ecs", {**place, "imageId": IMAGE, **_of("instance", changes)})
    eni = plan.resource(ENI, f"{name}-eni", {"vswitchId": vswitch.id, "securityGroupIds": [group.id]})
    if "attachment" not in without:
        plan.resource(ATTACHMENT, f"{name}-on", {"networkInterfaceId": eni.id, "instanceId": instance.id})
    if "address" not in without:
        _add_address(plan, name, vpc, eni, without)
    if "setup" not in without:
        command = plan.resource(COMMAND, f"{name}-command", {"commandContent": HELPER, **_of("command", changes)})
        run = {"commandId": command.id, "instanceIds": [instance.id]}
        plan.resource("alicloud:ecs/ecsInvocation:EcsInvocation", f"{name}-run", run)
    return eni


def _add_address(
    plan: PlannedStack, name: str, vpc: PlannedResource, eni: PlannedResource, without: Collection[str]
) -> None:
    inputs = {"networkInterfaceId": eni.id, "ipv6AddressCount": 1, "region": "cn-beijing"}
    address = plan.resource(ASSIGNMENT, f"{name}-ipv6", inputs).output("ipv6AddressIds", "ipv6-1")
    if "gateway" in without:
        return
    gateway = plan.resource("alicloud:vpc/ipv6Gateway:Ipv6Gateway", f"{name}-gw", {"vpcId": vpc.id})
    if "bandwidth" not in without:
        bandwidth = {"ipv6AddressId": address, "ipv6GatewayId": gateway.id, "bandwidth": 10}
        plan.resource("alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth", f"{name}-bw", bandwidth)
    if "egress-only" in without:
        rule = {"instanceId": address, "ipv6GatewayId": gateway.id}
        plan.resource("alicloud:vpc/ipv6EgressRule:Ipv6EgressRule", f"{name}-egress-only", rule)


def _of(kind: str, changes: dict[str, object]) -> dict[str, object]:
    """Return the changes of one kind, whose names begin with `kind_`."""
    return {name.removeprefix(f"{kind}_"): value for name, value in changes.items() if name.startswith(f"{kind}_")}


def flows_of(plan: PlannedStack) -> StackFlows:
    """Return the flows of a planned stack."""
    session = Session()
    captured: list[StackValidationArgs] = []
    inputs = ResourceValidationPolicy("inputs", "Reads inputs", lambda args, _: session.note_inputs(args))
    stack = StackValidationPolicy("stack", "Reads the stack", lambda args, _: captured.append(args))
    run_in_process([inputs, stack], plan, {})
    return session.run_at(0, captured[0].resources).flows({})
