"""How the types of ECS are found."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from types import MappingProxyType

from .candidates import Field, Inputs, Item, Listing, at, tags

# The source or destination of a rule: an input -> the keys in an answer, for either direction.
_RULE_PEERS = {
    "cidrIp": ("SourceCidrIp", "DestCidrIp"),
    "ipv6CidrIp": ("Ipv6SourceCidrIp", "Ipv6DestCidrIp"),
    "sourceSecurityGroupId": ("SourceGroupId", "DestGroupId"),
    "prefixListId": ("SourcePrefixListId", "DestPrefixListId"),
}
_RULE_KEYS = {"ipProtocol": "IpProtocol", "portRange": "PortRange", "policy": "Policy", "priority": "Priority"}
_RULE_DEFAULTS = {"portRange": "-1/-1", "policy": "accept", "priority": 1, "nicType": "intranet"}


def _rule_id(item: Item, inputs: Inputs) -> str:
    """Return the ID that the provider gives a rule, if the item is this rule: it consists of the rule's own values."""
    given = {**_RULE_DEFAULTS, **inputs}
    peer = next((name for name in _RULE_PEERS if given.get(name)), "cidrIp")
    shown = next((item[key] for key in _RULE_PEERS[peer] if item.get(key)), "")
    same = all(str(given.get(name)).lower() == str(item.get(key)).lower() for name, key in _RULE_KEYS.items())
    if not same or _network(str(given.get(peer))) != _network(str(shown)):
        return ""
    place = str(given.get(peer)).replace(":", "_") if peer == "ipv6CidrIp" else given.get(peer)
    values = (given["portRange"], given["nicType"], place, given["policy"], given["priority"])
    return ":".join(map(str, (given["securityGroupId"], given["type"], given["ipProtocol"], *values)))


def _network(text: str) -> object:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return text


def _attachment_id(item: Item, inputs: Inputs) -> str:
    instance = item.get("InstanceId")
    return f"{item['NetworkInterfaceId']}:{instance}" if instance and instance == inputs.get("instanceId") else ""


def _instance_ids(item: Item) -> list[str]:
    found = (item.get("InvokeInstances") or {}).get("InvokeInstance") or []
    return [str(one["InstanceId"]) for one in found]


def _instances(identifier: Callable[[Item, Inputs], str], fields: Mapping[str, Field]) -> Listing:
    """Return how instances are found; `fields` are those whose names differ between the types."""
    return Listing(
        "Ecs",
        "DescribeInstances",
        ("Instances", "Instance"),
        lambda inputs: {"VSwitchId": inputs.get("vswitchId"), "InstanceName": inputs.get("instanceName")},
        identifier,
        {
            "instanceName": "InstanceName",
            "imageId": "ImageId",
            "instanceType": "InstanceType",
            "vswitchId": at("VpcAttributes", "VSwitchId"),
            "description": "Description",
            "internetChargeType": "InternetChargeType",
            "internetMaxBandwidthOut": "InternetMaxBandwidthOut",
            "resourceGroupId": "ResourceGroupId",
            "tags": tags,
            **fields,
        },
        created="CreationTime",
    )


ECS_TYPES = MappingProxyType(
    {
        "alicloud:ecs/securityGroup:SecurityGroup": Listing(
            "Ecs",
            "DescribeSecurityGroups",
            ("SecurityGroups", "SecurityGroup"),
            lambda inputs: {"VpcId": inputs.get("vpcId"), "SecurityGroupName": inputs.get("securityGroupName")},
            lambda item, _inputs: str(item["SecurityGroupId"]),
            {
                "securityGroupName": "SecurityGroupName",
                "vpcId": "VpcId",
                "description": "Description",
                "securityGroupType": "SecurityGroupType",
                "resourceGroupId": "ResourceGroupId",
                "tags": tags,
            },
            created="CreationTime",
        ),
        "alicloud:ecs/securityGroupRule:SecurityGroupRule": Listing(
            "Ecs",
            "DescribeSecurityGroupAttribute",
            ("Permissions", "Permission"),
            lambda inputs: {"SecurityGroupId": inputs.get("securityGroupId"), "Direction": inputs.get("type")},
            _rule_id,
            {"description": "Description"},
            created="CreateTime",
            identified_by=("securityGroupId", "type", "nicType", *_RULE_KEYS, *_RULE_PEERS),
            paged=False,
        ),
        "alicloud:ecs/instance:Instance": _instances(
            lambda item, _inputs: str(item["InstanceId"]),
            {"securityGroups": at("SecurityGroupIds", "SecurityGroupId"), "keyName": "KeyPairName"},
        ),
        "alicloud:ecs/ecsInstanceSet:EcsInstanceSet": _instances(
            # A set of more than one is unclear: nothing shows which instances belong together.
            lambda item, _inputs: b64encode(str(item["InstanceId"]).encode()).decode(),
            {
                "securityGroupIds": at("SecurityGroupIds", "SecurityGroupId"),
                "keyPairName": "KeyPairName",
                "amount": lambda _item: 1,
            },
        ),
        "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface": Listing(
            "Ecs",
            "DescribeNetworkInterfaces",
            ("NetworkInterfaceSets", "NetworkInterfaceSet"),
            lambda inputs: {
                "VSwitchId": inputs.get("vswitchId"),
                "NetworkInterfaceName": inputs.get("networkInterfaceName"),
            },
            lambda item, _inputs: str(item["NetworkInterfaceId"]) if item.get("Type") == "Secondary" else "",
            {
                "networkInterfaceName": "NetworkInterfaceName",
                "vswitchId": "VSwitchId",
                "securityGroupIds": at("SecurityGroupIds", "SecurityGroupId"),
                "description": "Description",
                "primaryIpAddress": "PrivateIpAddress",
                "resourceGroupId": "ResourceGroupId",
                "tags": tags,
            },
            created="CreationTime",
        ),
        "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment": Listing(
            "Ecs",
            "DescribeNetworkInterfaces",
            ("NetworkInterfaceSets", "NetworkInterfaceSet"),
            lambda inputs: {"NetworkInterfaceId": [inputs.get("networkInterfaceId")]},
            _attachment_id,
            identified_by=("networkInterfaceId", "instanceId"),
        ),
        "alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission": Listing(
            "Ecs",
            "DescribeNetworkInterfacePermissions",
            ("NetworkInterfacePermissions", "NetworkInterfacePermission"),
            lambda inputs: {"NetworkInterfaceId": inputs.get("networkInterfaceId")},
            lambda item, inputs: (
                str(item["NetworkInterfacePermissionId"])
                if str(item.get("AccountId")) == str(inputs.get("accountId"))
                else ""
            ),
            {"permission": "Permission"},
            identified_by=("networkInterfaceId", "accountId"),
        ),
        "alicloud:ecs/command:Command": Listing(
            "Ecs",
            "DescribeCommands",
            ("Commands", "Command"),
            lambda inputs: {"Name": inputs.get("name")},
            lambda item, _inputs: str(item["CommandId"]),
            {
                "name": "Name",
                "type": "Type",
                "commandContent": "CommandContent",
                "description": "Description",
                "enableParameter": "EnableParameter",
                "timeout": "Timeout",
                "workingDir": "WorkingDir",
            },
            created="CreationTime",
        ),
        "alicloud:ecs/ecsInvocation:EcsInvocation": Listing(
            "Ecs",
            "DescribeInvocations",
            ("Invocations", "Invocation"),
            lambda inputs: {"CommandId": inputs.get("commandId")},
            lambda item, _inputs: str(item["InvokeId"]),
            {"commandId": "CommandId", "instanceIds": _instance_ids, "parameters": "Parameters"},
            created="CreationTime",
        ),
    }
)
"""Resource type -> how it is found."""
