"""Data sources in the provider's form."""

from typing import Any

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.data_source_queries import query_data_source
from tests.offline.up.prepared_api import PreparedApi

IMAGES = {
    "Images": {
        "Image": [
            {"ImageId": "old", "ImageName": "centos_7_x64", "CreationTime": "2024-01-01T00:00:00Z"},
            {"ImageId": "new", "ImageName": "centos_7_x64", "CreationTime": "2025-01-01T00:00:00Z"},
            {"ImageId": "other", "ImageName": "ubuntu", "CreationTime": "2026-01-01T00:00:00Z"},
        ]
    }
}
ZONES = {
    "AvailableZones": {"AvailableZone": [{"ZoneId": "z-b", "Status": "Available"}, {"ZoneId": "z-a", "Status": ""}]}
}


@pytest.mark.parametrize(
    ("token", "arguments", "answer", "ids"),
    [
        ("alicloud:ecs/getImages:getImages", {"nameRegex": "^centos", "mostRecent": True}, IMAGES, ["new"]),
        ("alicloud:ecs/getImages:getImages", {"nameRegex": "^centos", "mostRecent": None}, IMAGES, ["new", "old"]),
        ("alicloud:index/getZones:getZones", {}, ZONES, ["z-a", "z-b"]),
    ],
)
def test_rows_are_filtered_and_ordered(
    token: str, arguments: dict[str, Any], answer: dict[str, Any], ids: list[str]
) -> None:
    assert query_data_source(PreparedApi(answer), token, arguments)["ids"] == ids


def test_networks_are_queried_by_their_ids() -> None:
    api = PreparedApi({"Vpcs": {"Vpc": [{"VpcId": "vpc-1", "Ipv6CidrBlock": "2001:db8::/56"}]}})
    found = query_data_source(api, "alicloud:vpc/getNetworks:getNetworks", {"ids": ["vpc-1", "vpc-2"]})
    assert api.calls == [("Vpc", "DescribeVpcs", {"VpcId": "vpc-1,vpc-2", "PageSize": 50})]
    assert found["vpcs"] == [{"id": "vpc-1", "vpcId": "vpc-1", "ipv6CidrBlock": "2001:db8::/56"}]


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("alicloud:vpc/getThings:getThings", "does not support alicloud:vpc/getThings:getThings; supported are"),
        ("alicloud:vpc/getNetworks:getNetworks", "does not support 'nameRegex' of getNetworks; supported are ids"),
    ],
)
def test_an_unsupported_query_is_one_sentence(token: str, message: str) -> None:
    with pytest.raises(OfflineError, match=message):
        query_data_source(PreparedApi(), token, {"nameRegex": "x"})
