"""Secondary IPv4 blocks of VPCs, and their route tables."""

from typing import Any

import pytest

from tests.sandbox.conftest import ZONE, Cloud, Net, refused

SECOND = "10.0.0.0/16"


def associate(cloud: Cloud, net: Net, block: str = SECOND) -> None:
    cloud.vpc("AssociateVpcCidrBlock", VpcId=net.vpc, SecondaryCidrBlock=block)


def secondary(cloud: Cloud, net: Net) -> list[str]:
    found: dict[str, Any] = cloud.vpc("DescribeVpcAttribute", VpcId=net.vpc)
    return list(found["SecondaryCidrBlocks"]["SecondaryCidrBlock"])


def test_vswitches_lie_in_any_block(cloud: Cloud, net: Net) -> None:
    associate(cloud, net)
    assert secondary(cloud, net) == [SECOND]
    vswitch = cloud.vpc("CreateVSwitch", VpcId=net.vpc, ZoneId=ZONE, CidrBlock="10.0.1.0/24")["VSwitchId"]
    cloud.vpc("ModifyVpcAttribute", VpcId=net.vpc, CidrBlock="192.168.0.0/17")
    with refused("DependencyViolation.VSwitch", 400):
        cloud.vpc("UnassociateVpcCidrBlock", VpcId=net.vpc, SecondaryCidrBlock=SECOND)
    cloud.vpc("DeleteVSwitch", VSwitchId=vswitch)
    cloud.vpc("UnassociateVpcCidrBlock", VpcId=net.vpc, SecondaryCidrBlock=SECOND)
    assert secondary(cloud, net) == []
    with refused("InvalidCidrBlock.NotFound", 400):
        cloud.vpc("UnassociateVpcCidrBlock", VpcId=net.vpc, SecondaryCidrBlock=SECOND)


def test_blocks_that_a_vpc_cannot_have(cloud: Cloud, net: Net) -> None:
    associate(cloud, net)
    for elsewhere in (cloud.by("user"), cloud.at("cn-hangzhou")):
        with refused("InvalidVpc.NotFound", 400):
            associate(elsewhere, net, "10.1.0.0/16")
    for block in ("192.168.0.0/20", SECOND):
        with refused("InvalidCidrBlock", 400):
            associate(cloud, net, block)
    with refused("UnsupportedParameter"):
        cloud.vpc("AssociateVpcCidrBlock", VpcId=net.vpc, SecondaryCidrBlock="172.16.0.0/16", IpVersion="IPV6")
    for number in range(1, 5):
        associate(cloud, net, f"10.{number}.0.0/16")
    with refused("QuotaExceeded.VpcMultiCidr"):
        associate(cloud, net, "10.9.0.0/16")


def route_table(cloud: Cloud, net: Net) -> dict[str, Any]:
    (table,) = cloud.vpc("DescribeRouteTableList", VpcId=net.vpc)["RouterTableList"]["RouterTableListType"]
    return dict(table)


def test_the_system_route_table_changes(cloud: Cloud, net: Net) -> None:
    table = route_table(cloud, net)["RouteTableId"]
    changes = {"RouteTableName": "main", "Description": "of the VPC", "RoutePropagationEnable": False}
    cloud.vpc("ModifyRouteTableAttributes", RouteTableId=table, **changes)
    assert changes.items() <= route_table(cloud, net).items()
    cloud.vpc("ModifyRouteTableAttributes", RouteTableId=table, Description="renamed")
    assert (route_table(cloud, net)["Description"], route_table(cloud, net)["RouteTableName"]) == ("renamed", "main")
    with refused("InvalidRouteTableId.NotFound", 404):
        cloud.by("user").vpc("ModifyRouteTableAttributes", RouteTableId=table, Description="mine")


@pytest.mark.parametrize(("table", "count"), [("", 1), ("vtb-nothing", 0)])
def test_vswitches_are_found_by_route_table(cloud: Cloud, net: Net, table: str, count: int) -> None:
    wanted = table or route_table(cloud, net)["RouteTableId"]
    assert cloud.vpc("DescribeVSwitches", RouteTableId=wanted)["TotalCount"] == count
