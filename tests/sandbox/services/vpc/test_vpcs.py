"""VPCs and route tables. Not proved here: that the real service refuses with the same codes."""

from ipaddress import IPv6Network

import pytest

from tests.sandbox.conftest import Cloud, refused


def test_a_vpc_is_created_described_changed_and_deleted(cloud: Cloud) -> None:
    made = cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8", VpcName="test-vpc-1", Tag=[{"Key": "team", "Value": "net"}])
    read = cloud.vpc("DescribeVpcAttribute", VpcId=made["VpcId"])
    assert (read["VpcName"], read["CidrBlock"], read["Status"]) == ("test-vpc-1", "10.0.0.0/8", "Available")
    assert read["Tags"] == {"Tag": [{"Key": "team", "Value": "net"}]}
    assert (read["EnabledIpv6"], read["Ipv6CidrBlock"]) == (False, "")

    cloud.vpc("ModifyVpcAttribute", VpcId=made["VpcId"], VpcName="renamed", Description="a network", EnableIPv6=True)
    read = cloud.vpc("DescribeVpcAttribute", VpcId=made["VpcId"])
    assert (read["VpcName"], read["Description"], read["EnabledIpv6"]) == ("renamed", "a network", True)
    assert IPv6Network(read["Ipv6CidrBlock"]).prefixlen == 56

    cloud.vpc("DeleteVpc", VpcId=made["VpcId"])
    with refused("InvalidVpcId.NotFound", 404):
        cloud.vpc("DescribeVpcAttribute", VpcId=made["VpcId"])
    assert cloud.vpc("DescribeRouteTableList")["TotalCount"] == 0


def test_its_system_route_table_comes_with_it(cloud: Cloud) -> None:
    made = cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")
    cloud.vpc("CreateVpc", CidrBlock="172.16.0.0/12")
    rows = cloud.vpc("DescribeRouteTableList", VpcId=made["VpcId"])["RouterTableList"]["RouterTableListType"]
    assert [(row["RouteTableId"], row["RouteTableType"], row["VpcId"], row["RouterId"]) for row in rows] == [
        (made["RouteTableId"], "System", made["VpcId"], made["VRouterId"])
    ]


def test_ipv6_blocks_never_overlap(cloud: Cloud) -> None:
    for _ in range(40):
        cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True)
    rows = cloud.vpc("DescribeVpcs", PageSize=50, EnableIpv6=True)["Vpcs"]["Vpc"]
    blocks = {row["Ipv6CidrBlock"] for row in rows}
    assert len(blocks) == 40
    assert all(IPv6Network(block).subnet_of(IPv6Network("2001:db8::/32")) for block in blocks)


@pytest.mark.parametrize("cidr", ["192.168.0.1/16", "100.64.0.0/16", "192.168.0.0/30", "nonsense"])
def test_a_wrong_block_is_refused(cloud: Cloud, cidr: str) -> None:
    with refused("InvalidParameter", 400):
        cloud.vpc("CreateVpc", CidrBlock=cidr)


def test_user_blocks_are_kept_and_counted(cloud: Cloud) -> None:
    made = cloud.vpc("CreateVpc", UserCidr="10.0.0.0/8,192.168.0.0/16")
    assert cloud.vpc("DescribeVpcAttribute", VpcId=made["VpcId"])["UserCidrs"] == {
        "UserCidr": ["10.0.0.0/8", "192.168.0.0/16"]
    }
    with refused("InvalidUserCidr.Quota"):
        cloud.vpc("CreateVpc", UserCidr="10.0.0.0/8,10.0.0.0/9,10.0.0.0/10,10.0.0.0/11")
    with refused("IllegalParam.UserCidr", 400):
        cloud.vpc("CreateVpc", UserCidr="10.0.0.1/8")


def test_a_vpc_with_something_in_it_stays(cloud: Cloud) -> None:
    vpc = cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True)["VpcId"]
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=vpc)["Ipv6GatewayId"]
    with refused("DependencyViolation.Ipv6Gateway"):
        cloud.vpc("DeleteVpc", VpcId=vpc)
    vswitch = cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId="cn-beijing-g", CidrBlock="192.168.1.0/24")["VSwitchId"]
    with refused("DependencyViolation.VSwitch"):
        cloud.vpc("DeleteVpc", VpcId=vpc, ForceDelete=True)
    cloud.vpc("DeleteVSwitch", VSwitchId=vswitch)
    cloud.vpc("DeleteVpc", VpcId=vpc, ForceDelete=True)
    with refused("ResourceNotFound.Ipv6Gateway"):
        cloud.vpc("DescribeIpv6GatewayAttribute", Ipv6GatewayId=gateway)


def test_its_block_can_change_while_its_vswitches_fit(cloud: Cloud) -> None:
    vpc = cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16")["VpcId"]
    cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId="cn-beijing-g", CidrBlock="192.168.200.0/24")
    with refused("InvalidParameter"):
        cloud.vpc("ModifyVpcAttribute", VpcId=vpc, CidrBlock="192.168.0.0/17")
    cloud.vpc("ModifyVpcAttribute", VpcId=vpc, CidrBlock="192.168.128.0/17")
    assert cloud.vpc("DescribeVpcAttribute", VpcId=vpc)["CidrBlock"] == "192.168.128.0/17"


def test_filters_and_pages(cloud: Cloud) -> None:
    ids = [cloud.vpc("CreateVpc", VpcName=f"vpc-{number}", CidrBlock="10.0.0.0/8")["VpcId"] for number in range(12)]
    cloud.vpc("TagResources", ResourceType="VPC", ResourceId=ids[3:5], Tag=[{"Key": "env", "Value": "dev"}])
    second = cloud.vpc("DescribeVpcs", PageNumber=2)
    assert [row["VpcId"] for row in second["Vpcs"]["Vpc"]] == ids[10:]
    assert (second["TotalCount"], second["PageNumber"], second["PageSize"]) == (12, 2, 10)
    tagged = cloud.vpc("DescribeVpcs", Tag=[{"Key": "env"}])["Vpcs"]["Vpc"]
    assert [row["VpcId"] for row in tagged] == ids[3:5]
    named = cloud.vpc("DescribeVpcs", VpcName="vpc-7")["Vpcs"]["Vpc"]
    assert [row["VpcId"] for row in named] == [ids[7]]
    assert cloud.vpc("DescribeVpcs", VpcId=",".join(ids[:2]))["TotalCount"] == 2
    with refused("IllegalParam.PageSize"):
        cloud.vpc("DescribeVpcs", PageSize=51)


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud) -> None:
    vpc = cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        assert other.vpc("DescribeVpcs")["TotalCount"] == 0
        with refused("InvalidVpcId.NotFound", 404):
            other.vpc("DescribeVpcAttribute", VpcId=vpc)
        with refused("InvalidVpcID.NotFound", 404):
            other.vpc("DeleteVpc", VpcId=vpc)
        with refused("InvalidVpcId.NotFound", 404):
            other.vpc("ModifyVpcAttribute", VpcId=vpc, VpcName="mine")
