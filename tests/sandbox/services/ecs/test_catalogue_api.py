"""The catalogue: regions, zones, what they sell, instance types and images."""

from typing import Any

import pytest

from alicloud_rules import instance_types
from alicloud_rules.limits import DOCUMENTED
from alicloud_rules.regions import REGIONS, check_zone
from alicloud_sandbox.core import catalogue
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.services.ecs.instance_fixtures import IMAGE


def zones_that_sell(cloud: Cloud, **filters: object) -> list[str]:
    answer = cloud.ecs("DescribeAvailableResource", **{"DestinationResource": "Zone", **filters})
    return [row["ZoneId"] for row in answer["AvailableZones"]["AvailableZone"]]


def offers(cloud: Cloud, kind: str, **filters: object) -> dict[str, list[str]]:
    answer = cloud.ecs("DescribeAvailableResource", DestinationResource=kind, **filters)
    return {
        row["ZoneId"]: [
            offer["Value"]
            for offer in row["AvailableResources"]["AvailableResource"][0]["SupportedResources"]["SupportedResource"]
        ]
        for row in answer["AvailableZones"]["AvailableZone"]
    }


def images(cloud: Cloud, **filters: object) -> list[dict[str, Any]]:
    return list(cloud.ecs("DescribeImages", PageSize=100, **filters)["Images"]["Image"])


def type_ids(cloud: Cloud, **filters: object) -> list[str]:
    rows = cloud.ecs("DescribeInstanceTypes", **filters)["InstanceTypes"]["InstanceType"]
    return [row["InstanceTypeId"] for row in rows]


def test_every_zone_has_the_form_of_its_region() -> None:
    assert set(catalogue.REGIONS) <= REGIONS
    assert not [zone.id for zone in catalogue.ZONES.values() if check_zone(zone.id, zone.region_id)]


def test_every_family_has_a_disk_and_a_zone() -> None:
    families = {found.family for found in instance_types.CATALOGUE.values()}
    assert families == set(catalogue.DISK_CATEGORIES)
    assert families == {family for zone in catalogue.ZONES.values() for family in zone.families}


@pytest.mark.parametrize("region", sorted(DOCUMENTED.eni_ipv6_regions or ()))
def test_each_region_of_the_page_sells_the_page_s_instance_type(cloud: Cloud, region: str) -> None:
    assert zones_that_sell(cloud.at(region), InstanceType="ecs.g6.large")


def test_the_first_zone_of_beijing_does_not_sell_the_page_s_instance_type(cloud: Cloud) -> None:
    zones = [row["ZoneId"] for row in cloud.ecs("DescribeZones")["Zones"]["Zone"]]
    selling = zones_that_sell(cloud, InstanceType="ecs.g6.large")
    assert zones[0] not in selling
    assert zones.index(selling[0]) > 0


def test_describe_regions_names_them_in_both_languages(cloud: Cloud) -> None:
    chinese = {row["RegionId"]: row for row in cloud.ecs("DescribeRegions")["Regions"]["Region"]}
    english = {
        row["RegionId"]: row["LocalName"]
        for row in cloud.ecs("DescribeRegions", AcceptLanguage="en-US")["Regions"]["Region"]
    }
    assert chinese["cn-beijing"]["LocalName"] == "华北2（北京）"
    assert chinese["cn-beijing"]["RegionEndpoint"] == "ecs.cn-beijing.aliyuncs.com"
    assert english["cn-beijing"] == "China (Beijing)"
    with refused("InvalidParameter"):
        cloud.ecs("DescribeRegions", AcceptLanguage="fr")


def test_describe_zones_says_what_each_sells(cloud: Cloud) -> None:
    zones = {row["ZoneId"]: row for row in cloud.ecs("DescribeZones")["Zones"]["Zone"]}
    newest = zones["cn-beijing-l"]
    assert "ecs.g7.large" in newest["AvailableInstanceTypes"]["InstanceTypes"]
    assert "cloud_auto" in newest["AvailableDiskCategories"]["DiskCategories"]
    (info,) = newest["AvailableResources"]["ResourcesInfo"]
    assert info["IoOptimized"] is True
    assert "ecs.g7" in info["InstanceTypeFamilies"]["supportedInstanceTypeFamily"]
    assert "ecs.g6.large" not in zones["cn-beijing-a"]["AvailableInstanceTypes"]["InstanceTypes"]
    brief = cloud.ecs("DescribeZones", Verbose=False)["Zones"]["Zone"][0]
    assert brief == {"ZoneId": "cn-beijing-a", "LocalName": "华北2（北京） 可用区A", "ZoneType": "AvailabilityZone"}


def test_an_unknown_region_is_refused(cloud: Cloud) -> None:
    with refused("InvalidRegionId.NotFound", 404):
        cloud.at("cn-nowhere").ecs("DescribeZones")


def test_spot_and_subscriptions_are_refused(cloud: Cloud) -> None:
    with refused("UnsupportedParameter"):
        cloud.ecs("DescribeZones", InstanceChargeType="PrePaid")
    with refused("UnsupportedParameter"):
        zones_that_sell(cloud, SpotStrategy="SpotAsPriceGo")


def test_available_resources_pass_every_filter(cloud: Cloud) -> None:
    assert offers(cloud, "InstanceType", ZoneId="cn-beijing-g", Cores=2, Memory=8)["cn-beijing-g"] == [
        "ecs.g6.large",
        "ecs.g6e.large",
        "ecs.g5.large",
        "ecs.s6-c1m4.large",
        "ecs.t6-c1m4.large",
        "ecs.t5-lc1m4.large",
        "ecs.t5-c1m4.large",
        "ecs.sn2ne.large",
        "ecs.mn4.large",
    ]
    disks = offers(cloud, "SystemDisk", ZoneId="cn-beijing-l", InstanceType="ecs.g7.large")
    assert disks == {"cn-beijing-l": ["cloud_essd", "cloud_auto"]}
    assert offers(cloud, "DataDisk", ZoneId="cn-beijing-l", InstanceType="ecs.g7.large") == disks
    assert "cn-beijing-a" not in zones_that_sell(cloud, SystemDiskCategory="cloud_auto")
    assert offers(cloud, "Network", ZoneId="cn-beijing-g") == {"cn-beijing-g": ["vpc"]}
    assert zones_that_sell(cloud, IoOptimized="none") == zones_that_sell(cloud, NetworkCategory="classic") == []


def test_available_resource_refuses_what_it_cannot_answer(cloud: Cloud) -> None:
    with refused("MissingParameter"):
        offers(cloud, "SystemDisk")
    with refused("UnsupportedParameter"):
        offers(cloud, "ddh")
    with refused("InvalidZoneId.NotFound", 404):
        offers(cloud, "Zone", ZoneId="cn-shanghai-b")


def test_instance_types_are_filtered(cloud: Cloud) -> None:
    assert type_ids(cloud, InstanceTypes=["ecs.g6.large", "ecs.none"]) == ["ecs.g6.large"]
    assert type_ids(cloud, InstanceTypeFamily="ecs.g6", MinimumCpuCoreCount=32, MaximumCpuCoreCount=32) == [
        "ecs.g6.8xlarge"
    ]
    without_ipv6 = set(type_ids(cloud)) - set(type_ids(cloud, MinimumEniIpv6AddressQuantity=1))
    assert {"ecs.n4.small", "ecs.ic5.large"} <= without_ipv6
    assert type_ids(cloud, MinimumEniIpv6AddressQuantity=1, InstanceTypes=["ecs.n4.small"]) == []
    assert type_ids(cloud, InstanceFamilyLevel="CreditEntryLevel", InstanceTypeFamilies=["ecs.t6", "ecs.g6"])
    assert type_ids(cloud, CpuArchitecture="ARM") == type_ids(cloud, MinimumGPUAmount=1) == []


def test_an_instance_type_has_the_numbers_of_the_limits(cloud: Cloud) -> None:
    (row,) = cloud.ecs("DescribeInstanceTypes", InstanceTypes=["ecs.g6.large"])["InstanceTypes"]["InstanceType"]
    assert (row["EniQuantity"], row["EniPrivateIpAddressQuantity"], row["EniIpv6AddressQuantity"]) == (2, 6, 1)
    assert "NetworkCards" not in row  # the provider would send NetworkCardIndex for a type that has them


def test_instance_types_come_in_pages(cloud: Cloud) -> None:
    found: list[str] = []
    token = ""
    while True:
        answer = cloud.ecs("DescribeInstanceTypes", MaxResults=50, NextToken=token)
        found += [row["InstanceTypeId"] for row in answer["InstanceTypes"]["InstanceType"]]
        token = answer["NextToken"]
        if not token:
            break
    assert sorted(found) == sorted(type_ids(cloud))


def test_images_are_found_by_family_and_name(cloud: Cloud) -> None:
    family = images(
        cloud, ImageFamily="acs:centos_7_3_x64", OSType="linux", Architecture="x86_64", ImageOwnerAlias="system"
    )
    assert IMAGE in [image["ImageId"] for image in family]
    assert {image["OSNameEn"] for image in family} == {"CentOS 7.3 64 bit"}
    assert {image["Platform"] for image in images(cloud, ImageName="ubuntu_*")} == {"Ubuntu"}
    assert [image["ImageId"] for image in images(cloud, ImageId=f"{IMAGE},nothing")] == [IMAGE]
    assert {image["OSType"] for image in images(cloud, OSType="windows")} == {"windows"}
    recent = images(cloud, Filter=[{"Key": "CreationStartTime", "Value": "2021-01-01T00:00Z"}])
    assert recent and all(image["CreationTime"] >= "2021" for image in recent)


@pytest.mark.parametrize(
    "name",
    [
        "aliyun_3_x64_20G_alibase_*",
        "debian_12_*_x64_20G_alibase_*",
        "rockylinux_9_*_x64_20G_alibase_*",
        "ubuntu_22_04_x64_20G_alibase_*",
        "ubuntu_24_04_x64_20G_alibase_*",
        "win2022_21H2_x64_dtc_en-us_40G_alibase_*",
    ],
)
def test_current_distributions_have_images_that_run_on_current_types(cloud: Cloud, name: str) -> None:
    newest = max(images(cloud, ImageName=name), key=lambda image: str(image["CreationTime"]))
    answer = cloud.ecs("DescribeImageSupportInstanceTypes", ImageId=newest["ImageId"])
    types = {row["InstanceTypeId"]: row for row in answer["InstanceTypes"]["InstanceType"]}
    assert (types["ecs.g8i.large"]["CpuCoreCount"], types["ecs.g8i.large"]["MemorySize"]) == (2, 8)


def test_image_support_needs_an_image_and_a_known_purpose(cloud: Cloud) -> None:
    with refused("InvalidImageId.NotFound", 404):
        cloud.ecs("DescribeImageSupportInstanceTypes", ImageId="nothing")
    with refused("InvalidParameter"):
        cloud.ecs("DescribeImageSupportInstanceTypes", ImageId=IMAGE, ActionType="Boot")


def test_there_is_an_image_for_every_helper() -> None:
    helpers = {image.helper for image in catalogue.IMAGES.values()}
    assert {"rhel", "debian", "sles", "coreos", "freebsd", "win"} <= helpers
    assert any(image.configures_ipv6 for image in catalogue.IMAGES.values())


def test_nobody_has_images_of_their_own(cloud: Cloud) -> None:
    for filters in ({"ImageOwnerAlias": "self"}, {"IsPublic": True}, {"Status": "Creating"}, {"Usage": "instance"}):
        assert images(cloud, **filters) == []
    with refused("InvalidFilterKey.NotFound"):
        images(cloud, Filter=[{"Key": "NetworkType", "Value": "vpc"}])


def test_the_page_after_the_last_image_is_empty(cloud: Cloud) -> None:
    answer = cloud.ecs("DescribeImages", PageSize=100, PageNumber=2)
    assert answer["Images"] == {"Image": []}
    assert answer["TotalCount"] == len(catalogue.IMAGES)
