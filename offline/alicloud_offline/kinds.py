"""How each resource type is created and read back: which action, which property is which parameter.

A property that is not in a type's table is refused by name, so nothing that the program says is silently left out.
Paths into answers are JMESPath.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Read:
    """How a resource is read: the action, the parameter that takes its id, and where it is in the answer."""

    action: str
    parameter: str
    found: str = "@"
    in_json: bool = False


@dataclass(frozen=True)
class Kind:
    """One resource type; without ``read`` the inputs are all there is. ``ready``: statuses to wait for, if any.

    ``unsent`` are inputs that the provider does not send either when it creates one.
    """

    product: str
    create: str
    inputs: Mapping[str, str]
    id: str
    read: Read | None = None
    outputs: Mapping[str, str] = field(default_factory=dict)
    ready: tuple[str, ...] = ()
    token: bool = True
    unsent: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "alicloud:vpc/network:Network": Kind(
        product="Vpc",
        create="CreateVpc",
        inputs={
            "vpcName": "VpcName",
            "cidrBlock": "CidrBlock",
            "description": "Description",
            "enableIpv6": "EnableIpv6",
            "ipv6Isp": "Ipv6Isp",
            "resourceGroupId": "ResourceGroupId",
            "tags": "Tag",
        },
        id="VpcId",
        read=Read("DescribeVpcAttribute", "VpcId"),
        outputs={"ipv6CidrBlock": "Ipv6CidrBlock", "routerId": "VRouterId", "status": "Status"},
        ready=("Available",),
    ),
    "alicloud:vpc/switch:Switch": Kind(
        product="Vpc",
        create="CreateVSwitch",
        inputs={
            "vswitchName": "VSwitchName",
            "vpcId": "VpcId",
            "zoneId": "ZoneId",
            "cidrBlock": "CidrBlock",
            "description": "Description",
            "ipv6CidrBlockMask": "Ipv6CidrBlock",
            "tags": "Tag",
        },
        id="VSwitchId",
        read=Read("DescribeVSwitchAttributes", "VSwitchId"),
        outputs={"ipv6CidrBlock": "Ipv6CidrBlock", "enableIpv6": "EnabledIpv6", "status": "Status"},
        ready=("Available",),
        # A new vSwitch has IPv6 by its mask alone.
        unsent=("enableIpv6",),
    ),
    "alicloud:vpc/ipv6Gateway:Ipv6Gateway": Kind(
        product="Vpc",
        create="CreateIpv6Gateway",
        inputs={
            "ipv6GatewayName": "Name",
            "vpcId": "VpcId",
            "description": "Description",
            "resourceGroupId": "ResourceGroupId",
            "tags": "Tag",
        },
        id="Ipv6GatewayId",
        read=Read("DescribeIpv6GatewayAttribute", "Ipv6GatewayId"),
        outputs={"status": "Status"},
        ready=("Available",),
    ),
    "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth": Kind(
        product="Vpc",
        create="AllocateIpv6InternetBandwidth",
        inputs={
            "ipv6AddressId": "Ipv6AddressId",
            "ipv6GatewayId": "Ipv6GatewayId",
            "bandwidth": "Bandwidth",
            "internetChargeType": "InternetChargeType",
        },
        id="InternetBandwidthId",
    ),
    "alicloud:ecs/securityGroup:SecurityGroup": Kind(
        product="Ecs",
        create="CreateSecurityGroup",
        inputs={
            "securityGroupName": "SecurityGroupName",
            "vpcId": "VpcId",
            "description": "Description",
            "securityGroupType": "SecurityGroupType",
            "resourceGroupId": "ResourceGroupId",
            "tags": "Tag",
        },
        id="SecurityGroupId",
    ),
    "alicloud:ecs/instance:Instance": Kind(
        product="Ecs",
        create="RunInstances",
        inputs={
            "instanceName": "InstanceName",
            "hostName": "HostName",
            "instanceType": "InstanceType",
            "imageId": "ImageId",
            "vswitchId": "VSwitchId",
            "availabilityZone": "ZoneId",
            "securityGroups": "SecurityGroupIds",
            "systemDiskCategory": "SystemDisk.Category",
            "systemDiskSize": "SystemDisk.Size",
            "internetMaxBandwidthOut": "InternetMaxBandwidthOut",
            "internetChargeType": "InternetChargeType",
            "instanceChargeType": "InstanceChargeType",
            "password": "Password",
            "keyName": "KeyPairName",
            "description": "Description",
            "tags": "Tag",
        },
        id="InstanceIdSets.InstanceIdSet[0]",
        read=Read("DescribeInstances", "InstanceIds", "Instances.Instance[0]", in_json=True),
        outputs={
            "privateIp": "VpcAttributes.PrivateIpAddress.IpAddress[0]",
            "networkInterfaceId": "NetworkInterfaces.NetworkInterface[?Type=='Primary'].NetworkInterfaceId | [0]",
            "publicIp": "PublicIpAddress.IpAddress[0] || ''",
            "status": "Status",
        },
        ready=("Running",),
    ),
    "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface": Kind(
        product="Ecs",
        create="CreateNetworkInterface",
        inputs={
            "networkInterfaceName": "NetworkInterfaceName",
            "vswitchId": "VSwitchId",
            "securityGroupIds": "SecurityGroupIds",
            "description": "Description",
            "primaryIpAddress": "PrimaryIpAddress",
            "ipv6AddressCount": "Ipv6AddressCount",
            "ipv6Addresses": "Ipv6Address",
            "resourceGroupId": "ResourceGroupId",
            "tags": "Tag",
        },
        id="NetworkInterfaceId",
        read=Read("DescribeNetworkInterfaces", "NetworkInterfaceId.1", "NetworkInterfaceSets.NetworkInterfaceSet[0]"),
        outputs={
            "primaryIpAddress": "PrivateIpAddress",
            "mac": "MacAddress",
            "ipv6Addresses": "Ipv6Sets.Ipv6Set[*].Ipv6Address",
            "status": "Status",
        },
        # A rerun finds the ENI that an earlier run has attached.
        ready=("Available", "InUse"),
    ),
    "alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission": Kind(
        product="Ecs",
        create="CreateNetworkInterfacePermission",
        inputs={"networkInterfaceId": "NetworkInterfaceId", "accountId": "AccountId", "permission": "Permission"},
        id="NetworkInterfacePermission.NetworkInterfacePermissionId",
        # A repeated grant answers with the one there is.
        token=False,
    ),
    "alicloud:ecs/command:Command": Kind(
        product="Ecs",
        create="CreateCommand",
        inputs={
            "name": "Name",
            "type": "Type",
            "commandContent": "CommandContent",
            "description": "Description",
            "enableParameter": "EnableParameter",
            "timeout": "Timeout",
            "workingDir": "WorkingDir",
        },
        id="CommandId",
    ),
}
