"""IPv6 gateways. Not proved here: the real service's codes for refused creations (they are assumed)."""

from typing import Any

import pytest

from alicloud_sandbox.core.latency import Latency, LatencyMode
from tests.sandbox.conftest import Cloud, cloud_with, refused
from tests.sandbox.services.ecs.eni_fixtures import let_time_pass


@pytest.fixture
def vpc(cloud: Cloud) -> str:
    return make_vpc(cloud)


def make_vpc(cloud: Cloud, *, ipv6: bool = True) -> str:
    return str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=ipv6)["VpcId"])


def make(cloud: Cloud, vpc: str, **more: object) -> str:
    return str(cloud.vpc("CreateIpv6Gateway", VpcId=vpc, **more)["Ipv6GatewayId"])


def read(cloud: Cloud, gateway: str) -> dict[str, Any]:
    return cloud.vpc("DescribeIpv6GatewayAttribute", Ipv6GatewayId=gateway)


def ids(cloud: Cloud, **filters: object) -> list[str]:
    rows = cloud.vpc("DescribeIpv6Gateways", **filters)["Ipv6Gateways"]["Ipv6Gateway"]
    return [row["Ipv6GatewayId"] for row in rows]


def test_a_gateway_is_created_described_changed_and_deleted(cloud: Cloud, vpc: str) -> None:
    tags = [{"Key": "team", "Value": "net"}]
    gateway = make(cloud, vpc, Name="gate", Description="to the internet", ResourceGroupId="rg-1", Tag=tags)
    found = read(cloud, gateway)
    assert (found["Name"], found["Description"], found["ResourceGroupId"]) == ("gate", "to the internet", "rg-1")
    assert (found["VpcId"], found["Status"], found["BusinessStatus"]) == (vpc, "Available", "Normal")
    assert (found["InstanceChargeType"], found["ExpiredTime"]) == ("PostPaid", "")
    assert found["Tags"] == {"Tag": tags}

    cloud.vpc("ModifyIpv6GatewayAttribute", Ipv6GatewayId=gateway, Name="renamed")
    assert (read(cloud, gateway)["Name"], read(cloud, gateway)["Description"]) == ("renamed", "to the internet")
    cloud.vpc("ModifyIpv6GatewayAttribute", Ipv6GatewayId=gateway, Description="")
    assert (read(cloud, gateway)["Name"], read(cloud, gateway)["Description"]) == ("renamed", "")

    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=gateway)
    with refused("ResourceNotFound.Ipv6Gateway", 404):
        read(cloud, gateway)
    assert make(cloud, vpc) != gateway


def test_a_vpc_has_one_gateway(cloud: Cloud, vpc: str) -> None:
    first = make(cloud, vpc)
    with refused("QuotaExceeded.Ipv6Gateway", 400) as caught:
        make(cloud, vpc)
    assert first in caught.value.message
    make(cloud, make_vpc(cloud))


def test_a_vpc_without_ipv6_has_none(cloud: Cloud) -> None:
    plain = make_vpc(cloud, ipv6=False)
    with refused("InvalidVpc.Ipv6NotTurnOn", 400):
        make(cloud, plain)
    cloud.vpc("ModifyVpcAttribute", VpcId=plain, EnableIPv6=True)
    gateway = make(cloud, plain)
    with refused("DependencyViolation.Ipv6Gateway", 400):
        cloud.vpc("ModifyVpcAttribute", VpcId=plain, EnableIPv6=False)
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=gateway)
    cloud.vpc("ModifyVpcAttribute", VpcId=plain, EnableIPv6=False)


def test_a_vpc_that_is_not_there_or_not_ready_has_none() -> None:
    slow = cloud_with(latency=Latency(LatencyMode.REAL))
    with refused("InvalidVpcId.NotFound", 404):
        make(slow, "vpc-nobody")
    vpc = make_vpc(slow)
    with refused("IncorrectStatus.Vpc", 400):
        make(slow, vpc)
    let_time_pass(slow)
    gateway = make(slow, vpc)
    assert read(slow, gateway)["Status"] == "Pending"
    let_time_pass(slow)
    assert read(slow, gateway)["Status"] == "Available"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"Name": "http://x"}, "InvalidName.Malformed"),
        ({"Name": "n" * 129}, "InvalidName.Malformed"),
        ({"Description": "http://x"}, "InvalidDescription.Malformed"),
        ({"Description": "d" * 257}, "InvalidDescription.Malformed"),
    ],
)
def test_texts_are_checked_when_made_and_when_changed(
    cloud: Cloud, vpc: str, parameters: dict[str, str], code: str
) -> None:
    with refused(code, 400):
        make(cloud, vpc, **parameters)
    gateway = make(cloud, vpc, Name="gate", Description="as it was")
    with refused(code, 400):
        cloud.vpc("ModifyIpv6GatewayAttribute", Ipv6GatewayId=gateway, **parameters)
    assert (read(cloud, gateway)["Name"], read(cloud, gateway)["Description"]) == ("gate", "as it was")


def test_filters_and_pages(cloud: Cloud) -> None:
    vpcs = [make_vpc(cloud) for _ in range(12)]
    gateways = [
        make(
            cloud,
            vpc,
            Name=f"gate-{number}",
            ResourceGroupId=f"rg-{number % 2 + 1}",
            Tag=[{"Key": "n", "Value": number}],
        )
        for number, vpc in enumerate(vpcs)
    ]
    assert ids(cloud, VpcId=vpcs[3]) == [gateways[3]]
    assert ids(cloud, Name="gate-4") == [gateways[4]]
    assert ids(cloud, Ipv6GatewayId=gateways[5]) == [gateways[5]]
    assert ids(cloud, ResourceGroupId="rg-2") == gateways[1::2]
    assert ids(cloud, Tags=[{"Key": "n", "Value": "7"}]) == [gateways[7]]
    assert ids(cloud, Name="gate-4", VpcId=vpcs[3]) == []
    second = cloud.vpc("DescribeIpv6Gateways", PageNumber=2, PageSize=5)
    assert [row["Ipv6GatewayId"] for row in second["Ipv6Gateways"]["Ipv6Gateway"]] == gateways[5:10]
    assert (second["TotalCount"], second["PageNumber"], second["PageSize"]) == (12, 2, 5)
    with refused("IllegalParam.PageSize", 400):
        ids(cloud, PageSize=51)


def test_what_hangs_on_a_gateway_keeps_it(cloud: Cloud, vpc: str) -> None:
    gateway = make(cloud, vpc)
    with refused("DependencyViolation.Ipv6Gateway", 400):
        cloud.vpc("DeleteVpc", VpcId=vpc)
    # Bandwidth and rules are in test_ipv6_bandwidths and test_egress_only_rules.
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=gateway)
    cloud.vpc("DeleteVpc", VpcId=vpc)


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud, vpc: str) -> None:
    gateway = make(cloud, vpc)
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        assert ids(other) == []
        for action in ("DescribeIpv6GatewayAttribute", "ModifyIpv6GatewayAttribute", "DeleteIpv6Gateway"):
            with refused("ResourceNotFound.Ipv6Gateway", 404):
                other.vpc(action, Ipv6GatewayId=gateway)
        with refused("InvalidVpcId.NotFound", 404):
            make(other, vpc)
