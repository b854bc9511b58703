"""Tags and resource groups of VPC resources."""

from typing import Any

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.vpc.vpc_fixtures import make_address, make_gateway


@pytest.fixture
def vpc(cloud: Cloud) -> str:
    return make_vpc(cloud)


def make_vpc(cloud: Cloud) -> str:
    return str(cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"])


def write(cloud: Cloud, resources: list[str], tags: dict[str, str], kind: str = "VPC") -> None:
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    cloud.vpc("TagResources", ResourceType=kind, ResourceId=resources, Tag=pairs)


def listing(cloud: Cloud, kind: str = "VPC", **filters: object) -> list[dict[str, Any]]:
    return list(cloud.vpc("ListTagResources", ResourceType=kind, **filters)["TagResources"]["TagResource"])


def tags_of(cloud: Cloud, vpc: str) -> dict[str, str]:
    return {row["TagKey"]: row["TagValue"] for row in listing(cloud, ResourceId=[vpc])}


def test_tags_are_written_replaced_and_taken_off(cloud: Cloud, vpc: str) -> None:
    other = make_vpc(cloud)
    write(cloud, [vpc, other], {"team": "net", "env": "dev"})
    write(cloud, [vpc], {"env": "test", "empty": ""})
    assert tags_of(cloud, vpc) == {"team": "net", "env": "test", "empty": ""}
    assert tags_of(cloud, other) == {"team": "net", "env": "dev"}
    assert cloud.vpc("DescribeVpcAttribute", VpcId=other)["Tags"]["Tag"] == [
        {"Key": "team", "Value": "net"},
        {"Key": "env", "Value": "dev"},
    ]
    cloud.vpc("UnTagResources", ResourceType="VPC", ResourceId=[vpc, other], TagKey=["team", "nothing"])
    assert (tags_of(cloud, vpc), tags_of(cloud, other)) == ({"env": "test", "empty": ""}, {"env": "dev"})
    cloud.vpc("UnTagResources", ResourceType="VPC", ResourceId=[vpc], TagKey=["env"], All=True)
    assert tags_of(cloud, vpc) == {"empty": ""}
    cloud.vpc("UnTagResources", ResourceType="VPC", ResourceId=[vpc], All=True)
    assert (tags_of(cloud, vpc), tags_of(cloud, other)) == ({}, {"env": "dev"})


def test_every_type_of_resource_has_tags(cloud: Cloud, net: Net) -> None:
    gateway = make_gateway(cloud, net)
    (table,) = cloud.vpc("DescribeRouteTableList", VpcId=net.vpc)["RouterTableList"]["RouterTableListType"]
    resources = {
        "VPC": net.vpc,
        "vswitch": net.vswitch,
        "RouteTable": table["RouteTableId"],
        "IPV6GATEWAY": gateway,
        "Ipv6Address": make_address(cloud, net, gateway).address_id,
    }
    for kind, resource in resources.items():
        write(cloud, [resource], {"kind": kind}, kind)
        assert listing(cloud, kind, ResourceId=[resource]) == [
            {"ResourceId": resource, "ResourceType": kind, "TagKey": "kind", "TagValue": kind}
        ]
        if kind != "VPC":
            with refused("InvalidResourceId.NotFound", 404):
                write(cloud, [resource], {"kind": kind}, "VPC")


def test_resources_are_found_by_their_tags(cloud: Cloud, vpc: str) -> None:
    other, plain = make_vpc(cloud), make_vpc(cloud)
    write(cloud, [vpc], {"env": "dev", "team": "net"})
    write(cloud, [other], {"env": "test"})

    def found(*tags: dict[str, str], among: list[str] | None = None) -> set[str]:
        return {row["ResourceId"] for row in listing(cloud, Tag=list(tags), ResourceId=among or [])}

    assert found({"Key": "env"}) == {vpc, other}
    assert found({"Key": "env", "Value": "dev"}) == {vpc}
    assert found({"Key": "env", "Value": "dev"}, {"Key": "team"}) == {vpc}
    assert found({"Key": "env", "Value": "test"}, {"Key": "team"}) == set()
    assert found({"Key": "env"}, among=[other, plain]) == {other}


def test_a_long_listing_comes_in_pages(cloud: Cloud) -> None:
    vpcs = [make_vpc(cloud) for _ in range(4)]
    write(cloud, vpcs, {f"key-{number:02}": "v" for number in range(20)})
    seen: list[tuple[str, str]] = []
    token = ""
    sizes = []
    while True:
        answer = cloud.vpc("ListTagResources", ResourceType="VPC", ResourceId=vpcs, MaxResults=30, NextToken=token)
        rows = answer["TagResources"]["TagResource"]
        seen += [(row["ResourceId"], row["TagKey"]) for row in rows]
        sizes.append(len(rows))
        token = answer["NextToken"]
        if not token:
            break
    assert sizes == [30, 30, 20]
    assert sorted(seen) == sorted((vpc, f"key-{number:02}") for vpc in vpcs for number in range(20))
    assert len(cloud.vpc("ListTagResources", ResourceType="VPC", ResourceId=vpcs)["TagResources"]["TagResource"]) == 50
    for wrong in (0, 51):
        with refused("IllegalParam.MaxResults", 400):
            listing(cloud, ResourceId=vpcs, MaxResults=wrong)


def test_what_is_missing_or_unknown_is_refused(cloud: Cloud, vpc: str) -> None:
    with refused("MissingParam.ResourceId", 400):
        listing(cloud)
    with refused("MissingParam.Tag", 400):
        cloud.vpc("TagResources", ResourceType="VPC", ResourceId=[vpc])
    with refused("MissingParam.TagKey", 400):
        cloud.vpc("UnTagResources", ResourceType="VPC", ResourceId=[vpc])
    with refused("InvalidResourceType.NotFound", 404):
        write(cloud, [vpc], {"k": "v"}, "EIP")
    with refused("InvalidResourceId.NotFound", 404):
        write(cloud, [vpc, "vpc-nobody"], {"k": "v"})
    assert tags_of(cloud, vpc) == {}
    assert listing(cloud, ResourceId=["vpc-nobody"]) == []


def test_bad_tags_are_refused(cloud: Cloud, vpc: str) -> None:
    for tags in ({"aliyun-x": "v"}, {"acs:x": "v"}, {"": "v"}, {"k": "http://x"}, {"k" * 129: "v"}, {"k": "v" * 129}):
        with refused("InvalidTagKey.Malformed", 400):
            write(cloud, [vpc], tags)
    with refused("Duplicate.TagKey", 400):
        twice = [{"Key": "k", "Value": "1"}, {"Key": "k", "Value": "2"}]
        cloud.vpc("TagResources", ResourceType="VPC", ResourceId=[vpc], Tag=twice)
    write(cloud, [vpc], {f"key-{number}": "v" for number in range(20)})
    with refused("QuotaExceed.Tags", 403):
        write(cloud, [vpc], {"one-more": "v"})
    write(cloud, [vpc], {"key-0": "other value"})
    assert len(tags_of(cloud, vpc)) == 20


def test_a_vpc_moves_to_another_resource_group(cloud: Cloud, vpc: str) -> None:
    cloud.vpc("MoveResourceGroup", ResourceId=vpc, NewResourceGroupId="rg-2")
    assert cloud.vpc("DescribeVpcAttribute", VpcId=vpc)["ResourceGroupId"] == "rg-2"
    assert [row["VpcId"] for row in cloud.vpc("DescribeVpcs", ResourceGroupId="rg-2")["Vpcs"]["Vpc"]] == [vpc]
    with refused("InvalidResourceType.NotFound", 404):
        cloud.vpc("MoveResourceGroup", ResourceId=vpc, NewResourceGroupId="rg-2", ResourceType="eip")
    with refused("InvalidVpcId.NotFound", 404):
        cloud.vpc("MoveResourceGroup", ResourceId="vpc-nobody", NewResourceGroupId="rg-2")


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud, vpc: str) -> None:
    write(cloud, [vpc], {"env": "dev"})
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        assert listing(other, ResourceId=[vpc]) == []
        assert listing(other, Tag=[{"Key": "env"}]) == []
        with refused("InvalidResourceId.NotFound", 404):
            write(other, [vpc], {"env": "mine"})
        with refused("InvalidResourceId.NotFound", 404):
            other.vpc("UnTagResources", ResourceType="VPC", ResourceId=[vpc], All=True)
        with refused("InvalidVpcId.NotFound", 404):
            other.vpc("MoveResourceGroup", ResourceId=vpc, NewResourceGroupId="rg-2")
    assert tags_of(cloud, vpc) == {"env": "dev"}
