"""Resource groups, and the resources in them."""

import pytest

from alicloud_sandbox.core.resource_groups import default_id
from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.sandbox.conftest import Cloud, Net, refused

DEFAULT = default_id(ACCOUNTS["resource"])
TAGS = [{"Key": "team", "Value": "net"}]


def create(cloud: Cloud, name: str, **more: object) -> str:
    answer = cloud.resource_manager("CreateResourceGroup", Name=name, DisplayName=f"The {name}", **more)
    return str(answer["ResourceGroup"]["Id"])


def names(cloud: Cloud, **filters: object) -> list[str]:
    found = cloud.resource_manager("ListResourceGroups", **filters)["ResourceGroups"]["ResourceGroup"]
    return [group["Name"] for group in found]


def test_a_group_reads_back_in_every_region(cloud: Cloud) -> None:
    group = create(cloud, "shop", Tag=TAGS)
    found = cloud.at("cn-shanghai").resource_manager("GetResourceGroup", ResourceGroupId=group, IncludeTags=True)
    row = found["ResourceGroup"]
    assert (row["Name"], row["DisplayName"], row["Status"]) == ("shop", "The shop", "OK")
    assert (row["AccountId"], row["Tags"]["Tag"]) == (ACCOUNTS["resource"], [{"TagKey": "team", "TagValue": "net"}])
    assert {"RegionId": "cn-beijing", "Status": "OK"} in row["RegionStatuses"]["RegionStatus"]


def test_groups_pass_every_filter(cloud: Cloud) -> None:
    group = create(cloud, "shop", Tag=TAGS)
    assert names(cloud) == ["default", "rg-1", "rg-2", "shop"]
    assert names(cloud, Status="OK", PageSize=2, PageNumber=2) == ["rg-2", "shop"]
    finds_one: dict[str, object] = {
        "ResourceGroupId": group,
        "ResourceGroupIds": [group],
        "Name": "sho",
        "DisplayName": "The s",
        "Tag": TAGS,
    }
    for name, value in finds_one.items():
        assert names(cloud, **{name: value}) == ["shop"], name
    assert names(cloud, ResourceGroupId="rg-1", ResourceGroupIds=["rg-2"]) == ["rg-2"]
    assert names(cloud, Status="Creating") == []
    assert names(cloud.by("user")) == ["default"]


def test_the_default_group_of_each_account_can_change_but_not_go(cloud: Cloud) -> None:
    cloud.resource_manager("UpdateResourceGroup", ResourceGroupId=DEFAULT, NewDisplayName="Ours")
    cloud.resource_manager("TagResources", ResourceType="resourcegroup", ResourceId=[DEFAULT], Tag=TAGS)
    assert names(cloud, DisplayName="Ours", Tag=TAGS) == ["default"]
    cloud.resource_manager("UntagResources", ResourceType="resourcegroup", ResourceId=[DEFAULT], TagKey=["team"])
    listed = cloud.resource_manager("ListTagResources", ResourceType="ResourceGroup", ResourceId=[DEFAULT])
    assert listed == {"TagResources": []}
    with refused("InvalidParameter.ResourceGroupId", 400):
        cloud.resource_manager("DeleteResourceGroup", ResourceGroupId=DEFAULT)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"Name": "x"}, "InvalidParameter.Name.Length"),
        ({"Name": "1x"}, "InvalidParameter.Name.InvalidChars"),
        ({"Name": "shop", "DisplayName": "x" * 51}, "InvalidParameter.DisplayName.Length"),
        ({"Name": "rg-1"}, "EntityAlreadyExists.ResourceGroup"),
    ],
)
def test_malformed_and_repeated_names_are_refused(cloud: Cloud, fields: dict[str, str], code: str) -> None:
    with refused(code):
        cloud.resource_manager("CreateResourceGroup", **{"DisplayName": "x", **fields})


def test_an_account_has_thirty_groups_beside_the_default_one(cloud: Cloud) -> None:
    for number in range(28):
        create(cloud, f"group-{number}")
    with refused("LimitExceeded.ResourceGroup", 409):
        create(cloud, "another")


def test_a_group_goes_once_it_is_empty(cloud: Cloud, net: Net) -> None:
    group = create(cloud, "shop")
    cloud.vpc("MoveResourceGroup", ResourceId=net.vpc, NewResourceGroupId=group)
    with refused("DeleteConflict.ResourceGroup.Resource", 409) as refusal:
        cloud.resource_manager("DeleteResourceGroup", ResourceGroupId=group)
    assert net.vpc in refusal.value.message
    cloud.vpc("MoveResourceGroup", ResourceId=net.vpc, NewResourceGroupId=DEFAULT)
    answer = cloud.resource_manager("DeleteResourceGroup", ResourceGroupId=group)
    assert answer["ResourceGroup"]["Status"] == "PendingDelete"
    with refused("EntityNotExists.ResourceGroup", 404):
        cloud.resource_manager("GetResourceGroup", ResourceGroupId=group)


def test_vpc_resources_are_in_the_default_group_unless_another_is_given(cloud: Cloud, net: Net) -> None:
    assert cloud.vpc("DescribeVpcAttribute", VpcId=net.vpc)["ResourceGroupId"] == DEFAULT
    assert cloud.vpc("DescribeVSwitchAttributes", VSwitchId=net.vswitch)["ResourceGroupId"] == DEFAULT
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc, ResourceGroupId="rg-1")
    assert gateway["ResourceGroupId"] == "rg-1"
    cloud.vpc(
        "MoveResourceGroup", ResourceType="IPV6GATEWAY", ResourceId=gateway["Ipv6GatewayId"], NewResourceGroupId="rg-2"
    )
    moved = cloud.vpc("DescribeIpv6GatewayAttribute", Ipv6GatewayId=gateway["Ipv6GatewayId"])
    assert moved["ResourceGroupId"] == "rg-2"


def test_a_group_that_the_account_does_not_have_is_refused(cloud: Cloud, net: Net) -> None:
    with refused("InvalidResourceGroupId.NotFound", 404):
        cloud.by("user").vpc("CreateVpc", ResourceGroupId="rg-1")
    with refused("InvalidResourceGroup.NotFound", 404):
        cloud.ecs("CreateSecurityGroup", VpcId=net.vpc, ResourceGroupId="rg-nobody")
