"""For every action, parameters with which it succeeds; `{eni}` is the id of a thing in :mod:`fixtures`."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.conftest import ZONE
from tests.sandbox.fixtures import CONTENT, PUBLIC_KEY, Fixtures
from tests.sandbox.services.ecs.instance_fixtures import IMAGE

_RULE = {"SecurityGroupId": "{ruled_group}", "IpProtocol": "tcp", "PortRange": "22/22"}
_NEW_RULE = {"SecurityGroupId": "{group}", "IpProtocol": "tcp", "PortRange": "80/80"}
_INSTANCES = '["{instance}"]'
_KEY_PAIR = {"KeyPairName": "test-key-pair", "InstanceIds": _INSTANCES}
_TAG = [{"Key": "k", "Value": "v"}]
_POLICY = {"PolicyType": "Custom", "PolicyName": "{policy}"}
_ATTACHED = {"PolicyType": "Custom", "PolicyName": "{attached_policy}"}

ValidRequest = Mapping[str, Any]

ECS: dict[str, ValidRequest] = {
    "AllocatePublicIpAddress": {"InstanceId": "{wide}"},
    "AssignIpv6Addresses": {"NetworkInterfaceId": "{bare_eni}", "Ipv6AddressCount": 1},
    "AssignPrivateIpAddresses": {"NetworkInterfaceId": "{bare_eni}", "SecondaryPrivateIpAddressCount": 1},
    "AttachInstanceRamRole": {"InstanceIds": '["{stopped}"]', "RamRoleName": "{ecs_role}"},
    "AttachKeyPair": _KEY_PAIR,
    "AttachNetworkInterface": {"NetworkInterfaceId": "{bare_eni}", "InstanceId": "{stopped}"},
    "AuthorizeSecurityGroup": {**_NEW_RULE, "Ipv6SourceCidrIp": "::/0"},
    "AuthorizeSecurityGroupEgress": {**_NEW_RULE, "Ipv6DestCidrIp": "::/0"},
    "CreateCommand": {"Name": "mine", "Type": "RunShellScript", "CommandContent": CONTENT},
    "CreateKeyPair": {"KeyPairName": "mine"},
    "CreateNetworkInterface": {"VSwitchId": "{vswitch}", "SecurityGroupId": "{group}"},
    "CreateNetworkInterfacePermission": {
        "NetworkInterfaceId": "{bare_eni}",
        "AccountId": "{other_account}",
        "Permission": "InstanceAttach",
    },
    "CreateSecurityGroup": {"VpcId": "{vpc}"},
    "DeleteCommand": {"CommandId": "{command}"},
    "DeleteInstance": {"InstanceId": "{instance}", "Force": True},
    "DeleteInstances": {"InstanceId": ["{instance}"], "Force": True},
    "DeleteKeyPairs": {"KeyPairNames": '["{key_pair}"]'},
    "DeleteNetworkInterface": {"NetworkInterfaceId": "{eni}"},
    "DeleteNetworkInterfacePermission": {"NetworkInterfacePermissionId": "{permission}"},
    "DeleteSecurityGroup": {"SecurityGroupId": "{group}"},
    "DescribeAvailableResource": {"DestinationResource": "Zone"},
    "DescribeCommands": {},
    "DescribeDisks": {},
    "DescribeImageSupportInstanceTypes": {"ImageId": IMAGE},
    "DescribeImages": {},
    "DescribeInstanceAttachmentAttributes": {"InstanceIds": _INSTANCES},
    "DescribeInstanceAttribute": {"InstanceId": "{instance}"},
    "DescribeInstanceHistoryEvents": {"ResourceId": ["{instance}"]},
    "DescribeInstanceMaintenanceAttributes": {},
    "DescribeInstanceRamRole": {"InstanceIds": _INSTANCES},
    "DescribeInstanceStatus": {},
    "DescribeInstanceTypes": {},
    "DescribeInstances": {},
    "DescribeInvocationResults": {"InvokeId": "{invocation}"},
    "DescribeInvocations": {},
    "DescribeKeyPairs": {},
    "DescribeNetworkInterfacePermissions": {"NetworkInterfaceId": "{bare_eni}"},
    "DescribeNetworkInterfaces": {},
    "DescribeRegions": {},
    "DescribeSecurityGroupAttribute": {"SecurityGroupId": "{ruled_group}"},
    "DescribeSecurityGroups": {},
    "DescribeTags": {},
    "DescribeUserData": {"InstanceId": "{instance}"},
    "DescribeZones": {},
    "DetachInstanceRamRole": {"InstanceIds": _INSTANCES},
    "DetachKeyPair": _KEY_PAIR,
    "DetachNetworkInterface": {"NetworkInterfaceId": "{attached_eni}", "InstanceId": "{instance}"},
    "ImportKeyPair": {"KeyPairName": "mine", "PublicKeyBody": PUBLIC_KEY},
    "InvokeCommand": {"CommandId": "{command}", "InstanceId": ["{instance}"]},
    "JoinResourceGroup": {"ResourceGroupId": "rg-1", "ResourceId": "{instance}", "ResourceType": "instance"},
    "JoinSecurityGroup": {"SecurityGroupId": "{spare_group}", "InstanceId": "{instance}"},
    "LeaveSecurityGroup": {"SecurityGroupId": "{left_group}", "InstanceId": "{instance}"},
    "ListTagResources": {"ResourceType": "instance", "ResourceId": ["{instance}"]},
    "ModifyCommand": {"CommandId": "{command}", "Name": "renamed"},
    "ModifyDiskAttribute": {"DiskId": "{disk}", "DiskName": "renamed"},
    "ModifyInstanceAttribute": {"InstanceId": "{instance}", "InstanceName": "renamed"},
    "ModifyInstanceAutoReleaseTime": {"InstanceId": "{instance}"},
    "ModifyInstanceMaintenanceAttributes": {"InstanceId": ["{instance}"], "ActionOnMaintenance": "Stop"},
    "ModifyInstanceMetadataOptions": {"InstanceId": "{instance}", "HttpEndpoint": "enabled"},
    "ModifyInstanceNetworkSpec": {"InstanceId": "{instance}", "InternetMaxBandwidthOut": 5},
    "ModifyInstanceSpec": {"InstanceId": "{stopped}", "InstanceType": "ecs.g6.xlarge"},
    "ModifyInstanceVpcAttribute": {"InstanceId": "{stopped}", "VSwitchId": "{spare_vswitch}"},
    "ModifyNetworkInterfaceAttribute": {"NetworkInterfaceId": "{eni}", "NetworkInterfaceName": "renamed"},
    "ModifySecurityGroupAttribute": {"SecurityGroupId": "{group}", "SecurityGroupName": "renamed"},
    "ModifySecurityGroupEgressRule": {**_RULE, "Ipv6DestCidrIp": "::/0", "Description": "renamed"},
    "ModifySecurityGroupPolicy": {"SecurityGroupId": "{group}", "InnerAccessPolicy": "Drop"},
    "ModifySecurityGroupRule": {**_RULE, "Ipv6SourceCidrIp": "::/0", "Description": "renamed"},
    "RebootInstance": {"InstanceId": "{instance}"},
    "ReplaceSystemDisk": {"InstanceId": "{stopped}", "ImageId": IMAGE},
    "ResizeDisk": {"DiskId": "{disk}", "NewSize": 100},
    "RevokeSecurityGroup": {**_RULE, "Ipv6SourceCidrIp": "::/0"},
    "RevokeSecurityGroupEgress": {**_RULE, "Ipv6DestCidrIp": "::/0"},
    "RunCommand": {"Type": "RunShellScript", "CommandContent": "true", "InstanceId": ["{instance}"]},
    "RunInstances": {
        "InstanceType": "ecs.g6.large",
        "ImageId": IMAGE,
        "VSwitchId": "{vswitch}",
        "SecurityGroupId": "{group}",
    },
    "StartInstance": {"InstanceId": "{stopped}"},
    "StopInstance": {"InstanceId": "{instance}"},
    "StopInvocation": {"InvokeId": "{invocation}"},
    "TagResources": {"ResourceType": "eni", "ResourceId": ["{eni}"], "Tag": _TAG},
    "UnassignIpv6Addresses": {"NetworkInterfaceId": "{eni}", "Ipv6Address": ["{ipv6}"]},
    "UnassignPrivateIpAddresses": {"NetworkInterfaceId": "{eni}", "PrivateIpAddress": ["{private_ip}"]},
    "UntagResources": {"ResourceType": "eni", "ResourceId": ["{eni}"], "All": True},
}

VPC: dict[str, ValidRequest] = {
    "AllocateIpv6Address": {"VSwitchId": "{vswitch}"},
    "AllocateIpv6InternetBandwidth": {
        "Ipv6AddressId": "{private_address}",
        "Ipv6GatewayId": "{gateway}",
        "Bandwidth": 1,
    },
    "AssociateVpcCidrBlock": {"VpcId": "{vpc}", "SecondaryCidrBlock": "10.9.0.0/16"},
    "CreateDefaultVSwitch": {"ZoneId": ZONE},
    "CreateDefaultVpc": {},
    "CreateIpv6EgressOnlyRule": {"Ipv6GatewayId": "{gateway}", "InstanceId": "{public_address}"},
    "CreateIpv6Gateway": {"VpcId": "{vpc}"},
    "CreateVSwitch": {"VpcId": "{vpc}", "ZoneId": ZONE, "CidrBlock": "192.168.9.0/24", "Ipv6CidrBlock": 9},
    "CreateVpc": {},
    "DeleteIpv6EgressOnlyRule": {"Ipv6EgressOnlyRuleId": "{egress_only_rule}"},
    "DeleteIpv6Gateway": {"Ipv6GatewayId": "{gateway}"},
    "DeleteIpv6InternetBandwidth": {"Ipv6InternetBandwidthId": "{bandwidth}"},
    "DeleteVSwitch": {"VSwitchId": "{vswitch}"},
    "DeleteVpc": {"VpcId": "{vpc}"},
    "DescribeIpv6Addresses": {},
    "DescribeIpv6EgressOnlyRules": {"Ipv6GatewayId": "{gateway}"},
    "DescribeIpv6GatewayAttribute": {"Ipv6GatewayId": "{gateway}"},
    "DescribeIpv6Gateways": {},
    "DescribeRouteTableList": {},
    "DescribeVSwitchAttributes": {"VSwitchId": "{vswitch}"},
    "DescribeVSwitches": {},
    "DescribeVpcAttribute": {"VpcId": "{vpc}"},
    "DescribeVpcs": {},
    "ListTagResources": {"ResourceType": "VPC", "ResourceId": ["{vpc}"]},
    "ModifyIpv6AddressAttribute": {"Ipv6AddressId": "{private_address}", "Name": "renamed"},
    "ModifyIpv6GatewayAttribute": {"Ipv6GatewayId": "{gateway}", "Name": "renamed"},
    "ModifyIpv6InternetBandwidth": {"Ipv6InternetBandwidthId": "{bandwidth}", "Bandwidth": 2},
    "ModifyRouteTableAttributes": {"RouteTableId": "{route_table}", "RouteTableName": "renamed"},
    "ModifyVSwitchAttribute": {"VSwitchId": "{vswitch}", "VSwitchName": "renamed"},
    "ModifyVpcAttribute": {"VpcId": "{vpc}", "VpcName": "renamed"},
    "MoveResourceGroup": {"ResourceId": "{vpc}", "NewResourceGroupId": "rg-1"},
    "TagResources": {"ResourceType": "VPC", "ResourceId": ["{vpc}"], "Tag": _TAG},
    "ReleaseIpv6Address": {"Ipv6AddressId": "{reserved_address}"},
    "UnassociateVpcCidrBlock": {"VpcId": "{vpc}", "SecondaryCidrBlock": "{secondary_block}"},
    "UnTagResources": {"ResourceType": "VPC", "ResourceId": ["{vpc}"], "All": True},
}

RAM: dict[str, ValidRequest] = {
    "AttachPolicyToRole": {**_POLICY, "RoleName": "{role}"},
    "AttachPolicyToUser": {**_POLICY, "UserName": "{user}"},
    "CreateAccessKey": {"UserName": "{user}"},
    "CreatePolicy": {"PolicyName": "mine", "PolicyDocument": "{policy_document}"},
    "CreatePolicyVersion": {"PolicyName": "{policy}", "PolicyDocument": "{policy_document}"},
    "CreateRole": {"RoleName": "mine", "AssumeRolePolicyDocument": "{trust}"},
    "CreateUser": {"UserName": "mine"},
    "DeleteAccessKey": {"UserName": "{user}", "UserAccessKeyId": "{access_key}"},
    "DeletePolicy": {"PolicyName": "{policy}"},
    "DeletePolicyVersion": {"PolicyName": "{policy}", "VersionId": "{policy_version}"},
    "DeleteRole": {"RoleName": "{role}"},
    "DeleteUser": {"UserName": "{user}"},
    "DetachPolicyFromRole": {**_ATTACHED, "RoleName": "{role}"},
    "DetachPolicyFromUser": {**_ATTACHED, "UserName": "{user}"},
    "GetPolicy": _POLICY,
    "GetPolicyVersion": {**_POLICY, "VersionId": "{policy_version}"},
    "GetRole": {"RoleName": "{role}"},
    "GetUser": {"UserName": "{user}"},
    "ListAccessKeys": {"UserName": "{user}"},
    "ListEntitiesForPolicy": _ATTACHED,
    "ListPolicies": {},
    "ListPoliciesForRole": {"RoleName": "{role}"},
    "ListPoliciesForUser": {"UserName": "{user}"},
    "ListPolicyVersions": _POLICY,
    "ListRoles": {},
    "ListTagResources": {"ResourceType": "role", "ResourceNames": '["{role}"]'},
    "ListUsers": {},
    "SetDefaultPolicyVersion": {"PolicyName": "{policy}", "VersionId": "{policy_version}"},
    "TagResources": {"ResourceType": "role", "ResourceNames": '["{role}"]', "Tag": _TAG},
    "UntagResources": {"ResourceType": "role", "ResourceNames": '["{role}"]', "All": True},
    "UpdateAccessKey": {"UserName": "{user}", "UserAccessKeyId": "{access_key}", "Status": "Inactive"},
    "UpdatePolicyDescription": {"PolicyName": "{policy}", "NewDescription": "renamed"},
    "UpdateRole": {"RoleName": "{role}", "NewDescription": "renamed"},
    "UpdateUser": {"UserName": "{user}", "NewDisplayName": "renamed"},
}

STS: dict[str, ValidRequest] = {
    "AssumeRole": {"RoleArn": "acs:ram::{account}:role/{role}", "RoleSessionName": "session"},
    "AssumeRoleWithOIDC": {
        "OIDCProviderArn": "acs:ram::{account}:oidc-provider/sandbox-issuer",
        "RoleArn": "{federated_role}",
        "OIDCToken": "{oidc_token}",
        "RoleSessionName": "session",
    },
    "GetCallerIdentity": {},
}

RESOURCE_MANAGER: dict[str, ValidRequest] = {
    "CreateResourceGroup": {"Name": "mine", "DisplayName": "mine"},
    "DeleteResourceGroup": {"ResourceGroupId": "rg-1"},
    "GetResourceGroup": {"ResourceGroupId": "rg-1"},
    "ListResourceGroups": {},
    "ListTagResources": {"ResourceType": "ResourceGroup", "ResourceId": ["rg-1"]},
    "TagResources": {"ResourceType": "ResourceGroup", "ResourceId": ["rg-1"], "Tag": _TAG},
    "UntagResources": {"ResourceType": "ResourceGroup", "ResourceId": ["rg-1"], "All": True},
    "UpdateResourceGroup": {"ResourceGroupId": "rg-1", "NewDisplayName": "renamed"},
}

OTHERS: dict[str, ValidRequest] = {
    "DescribeEndpoints": {"ServiceCode": "ecs", "Id": "cn-beijing"},
    "QueryAvailableInstances": {},
}


def filled_in(request: Any, fixtures: Fixtures) -> Any:  # noqa: ANN401 - strings, numbers, lists and records of them
    """The request with the ids of these fixtures."""
    if isinstance(request, Mapping):
        return {name: filled_in(value, fixtures) for name, value in request.items()}
    if isinstance(request, list):
        return [filled_in(value, fixtures) for value in request]
    return request.format_map(fixtures) if isinstance(request, str) else request
