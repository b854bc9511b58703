"""Creation by table, with an API that returns prepared answers."""

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up import create_resource
from alicloud_offline.up.create_resource import ResourceRequest, create_by_table, wait_until
from tests.offline.up.prepared_api import PreparedApi

NETWORK = "alicloud:vpc/network:Network"
URN = "urn:pulumi:dev::p::alicloud:vpc/network:Network::v"


def test_a_resource_is_created_and_read() -> None:
    api = PreparedApi(
        {"VpcId": "vpc-1"}, {"Status": "Available", "Ipv6CidrBlock": "2001:db8::/56", "VRouterId": "vrt-1"}
    )
    request = ResourceRequest(URN, NETWORK, {"vpcName": "test-vpc-1", "tags": {"a": "b"}})
    identifier, state = create_by_table(api, request)
    assert api.calls == [
        (
            "Vpc",
            "CreateVpc",
            {"VpcName": "test-vpc-1", "Tag": [{"Key": "a", "Value": "b"}], "ClientToken": request.token},
        ),
        ("Vpc", "DescribeVpcAttribute", {"VpcId": "vpc-1"}),
    ]
    assert identifier == "vpc-1"
    assert (state["vpcName"], state["ipv6CidrBlock"], state["routerId"]) == ("test-vpc-1", "2001:db8::/56", "vrt-1")


def test_what_the_provider_does_not_send_is_not_sent_here() -> None:
    api = PreparedApi({"VSwitchId": "vsw-1"}, {"Status": "Available", "EnabledIpv6": True})
    request = ResourceRequest(URN, "alicloud:vpc/switch:Switch", {"enableIpv6": True, "ipv6CidrBlockMask": 1})
    create_by_table(api, request)
    assert api.calls[0] == ("Vpc", "CreateVSwitch", {"Ipv6CidrBlock": 1, "ClientToken": request.token})


def test_the_token_names_the_resource_and_fits() -> None:
    same, other = ResourceRequest(URN, NETWORK, {"a": 1}), ResourceRequest(URN + "2", NETWORK, {"a": 1})
    assert ResourceRequest(URN, NETWORK, {}).token == same.token != other.token
    assert len(same.token) <= 64


def test_an_unknown_property_is_refused_by_name_before_any_call() -> None:
    api = PreparedApi()
    with pytest.raises(OfflineError, match="does not support 'ipv4IpamPoolId'"):
        create_by_table(api, ResourceRequest(URN, NETWORK, {"ipv4IpamPoolId": "x"}))
    assert api.calls == []


def test_it_waits_for_the_status() -> None:
    seen = iter([{"Status": "Pending"}, {"Status": "Available"}])
    assert wait_until(lambda: next(seen), ("Available",), "VPC v") == {"Status": "Available"}


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_resource, "TIMEOUT", 0.1)
    with pytest.raises(OfflineError, match=r"Waited 0\.1 s in vain for VPC v to be Available\. It is Pending\."):
        wait_until(lambda: {"Status": "Pending"}, ("Available",), "VPC v")
