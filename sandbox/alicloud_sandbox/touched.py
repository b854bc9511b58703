"""Which resources each action touches: the table behind the authorization of requests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Touch:
    """Resources of one kind: ``eni`` with the ids in the parameter ``NetworkInterfaceId``, for instance.

    Several parameters are joined by ``|``. Without any it is all of the kind (``eni/*``); with ``or_all`` too, when the
    request has none of them. ``kind`` may name a parameter that says the kind (``ResourceType``); an empty kind is a
    parameter with whole ARNs. ``product`` is that of the kind when it is not the action's.
    """

    kind: str
    parameter: str = ""
    or_all: bool = False
    product: str = ""


_GROUP = Touch("securitygroup", "SecurityGroupId")
_GROUPS = Touch("securitygroup", "SecurityGroupId|SecurityGroupIds")
_ENI = Touch("eni", "NetworkInterfaceId")
_ENI_OR_ALL = Touch("eni", "NetworkInterfaceId", or_all=True)
_INSTANCE = Touch("instance", "InstanceId")
_INSTANCES = Touch("instance", "InstanceIds")
_KEY_PAIR = Touch("keypair", "KeyPairName")
_COMMAND = Touch("command", "CommandId")
_TYPED = Touch("ResourceType", "ResourceId")
_NAMED = Touch("ResourceType", "ResourceNames")
_GATEWAY = Touch("ipv6gateway", "Ipv6GatewayId")
_GATEWAY_OR_ALL = Touch("ipv6gateway", "Ipv6GatewayId", or_all=True)
_BANDWIDTH = Touch("ipv6bandwidth", "Ipv6InternetBandwidthId", or_all=True)
_VPC = Touch("vpc", "VpcId")
_VSWITCH = Touch("vswitch", "VSwitchId")
_VSWITCH_OF_VPC = Touch("vswitch", "VSwitchId", product="vpc")
_ROLE = Touch("role", "RoleName")
_POLICY = Touch("policy", "PolicyName")
_USER = Touch("user", "UserName")
_USER_OR_ALL = Touch("user", "UserName", or_all=True)

#: As in the vendor's RAM authorization tables (ECS, VPC and RAM API references, 2025). No resource at all is what they
#: call All Resources: only the Resource ``*`` of a policy covers it.
DOCUMENTED: dict[str, tuple[Touch, ...]] = {
    "ecs:AllocatePublicIpAddress": (_INSTANCE,),
    "ecs:AssignIpv6Addresses": (_ENI,),
    "ecs:AssignPrivateIpAddresses": (_ENI,),
    "ecs:AttachKeyPair": (_INSTANCES, _KEY_PAIR),
    "ecs:AttachNetworkInterface": (_ENI, _INSTANCE),
    "ecs:AuthorizeSecurityGroup": (),
    "ecs:AuthorizeSecurityGroupEgress": (),
    "ecs:CreateCommand": (Touch("command"),),
    "ecs:CreateNetworkInterface": (Touch("eni"), _GROUPS, _VSWITCH_OF_VPC),
    "ecs:CreateSecurityGroup": (Touch("securitygroup"), Touch("vpc", "VpcId", product="vpc")),
    "ecs:DeleteCommand": (_COMMAND,),
    "ecs:DeleteInstance": (_INSTANCE,),
    "ecs:DeleteInstances": (_INSTANCE,),
    "ecs:DeleteNetworkInterface": (_ENI,),
    "ecs:DeleteSecurityGroup": (_GROUP,),
    "ecs:DescribeCommands": (Touch("command", "CommandId", or_all=True),),
    "ecs:DescribeDisks": (Touch("disk", "DiskIds", or_all=True),),
    "ecs:DescribeImages": (Touch("image", "ImageId", or_all=True),),
    "ecs:DescribeInstanceAttachmentAttributes": (_INSTANCES,),
    "ecs:DescribeInstanceAttribute": (_INSTANCE,),
    "ecs:DescribeInstanceMaintenanceAttributes": (),
    "ecs:DescribeInstanceRamRole": (_INSTANCES,),
    "ecs:DescribeInstanceStatus": (),
    "ecs:DescribeInstances": (Touch("instance", "InstanceIds", or_all=True),),
    "ecs:DescribeInvocationResults": (_COMMAND, _INSTANCE),
    "ecs:DescribeInvocations": (_COMMAND, _INSTANCE),
    "ecs:DescribeKeyPairs": (Touch("keypair", "KeyPairName", or_all=True),),
    "ecs:DescribeNetworkInterfaces": (_ENI_OR_ALL,),
    "ecs:DescribeSecurityGroupAttribute": (_GROUP,),
    "ecs:DescribeSecurityGroups": (Touch("securitygroup", "SecurityGroupId|SecurityGroupIds", or_all=True),),
    "ecs:DescribeUserData": (_INSTANCE,),
    "ecs:DetachKeyPair": (_INSTANCES, _KEY_PAIR),
    "ecs:DetachNetworkInterface": (_ENI, _INSTANCE),
    "ecs:InvokeCommand": (_COMMAND, _INSTANCE),
    "ecs:JoinResourceGroup": (_TYPED,),
    "ecs:JoinSecurityGroup": (_INSTANCE, _GROUP),
    "ecs:LeaveSecurityGroup": (_INSTANCE, _GROUP),
    "ecs:ListTagResources": (),
    "ecs:ModifyCommand": (_COMMAND,),
    "ecs:ModifyDiskAttribute": (Touch("disk", "DiskId|DiskIds"),),
    "ecs:ModifyInstanceAttribute": (_INSTANCE, _GROUPS),
    "ecs:ModifyInstanceMaintenanceAttributes": (_INSTANCE,),
    "ecs:ModifyInstanceMetadataOptions": (_INSTANCE,),
    "ecs:ModifyInstanceNetworkSpec": (_INSTANCE,),
    "ecs:ModifyInstanceSpec": (_INSTANCE,),
    "ecs:ModifyInstanceVpcAttribute": (_INSTANCE, _VSWITCH_OF_VPC),
    "ecs:ModifyNetworkInterfaceAttribute": (_ENI, _GROUP),
    "ecs:ModifySecurityGroupAttribute": (_GROUP,),
    "ecs:ModifySecurityGroupEgressRule": (),
    "ecs:ModifySecurityGroupPolicy": (_GROUP,),
    "ecs:ModifySecurityGroupRule": (),
    "ecs:RebootInstance": (_INSTANCE,),
    "ecs:RevokeSecurityGroup": (_GROUP,),
    "ecs:RevokeSecurityGroupEgress": (_GROUP,),
    "ecs:RunCommand": (_INSTANCE,),
    "ecs:RunInstances": (),
    "ecs:StartInstance": (_INSTANCE,),
    "ecs:StopInstance": (_INSTANCE,),
    "ecs:StopInvocation": (_INSTANCE,),
    "ecs:TagResources": (_TYPED,),
    "ecs:UnassignIpv6Addresses": (_ENI,),
    "ecs:UnassignPrivateIpAddresses": (_ENI,),
    "ecs:UntagResources": (_TYPED,),
    "vpc:AllocateIpv6InternetBandwidth": (Touch("ipv6bandwidth"),),
    "vpc:ModifyIpv6InternetBandwidth": (_BANDWIDTH,),
    "ram:CreatePolicy": (_POLICY,),
    "ram:CreatePolicyVersion": (_POLICY,),
    "ram:CreateRole": (_ROLE,),
    "ram:DeletePolicyVersion": (_POLICY,),
    "ram:GetRole": (_ROLE,),
    "ram:GetUser": (_USER,),
    "ram:ListPolicyVersions": (_POLICY,),
    "ram:ListRoles": (Touch("role"),),
    "sts:AssumeRole": (Touch("", "RoleArn"),),
}

#: By analogy, where no table could be read.
ASSUMED: dict[str, tuple[Touch, ...]] = {
    "bssapi:QueryAvailableInstances": (),
    "ecs:CreateNetworkInterfacePermission": (_ENI,),
    "ecs:DeleteNetworkInterfacePermission": (Touch("eni"),),
    "ecs:DescribeAvailableResource": (),
    "ecs:DescribeInstanceTypes": (),
    "ecs:DescribeNetworkInterfacePermissions": (_ENI_OR_ALL,),
    "ecs:DescribeRegions": (),
    "ecs:DescribeTags": (),
    "ecs:DescribeZones": (),
    "vpc:CreateIpv6EgressOnlyRule": (_GATEWAY,),
    "vpc:CreateIpv6Gateway": (Touch("ipv6gateway"), _VPC),
    "vpc:CreateVSwitch": (Touch("vswitch"), _VPC),
    "vpc:CreateVpc": (Touch("vpc"),),
    "vpc:DeleteIpv6EgressOnlyRule": (Touch("ipv6gateway"),),
    "vpc:DeleteIpv6Gateway": (_GATEWAY,),
    "vpc:DeleteIpv6InternetBandwidth": (_BANDWIDTH,),
    "vpc:DeleteVSwitch": (_VSWITCH,),
    "vpc:DeleteVpc": (_VPC,),
    "vpc:DescribeIpv6Addresses": (),
    "vpc:DescribeIpv6EgressOnlyRules": (_GATEWAY_OR_ALL,),
    "vpc:DescribeIpv6GatewayAttribute": (_GATEWAY,),
    "vpc:DescribeIpv6Gateways": (_GATEWAY_OR_ALL,),
    "vpc:DescribeRouteTableList": (Touch("routetable", "RouteTableId", or_all=True),),
    "vpc:DescribeVSwitchAttributes": (_VSWITCH,),
    "vpc:DescribeVSwitches": (Touch("vswitch", "VSwitchId", or_all=True),),
    "vpc:DescribeVpcAttribute": (_VPC,),
    "vpc:DescribeVpcs": (Touch("vpc", "VpcId", or_all=True),),
    "vpc:ListTagResources": (Touch("ResourceType", "ResourceId", or_all=True),),
    "vpc:ModifyIpv6AddressAttribute": (Touch("ipv6address", "Ipv6AddressId"),),
    "vpc:ModifyIpv6GatewayAttribute": (_GATEWAY,),
    "vpc:ModifyVSwitchAttribute": (_VSWITCH,),
    "vpc:ModifyVpcAttribute": (_VPC,),
    "vpc:MoveResourceGroup": (Touch("vpc", "ResourceId"),),
    "vpc:TagResources": (_TYPED,),
    "vpc:UnTagResources": (_TYPED,),
    "ram:AttachPolicyToRole": (_ROLE, _POLICY),
    "ram:AttachPolicyToUser": (_USER, _POLICY),
    "ram:CreateAccessKey": (_USER_OR_ALL,),
    "ram:CreateUser": (_USER,),
    "ram:DeleteAccessKey": (_USER_OR_ALL,),
    "ram:DeletePolicy": (_POLICY,),
    "ram:DeleteRole": (_ROLE,),
    "ram:DeleteUser": (_USER,),
    "ram:DetachPolicyFromGroup": (Touch("group", "GroupName"), _POLICY),
    "ram:DetachPolicyFromRole": (_ROLE, _POLICY),
    "ram:DetachPolicyFromUser": (_USER, _POLICY),
    "ram:GetPolicy": (_POLICY,),
    "ram:GetPolicyVersion": (_POLICY,),
    "ram:ListAccessKeys": (_USER_OR_ALL,),
    "ram:ListEntitiesForPolicy": (_POLICY,),
    "ram:ListPolicies": (Touch("policy"),),
    "ram:ListPoliciesForRole": (_ROLE,),
    "ram:ListPoliciesForUser": (_USER,),
    "ram:ListTagResources": (Touch("ResourceType", "ResourceNames", or_all=True),),
    "ram:ListUsers": (Touch("user"),),
    "ram:SetDefaultPolicyVersion": (_POLICY,),
    "ram:TagResources": (_NAMED,),
    "ram:UntagResources": (_NAMED,),
    "ram:UpdateAccessKey": (_USER_OR_ALL,),
    "ram:UpdatePolicyDescription": (_POLICY,),
    "ram:UpdateRole": (_ROLE,),
    "ram:UpdateUser": (_USER,),
}

#: What every identity may ask (GetCallerIdentity: documented; the location service: assumed).
FREE = frozenset({"sts:GetCallerIdentity", "location:DescribeEndpoints"})

TOUCHED = DOCUMENTED | ASSUMED
