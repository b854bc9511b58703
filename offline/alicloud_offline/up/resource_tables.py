"""Tables of resource types: the actions that create and read one, and the parameter of each property.

A property that is not in a type's table is refused by name, so that none is left out silently. Paths into answers are
JMESPath.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ReadAction:
    """Action that reads a resource, the parameter of its id, and the path of the resource in the answer."""

    action: str
    parameter: str
    path: str = "@"
    in_json: bool = False


@dataclass(frozen=True)
class ResourceTable:
    """One resource type; without `read`, its outputs are its inputs.

    `id` is the path of the new resource's id, `ready` the statuses to wait for (any, if empty). `unsent` are inputs
    that the provider itself does not send at creation.
    """

    product: str
    create: str
    inputs: Mapping[str, str]
    id: str
    read: ReadAction | None = None
    outputs: Mapping[str, str] = field(default_factory=dict)
    ready: tuple[str, ...] = ()
    token: bool = True
    unsent: tuple[str, ...] = ()


def parameters_of(same: str, **others: str) -> dict[str, str]:
    """Return parameters by property: those named like the property, with a capital first letter, and others."""
    return {name: name[0].upper() + name[1:] for name in same.split()} | others


RESOURCE_TABLES: dict[str, ResourceTable] = {
    "alicloud:vpc/network:Network": ResourceTable(
        product="Vpc",
        create="CreateVpc",
        inputs=parameters_of("vpcName cidrBlock description enableIpv6 ipv6Isp resourceGroupId", tags="Tag"),
        id="VpcId",
        read=ReadAction("DescribeVpcAttribute", "VpcId"),
        outputs={"ipv6CidrBlock": "Ipv6CidrBlock", "routerId": "VRouterId", "status": "Status"},
        ready=("Available",),
    ),
    "alicloud:vpc/switch:Switch": ResourceTable(
        product="Vpc",
        create="CreateVSwitch",
        inputs=parameters_of(
            "vpcId zoneId cidrBlock description",
            vswitchName="VSwitchName",
            ipv6CidrBlockMask="Ipv6CidrBlock",
            tags="Tag",
        ),
        id="VSwitchId",
        read=ReadAction("DescribeVSwitchAttributes", "VSwitchId"),
        outputs={"ipv6CidrBlock": "Ipv6CidrBlock", "enableIpv6": "EnabledIpv6", "status": "Status"},
        ready=("Available",),
        # The mask alone gives a new vSwitch IPv6.
        unsent=("enableIpv6",),
    ),
    "alicloud:vpc/ipv6Gateway:Ipv6Gateway": ResourceTable(
        product="Vpc",
        create="CreateIpv6Gateway",
        inputs=parameters_of("vpcId description resourceGroupId", ipv6GatewayName="Name", tags="Tag"),
        id="Ipv6GatewayId",
        read=ReadAction("DescribeIpv6GatewayAttribute", "Ipv6GatewayId"),
        outputs={"status": "Status"},
        ready=("Available",),
    ),
    "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth": ResourceTable(
        product="Vpc",
        create="AllocateIpv6InternetBandwidth",
        inputs=parameters_of("ipv6AddressId ipv6GatewayId bandwidth internetChargeType"),
        id="InternetBandwidthId",
    ),
    "alicloud:vpc/ipv6EgressRule:Ipv6EgressRule": ResourceTable(
        product="Vpc",
        create="CreateIpv6EgressOnlyRule",
        inputs=parameters_of("ipv6GatewayId instanceId instanceType description", ipv6EgressRuleName="Name"),
        id="Ipv6EgressRuleId",
    ),
    "alicloud:ecs/securityGroup:SecurityGroup": ResourceTable(
        product="Ecs",
        create="CreateSecurityGroup",
        inputs=parameters_of("securityGroupName vpcId description securityGroupType resourceGroupId", tags="Tag"),
        id="SecurityGroupId",
    ),
    "alicloud:ecs/instance:Instance": ResourceTable(
        product="Ecs",
        create="RunInstances",
        inputs=parameters_of(
            "instanceName hostName instanceType imageId password description"
            " internetMaxBandwidthOut internetChargeType instanceChargeType resourceGroupId deletionProtection",
            vswitchId="VSwitchId",
            availabilityZone="ZoneId",
            securityGroups="SecurityGroupIds",
            systemDiskCategory="SystemDisk.Category",
            systemDiskSize="SystemDisk.Size",
            keyName="KeyPairName",
            tags="Tag",
        ),
        id="InstanceIdSets.InstanceIdSet[0]",
        read=ReadAction("DescribeInstances", "InstanceIds", "Instances.Instance[0]", in_json=True),
        outputs={
            "privateIp": "VpcAttributes.PrivateIpAddress.IpAddress[0]",
            "networkInterfaceId": "NetworkInterfaces.NetworkInterface[?Type=='Primary'].NetworkInterfaceId | [0]",
            "publicIp": "PublicIpAddress.IpAddress[0] || ''",
            "status": "Status",
        },
        ready=("Running",),
    ),
    "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface": ResourceTable(
        product="Ecs",
        create="CreateNetworkInterface",
        inputs=parameters_of(
            "networkInterfaceName securityGroupIds description primaryIpAddress ipv6AddressCount resourceGroupId"
            " secondaryPrivateIpAddressCount",
            vswitchId="VSwitchId",
            privateIpAddresses="PrivateIpAddress",
            ipv6Addresses="Ipv6Address",
            tags="Tag",
        ),
        id="NetworkInterfaceId",
        read=ReadAction(
            "DescribeNetworkInterfaces", "NetworkInterfaceId.1", "NetworkInterfaceSets.NetworkInterfaceSet[0]"
        ),
        outputs={
            "primaryIpAddress": "PrivateIpAddress",
            "mac": "MacAddress",
            "ipv6Addresses": "Ipv6Sets.Ipv6Set[*].Ipv6Address",
            "status": "Status",
        },
        # A second run finds the ENI that the first one attached.
        ready=("Available", "InUse"),
    ),
    "alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission": ResourceTable(
        product="Ecs",
        create="CreateNetworkInterfacePermission",
        inputs=parameters_of("networkInterfaceId accountId permission"),
        id="NetworkInterfacePermission.NetworkInterfacePermissionId",
        # A repeated grant returns the existing one.
        token=False,
    ),
    "alicloud:ecs/command:Command": ResourceTable(
        product="Ecs",
        create="CreateCommand",
        inputs=parameters_of("name type commandContent description enableParameter timeout workingDir"),
        id="CommandId",
    ),
}
