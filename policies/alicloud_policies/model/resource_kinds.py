"""The resource types that the limits concern, and the properties that are read from each."""

from collections.abc import Mapping
from enum import StrEnum

from .uncounted_types import UNCOUNTED


class Kind(StrEnum):
    """The kind of a resource, independent of its type name."""

    VPC = "VPC"
    VPC_BLOCK = "IPv6 block of a VPC"
    VSWITCH = "vSwitch"
    GROUP = "security group"
    RULE = "security group rule"
    PREFIX_LIST = "prefix list"
    ENI = "ENI"
    ATTACHMENT = "ENI attachment"
    PERMISSION = "ENI permission"
    INSTANCE = "instance"
    INSTANCE_SET = "instance set"
    TEMPLATE = "launch template"
    SCALING_GROUP = "scaling group"
    SCALING_CONFIGURATION = "scaling configuration"
    PROVISIONING_GROUP = "auto provisioning group"
    UNCOUNTED = "resource with members in security groups"
    ASSIGNMENT = "IPv6 assignment"
    HOLD = "IPv6 address hold"
    GATEWAY = "IPv6 gateway"
    ADDRESS = "IPv6 address"
    BANDWIDTH = "public IPv6 bandwidth"
    EGRESS_ONLY_RULE = "egress-only rule"
    COMMAND = "Cloud Assistant command"
    INVOCATION = "Cloud Assistant invocation"


_TYPES = {
    Kind.VPC: ("alicloud:vpc/network:Network",),
    Kind.VPC_BLOCK: ("alicloud:vpc/ipv6CidrBlock:Ipv6CidrBlock",),
    Kind.VSWITCH: ("alicloud:vpc/switch:Switch", "alicloud:vpc/subnet:Subnet"),
    Kind.GROUP: ("alicloud:ecs/securityGroup:SecurityGroup",),
    Kind.RULE: ("alicloud:ecs/securityGroupRule:SecurityGroupRule",),
    Kind.PREFIX_LIST: ("alicloud:ecs/ecsPrefixList:EcsPrefixList",),
    Kind.ENI: (
        "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface",
        "alicloud:ecs/networkInterface:NetworkInterface",
        "alicloud:vpc/networkInterface:NetworkInterface",
    ),
    Kind.ATTACHMENT: (
        "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment",
        "alicloud:ecs/networkInterfaceAttachment:NetworkInterfaceAttachment",
        "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
    ),
    Kind.PERMISSION: ("alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission",),
    Kind.INSTANCE: ("alicloud:ecs/instance:Instance",),
    Kind.INSTANCE_SET: ("alicloud:ecs/ecsInstanceSet:EcsInstanceSet",),
    Kind.TEMPLATE: (
        "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate",
        "alicloud:ecs/launchTemplate:LaunchTemplate",
    ),
    Kind.SCALING_GROUP: ("alicloud:ess/scalingGroup:ScalingGroup",),
    Kind.SCALING_CONFIGURATION: ("alicloud:ess/scalingConfiguration:ScalingConfiguration",),
    Kind.PROVISIONING_GROUP: ("alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup",),
    Kind.UNCOUNTED: tuple(UNCOUNTED),
    Kind.ASSIGNMENT: ("pulumi-python:dynamic/ipv6:Ipv6Assignment", "alicloud-ipv6:index:Ipv6Assignment"),
    Kind.HOLD: ("pulumi-python:dynamic/ipv6:Ipv6AddressHold", "alicloud-ipv6:index:Ipv6AddressHold"),
    Kind.GATEWAY: ("alicloud:vpc/ipv6Gateway:Ipv6Gateway",),
    Kind.ADDRESS: ("alicloud:vpc/ipv6Address:Ipv6Address",),
    Kind.BANDWIDTH: ("alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth",),
    Kind.EGRESS_ONLY_RULE: ("alicloud:vpc/ipv6EgressRule:Ipv6EgressRule",),
    Kind.COMMAND: ("alicloud:ecs/command:Command",),
    Kind.INVOCATION: ("alicloud:ecs/ecsInvocation:EcsInvocation",),
}

KINDS: Mapping[str, Kind] = {token: kind for kind, tokens in _TYPES.items() for token in tokens}
"""The kind of each type, under every type name that the provider has or had. The package `alicloud_ipv6` registers
dynamic resources in Python programs, and resources of its plugin in other languages."""

_ENIS_IPV6 = ("ipv6AddressCount", "ipv6Addresses")
_TEMPLATE = ("launchTemplateId", "launchTemplateName")
_OF_INSTANCES = ("instanceType", "vswitchId", "networkInterfaces")

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.VPC: ("enableIpv6", "ipv6CidrBlock"),
    Kind.VPC_BLOCK: ("vpcId", "ipv6CidrBlock"),
    Kind.VSWITCH: (
        "vpcId",
        "zoneId",
        "availabilityZone",
        "enableIpv6",
        "ipv6CidrBlockMask",
        "ipv6CidrBlock",
        "vpcIpv6CidrBlock",
    ),
    Kind.GROUP: ("vpcId", "securityGroupType", "innerAccessPolicy", "innerAccess"),
    Kind.RULE: (
        "securityGroupId",
        "type",
        "policy",
        "ipProtocol",
        "portRange",
        "ipv6CidrIp",
        "cidrIp",
        "prefixListId",
        "sourceSecurityGroupId",
        "priority",
    ),
    Kind.PREFIX_LIST: ("entries",),
    Kind.ENI: (
        "vswitchId",
        "securityGroupIds",
        "securityGroups",
        *_ENIS_IPV6,
        "privateIpAddresses",
        "privateIps",
        "secondaryPrivateIpAddressCount",
        "privateIpsCount",
        "ipv4Prefixes",
        "ipv4PrefixCount",
        "status",
    ),
    Kind.ATTACHMENT: ("networkInterfaceId", "instanceId", "trunkNetworkInstanceId"),
    Kind.PERMISSION: ("networkInterfaceId", "permission"),
    Kind.INSTANCE: (
        *_OF_INSTANCES,
        *_TEMPLATE,
        *_ENIS_IPV6,
        "availabilityZone",
        "securityGroups",
        "secondaryPrivateIps",
        "secondaryPrivateIpAddressCount",
        "networkInterfaceId",
        "imageId",
        "status",
        "userData",
    ),
    Kind.INSTANCE_SET: (*_OF_INSTANCES, *_TEMPLATE, "zoneId", "securityGroupIds", "amount", "instanceIds"),
    Kind.TEMPLATE: (*_OF_INSTANCES, "zoneId", "securityGroupId", "securityGroupIds", "launchTemplateName", "name"),
    Kind.SCALING_GROUP: (
        "minSize",
        "maxSize",
        "desiredCapacity",
        "vswitchIds",
        "vswitchId",
        "launchTemplateId",
        "launchTemplateOverrides",
    ),
    Kind.SCALING_CONFIGURATION: (
        "instanceType",
        "instanceTypes",
        "instanceTypeOverrides",
        "networkInterfaces",
        "securityGroupId",
        "securityGroupIds",
        "scalingGroupId",
        "active",
        "enable",
    ),
    Kind.PROVISIONING_GROUP: ("launchTemplateId", "launchTemplateConfigs", "totalTargetCapacity"),
    Kind.ASSIGNMENT: ("networkInterfaceId", "region", *_ENIS_IPV6, "assigned", "ipv6AddressIds"),
    Kind.HOLD: ("networkInterfaceId",),
    Kind.GATEWAY: ("vpcId",),
    Kind.ADDRESS: ("vswitchId",),
    Kind.BANDWIDTH: ("ipv6AddressId", "ipv6GatewayId", "bandwidth"),
    Kind.EGRESS_ONLY_RULE: ("instanceId", "ipv6GatewayId"),
    Kind.COMMAND: ("commandContent",),
    Kind.INVOCATION: ("commandId", "instanceIds"),
}
"""The inputs and outputs that are read from each kind."""


def fields_of(token: str) -> tuple[str, ...]:
    """Return the inputs and outputs that are read from a resource type of `KINDS`."""
    return UNCOUNTED[token] if token in UNCOUNTED else FIELDS[KINDS[token]]
