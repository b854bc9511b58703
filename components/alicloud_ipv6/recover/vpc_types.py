"""How the types of the VPC product are found."""

from ipaddress import ip_network
from types import MappingProxyType

from .candidates import Inputs, Item, Listing, at, tags


def _ipv6_block_number(item: Item) -> int | None:
    """Return which /64 of the VPC's /56 the vSwitch has, `ipv6CidrBlockMask`; None without IPv6."""
    block = item.get("Ipv6CidrBlock")
    return int(ip_network(block).network_address) >> 64 & 0xFF if block else None


def _bandwidth_id(item: Item, _inputs: Inputs) -> str:
    return str((item.get("Ipv6InternetBandwidth") or {}).get("Ipv6InternetBandwidthId") or "")


def _egress_rule_id(item: Item, inputs: Inputs) -> str:
    return f"{inputs.get('ipv6GatewayId')}:{item['Ipv6EgressOnlyRuleId']}"


VPC_TYPES = MappingProxyType(
    {
        "alicloud:vpc/network:Network": Listing(
            "Vpc",
            "DescribeVpcs",
            ("Vpcs", "Vpc"),
            lambda inputs: {"VpcName": inputs.get("vpcName")},
            lambda item, _inputs: str(item["VpcId"]),
            {
                "vpcName": "VpcName",
                "cidrBlock": "CidrBlock",
                "description": "Description",
                "enableIpv6": lambda item: bool(item.get("Ipv6CidrBlock")),
                "resourceGroupId": "ResourceGroupId",
                "tags": tags,
            },
            created="CreationTime",
        ),
        "alicloud:vpc/switch:Switch": Listing(
            "Vpc",
            "DescribeVSwitches",
            ("VSwitches", "VSwitch"),
            lambda inputs: {"VpcId": inputs.get("vpcId"), "ZoneId": inputs.get("zoneId")},
            # The vSwitches of a VPC do not overlap: the CIDR block names one.
            lambda item, inputs: str(item["VSwitchId"]) if item["CidrBlock"] == inputs.get("cidrBlock") else "",
            {
                "vswitchName": "VSwitchName",
                "description": "Description",
                "ipv6CidrBlockMask": _ipv6_block_number,
                "tags": tags,
            },
            created="CreationTime",
            identified_by=("vpcId", "zoneId", "cidrBlock"),
        ),
        "alicloud:vpc/ipv6Gateway:Ipv6Gateway": Listing(
            "Vpc",
            "DescribeIpv6Gateways",
            ("Ipv6Gateways", "Ipv6Gateway"),
            lambda inputs: {"VpcId": inputs.get("vpcId")},
            lambda item, _inputs: str(item["Ipv6GatewayId"]),
            {"ipv6GatewayName": "Name", "description": "Description", "tags": tags},
            created="CreationTime",
            identified_by=("vpcId",),
        ),
        "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth": Listing(
            "Vpc",
            "DescribeIpv6Addresses",
            ("Ipv6Addresses", "Ipv6Address"),
            lambda inputs: {"Ipv6AddressId": inputs.get("ipv6AddressId")},
            _bandwidth_id,
            {
                "bandwidth": at("Ipv6InternetBandwidth", "Bandwidth"),
                "internetChargeType": at("Ipv6InternetBandwidth", "InternetChargeType"),
                "ipv6GatewayId": "Ipv6GatewayId",
            },
            identified_by=("ipv6AddressId",),
        ),
        "alicloud:vpc/ipv6EgressRule:Ipv6EgressRule": Listing(
            "Vpc",
            "DescribeIpv6EgressOnlyRules",
            ("Ipv6EgressOnlyRules", "Ipv6EgressOnlyRule"),
            lambda inputs: {"Ipv6GatewayId": inputs.get("ipv6GatewayId"), "InstanceId": inputs.get("instanceId")},
            _egress_rule_id,
            {"ipv6EgressRuleName": "Name", "description": "Description", "instanceId": "InstanceId"},
            identified_by=("ipv6GatewayId",),
        ),
    }
)
"""Resource type -> how it is found."""
