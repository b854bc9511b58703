"""The default VPC of a region and its default vSwitches."""

from ipaddress import IPv6Network

from alicloud_rules import addressing
from tests.sandbox.conftest import ZONE, Cloud, Net, refused


def test_a_region_has_one_default_vpc(cloud: Cloud, net: Net) -> None:
    vpc = cloud.vpc("CreateDefaultVpc", EnableIpv6=True, ResourceGroupId="rg-1")["VpcId"]
    found = cloud.vpc("DescribeVpcAttribute", VpcId=vpc, IsDefault=True)
    assert (found["IsDefault"], found["EnabledIpv6"], found["ResourceGroupId"]) == (True, True, "rg-1")
    for default, expected in ((True, vpc), (False, net.vpc)):
        assert [row["VpcId"] for row in cloud.vpc("DescribeVpcs", IsDefault=default)["Vpcs"]["Vpc"]] == [expected]
    with refused("OperationFailed.DefaultVpcExist", 400):
        cloud.vpc("CreateDefaultVpc")
    with refused("UnsupportedParameter"):
        cloud.at("cn-shanghai").vpc("CreateDefaultVpc", Ipv6CidrBlock="2001:db8::/56")
    with refused("InvalidVpcId.NotFound", 404):
        cloud.vpc("DescribeVpcAttribute", VpcId=net.vpc, IsDefault=True)


def test_a_zone_has_one_default_vswitch_and_the_vpc_comes_with_the_first(cloud: Cloud, net: Net) -> None:
    first = cloud.vpc("CreateDefaultVSwitch", ZoneId=ZONE)["VSwitchId"]
    with refused("OperationFailed.DefaultVSwitchExist", 400):
        cloud.vpc("CreateDefaultVSwitch", ZoneId=ZONE)
    second = cloud.vpc("CreateDefaultVSwitch", ZoneId="cn-beijing-h")["VSwitchId"]
    rows = cloud.vpc("DescribeVSwitches", IsDefault=True)["VSwitches"]["VSwitch"]
    assert [row["VSwitchId"] for row in rows] == [first, second]
    assert [row["CidrBlock"] for row in rows] == ["172.31.0.0/20", "172.31.16.0/20"]
    assert rows[0]["VpcId"] == rows[1]["VpcId"] != net.vpc
    with refused("InvalidZoneId.NotFound", 404):
        cloud.vpc("CreateDefaultVSwitch", ZoneId="cn-shanghai-b")


def test_a_default_vswitch_takes_an_ipv6_block_of_the_default_vpc(cloud: Cloud) -> None:
    vpc = cloud.vpc("CreateDefaultVpc", EnableIpv6=True)["VpcId"]
    vswitch = cloud.vpc("CreateDefaultVSwitch", ZoneId=ZONE, Ipv6CidrBlock=7)["VSwitchId"]
    block = addressing.vswitch_ipv6_block(IPv6Network(cloud.vpc("DescribeVpcAttribute", VpcId=vpc)["Ipv6CidrBlock"]), 7)
    assert cloud.vpc("DescribeVSwitchAttributes", VSwitchId=vswitch)["Ipv6CidrBlock"] == str(block)
