"""An account with one resource of each kind, by the parameters that identify it in requests (`VpcId`)."""

import json

from alicloud_sandbox.core.entities import EniPermission
from tests.sandbox.conftest import ZONE, Cloud, Net, make_net
from tests.sandbox.fixtures import PUBLIC_KEY
from tests.sandbox.iam.ram.ram_fixtures import allow, document, make_role, make_user, root, trusting, trusting_service
from tests.sandbox.services.ecs.eni_fixtures import assign, call_of, make_eni
from tests.sandbox.services.ecs.instance_fixtures import create_command, find_instances, invoke, run_instance

#: Values of parameters that are not ids, so that a request passes its own checks.
PLAUSIBLE = {
    "AssumeRolePolicyDocument": document(trusting(root("1" * 16))),
    "CidrBlock": "192.168.9.0/24",
    "CommandContent": "ZWNobw==",
    "DestinationResource": "Zone",
    "ImageId": "centos_7_03_64_20G_alibase_20170818.vhd",
    "InnerAccessPolicy": "Accept",
    "InstanceType": "ecs.g6.large",
    "IpProtocol": "icmpv6",
    "Ipv6CidrBlock": "9",
    "Ipv6DestCidrIp": "::/0",
    "Ipv6SourceCidrIp": "::/0",
    "Permission": "InstanceAttach",
    "PolicyDocument": document(allow("*")),
    "PolicyType": "Custom",
    "PortRange": "-1/-1",
    "RoleSessionName": "session",
    "Status": "Inactive",
    "Type": "RunShellScript",
    "ZoneId": ZONE,
}

#: The tag of some of the resources; its value is the description of those without tags.
TAG_KEY, TAG_VALUE = "whose", "theirs-tag"
TAGS = [{"Key": TAG_KEY, "Value": TAG_VALUE}]

#: Resource types of tags -> the parameter that identifies such a resource.
TYPES = {
    "vpc": "VpcId",
    "vswitch": "VSwitchId",
    "ipv6gateway": "Ipv6GatewayId",
    "ipv6address": "Ipv6AddressId",
    "routetable": "RouteTableId",
    "instance": "InstanceId",
    "eni": "NetworkInterfaceId",
    "securitygroup": "SecurityGroupId",
    "disk": "DiskId",
    "command": "CommandId",
    "keypair": "KeyPairName",
    "resourcegroup": "ResourceGroupId",
    "role": "RoleName",
    "policy": "PolicyName",
    "user": "UserName",
}


def populate(cloud: Cloud) -> dict[str, str]:
    """Create one resource of each kind in the cloud's account."""
    net = make_net(cloud)
    cloud.vpc("TagResources", ResourceType="vpc", ResourceId=[net.vpc], Tag=TAGS)
    group = cloud.resource_manager("CreateResourceGroup", Name="theirs-group", DisplayName=TAG_VALUE, Tag=TAGS)
    return {
        "ResourceGroupId": group["ResourceGroup"]["Id"],
        **_network(cloud, net),
        **_addresses(cloud, net),
        **_instances(cloud, net),
        **_identities(cloud),
    }


def _network(cloud: Cloud, net: Net) -> dict[str, str]:
    (table,) = cloud.vpc("DescribeRouteTableList", VpcId=net.vpc)["RouterTableList"]["RouterTableListType"]
    rule = {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0"}
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, **rule)
    (permission,) = cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=net.group, Direction="ingress")[
        "Permissions"
    ]["Permission"]
    return {
        "VpcId": net.vpc,
        "VSwitchId": net.vswitch,
        "RouteTableId": table["RouteTableId"],
        "RouterId": table["RouterId"],
        "SecurityGroupId": net.group,
        "SecurityGroupIds": net.group,
        "SourceGroupId": net.group,
        "DestGroupId": net.group,
        "SecurityGroupRuleId": permission["SecurityGroupRuleId"],
    }


def _addresses(cloud: Cloud, net: Net) -> dict[str, str]:
    eni = make_eni(cloud, net, NetworkInterfaceName="theirs", Tag=TAGS)
    (address,) = assign(cloud, eni)
    (row,) = cloud.vpc("DescribeIpv6Addresses", AssociatedInstanceId=eni)["Ipv6Addresses"]["Ipv6Address"]
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc)["Ipv6GatewayId"]
    named = {"Ipv6AddressId": row["Ipv6AddressId"], "Ipv6GatewayId": gateway}
    bandwidth = cloud.vpc("AllocateIpv6InternetBandwidth", Bandwidth=1, **named)["InternetBandwidthId"]
    rule = cloud.vpc("CreateIpv6EgressOnlyRule", Ipv6GatewayId=gateway, InstanceId=row["Ipv6AddressId"])
    permission = EniPermission(**call_of(cloud).new_entity_fields("eni-perm"), eni_id=eni, grantee="1000000000000009")
    cloud.dispatcher.store.put(permission)
    return {
        **named,
        "NetworkInterfaceId": eni,
        "NetworkInterfacePermissionId": permission.id,
        "AssociatedInstanceId": eni,
        "Ipv6Address": address,
        "Ipv6InternetBandwidthId": bandwidth,
        "Ipv6EgressOnlyRuleId": rule["Ipv6EgressRuleId"],
    }


def _instances(cloud: Cloud, net: Net) -> dict[str, str]:
    instance = run_instance(cloud, net, InstanceName="theirs")
    command = create_command(cloud, "ip -6 addr")
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=instance)["Disks"]["Disk"]
    assert find_instances(cloud, InstanceName="theirs")
    cloud.ecs("ImportKeyPair", KeyPairName="theirs-key", PublicKeyBody=PUBLIC_KEY, Tag=TAGS)
    return {
        "KeyPairName": "theirs-key",
        "KeyPairNames": json.dumps(["theirs-key"]),
        "InstanceId": instance,
        "InstanceIds": json.dumps([instance]),
        "CommandId": command,
        "InvokeId": invoke(cloud, command, instance),
        "DiskId": disk["DiskId"],
        "DiskIds": json.dumps([disk["DiskId"]]),
    }


def _identities(cloud: Cloud) -> dict[str, str]:
    trust = document(trusting(root("1" * 16)), trusting_service("ecs"))
    role = make_role(cloud, "theirs-role", trust, allow("ecs:*"))
    cloud.ram("UpdatePolicyDescription", PolicyName="theirs-role-policy", NewDescription=TAG_VALUE)
    make_user(cloud, "theirs-user", allow("vpc:*"))
    cloud.ram("UpdateUser", UserName="theirs-user", NewComments=TAG_VALUE)
    key = cloud.ram("CreateAccessKey", UserName="theirs-user")["AccessKey"]["AccessKeyId"]
    return {
        "RoleName": "theirs-role",
        "RamRoleName": "theirs-role",
        "RoleArn": role,
        "PolicyName": "theirs-role-policy",
        "UserName": "theirs-user",
        "UserAccessKeyId": key,
        "ResourceNames": "theirs-role",
        "VersionId": "v1",
    }
