"""Requests to VPC about VPCs, vSwitches, gateways and route tables."""

from dev.verify_cloud.lab import NONE, Lab
from dev.verify_cloud.probe import FREE, NETWORK, probe


@probe(FREE, "Vpc: refusal InvalidIpv6EgressOnlyRuleId.NotFound")
def missing_egress_only_rule(lab: Lab) -> str:
    """Delete an egress-only rule that does not exist."""
    return lab.cloud.attempt("Vpc", "DeleteIpv6EgressOnlyRule", Ipv6EgressOnlyRuleId="ipv6py-none")


@probe(NETWORK, "Vpc: refusal InvalidVpc.Ipv6NotTurnOn")
def ipv6_in_a_vpc_without_it(lab: Lab) -> str:
    """Create a vSwitch with IPv6, and an IPv6 gateway, in a VPC without IPv6."""
    place = {"VpcId": lab.plain_vpc, "ZoneId": lab.zone, "CidrBlock": "192.168.1.0/24", "Tag": lab.tags}
    vswitch = lab.cloud.attempt("Vpc", "CreateVSwitch", Ipv6CidrBlock=1, **place)
    gateway = lab.cloud.attempt("Vpc", "CreateIpv6Gateway", VpcId=lab.plain_vpc, Tag=lab.tags)
    return f"vSwitch {vswitch}; gateway {gateway}"


@probe(NETWORK, "Vpc: refusal QuotaExceeded.Ipv6Gateway")
def second_gateway(lab: Lab) -> str:
    """Create a second IPv6 gateway in a VPC."""
    assert lab.gateway
    return lab.cloud.attempt("Vpc", "CreateIpv6Gateway", VpcId=lab.vpc, Tag=lab.tags)


@probe(NETWORK, "Vpc: refusal InvalidCidrBlock.NotFound")
def missing_secondary_block(lab: Lab) -> str:
    """Take away a secondary block that a VPC does not have."""
    asked = {"VpcId": lab.vpc, "SecondaryCidrBlock": "10.9.0.0/16"}
    return lab.cloud.attempt("Vpc", "UnassociateVpcCidrBlock", **asked)


@probe(NETWORK, "Vpc: refusal InvalidRouteTableName.Malformed", "Vpc.ModifyRouteTableAttributes: note")
def malformed_route_table_name(lab: Lab) -> str:
    """Give a route table a name that begins with http."""
    path = ("RouterTableList", "RouterTableListType")
    table = lab.cloud.rows("Vpc", "DescribeRouteTableList", *path, VpcId=lab.vpc)[0]["RouteTableId"]
    return lab.cloud.attempt("Vpc", "ModifyRouteTableAttributes", RouteTableId=table, RouteTableName="http://name")


@probe(NETWORK, "Vpc.MoveResourceGroup: note")
def missing_resource_group(lab: Lab) -> str:
    """Move a VPC to a resource group that does not exist."""
    asked = {"ResourceId": lab.vpc, "ResourceType": "vpc", "NewResourceGroupId": f"rg-{NONE}"}
    return lab.cloud.attempt("Vpc", "MoveResourceGroup", **asked)


@probe(NETWORK, "Vpc.ModifyVpcAttribute: note")
def ipv6_of_a_vpc_turned_off(lab: Lab) -> str:
    """Turn off the IPv6 of a VPC that does not use it."""
    vpc = lab.new_vpc()
    done = lab.cloud.attempt("Vpc", "ModifyVpcAttribute", VpcId=vpc, EnableIPv6=False)
    return f"{done}; block {_block('DescribeVpcAttribute', lab, VpcId=vpc)}"


@probe(NETWORK, "Vpc.ModifyVSwitchAttribute: note")
def ipv6_of_a_vswitch_turned_off(lab: Lab) -> str:
    """Turn off the IPv6 of a vSwitch that does not use it."""
    vswitch = lab.new_vswitch(lab.vpc, 2)
    done = lab.cloud.attempt("Vpc", "ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=False)
    return f"{done}; block {_block('DescribeVSwitchAttributes', lab, VSwitchId=vswitch)}"


def _block(action: str, lab: Lab, **which: str) -> str:
    return "there" if lab.cloud.call("Vpc", action, **which).get("Ipv6CidrBlock") else "gone"
