"""Finding ENIs: filters, pages, and what a look-up by id reads."""

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    find_enis,
    ids,
    make_eni,
    make_group,
    make_vswitch,
    primary_of,
    put_instance,
)


def test_finding_by_every_filter(cloud: Cloud, net: Net) -> None:
    other_vswitch, other_group = make_vswitch(cloud, net, 2), make_group(cloud, net)
    one = make_eni(
        cloud, net, NetworkInterfaceName="one", PrimaryIpAddress="192.168.1.10", PrivateIpAddress=["192.168.1.11"]
    )
    two = make_eni(
        cloud,
        net,
        VSwitchId=other_vswitch,
        SecurityGroupIds=[other_group],
        ResourceGroupId="rg-2",
        Tag=[{"Key": "n", "Value": "2"}],
    )
    instance = put_instance(cloud, net)
    primary = primary_of(cloud, instance)
    (address,) = cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=two, Ipv6AddressCount=1)["Ipv6Sets"]["Ipv6Address"]

    def found(**filters: object) -> list[str]:
        return ids(find_enis(cloud, **filters))

    assert found() == [one, two, primary]
    assert found(NetworkInterfaceId=[two, "eni-none", one]) == [two, one]
    assert found(NetworkInterfaceName="one") == [one]
    assert found(PrimaryIpAddress="192.168.1.10") == [one]
    assert found(PrivateIpAddress=["192.168.1.11", "10.0.0.1"]) == [one]
    assert found(PrivateIpAddress=["192.168.1.10"]) == []
    assert found(Ipv6Address=[address]) == [two]
    assert found(VSwitchId=other_vswitch) == [two]
    assert found(VpcId=net.vpc, Status="Available") == [one, two]
    assert found(VpcId="vpc-none") == []
    assert found(SecurityGroupId=other_group) == [two]
    assert found(SecurityGroupId=net.group) == [one]
    assert found(InstanceId=instance) == [primary]
    assert found(Type="Primary") == [primary]
    assert found(ResourceGroupId="rg-2") == [two]
    assert found(Tag=[{"Key": "n"}]) == [two]
    assert found(Tag=[{"Key": "n", "Value": "3"}]) == []
    assert found(ServiceManaged=True) == []


@pytest.mark.parametrize(
    "filters", [{"Status": "Free"}, {"Type": "Member"}, {"NetworkInterfaceId": [f"eni-{n}" for n in range(101)]}]
)
def test_a_filter_that_can_match_nothing_is_refused(cloud: Cloud, filters: dict[str, object]) -> None:
    with refused("InvalidParameter"):
        cloud.ecs("DescribeNetworkInterfaces", **filters)


def test_pages_by_number(cloud: Cloud, net: Net) -> None:
    made = [make_eni(cloud, net) for _ in range(5)]
    pages = [cloud.ecs("DescribeNetworkInterfaces", PageNumber=n, PageSize=2) for n in (1, 2, 3, 4)]
    assert [ids(page["NetworkInterfaceSets"]["NetworkInterfaceSet"]) for page in pages] == [
        made[:2],
        made[2:4],
        made[4:],
        [],
    ]
    assert [(page["TotalCount"], page["PageNumber"], page["PageSize"]) for page in pages[:2]] == [(5, 1, 2), (5, 2, 2)]


def test_pages_by_token_skip_and_repeat_nothing_while_enis_go(cloud: Cloud, net: Net) -> None:
    made = [make_eni(cloud, net) for _ in range(25)]
    seen: list[str] = []
    token = ""
    while True:
        page = cloud.ecs("DescribeNetworkInterfaces", MaxResults=10, NextToken=token or None)
        rows = ids(page["NetworkInterfaceSets"]["NetworkInterfaceSet"])
        seen += rows
        cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=rows[-1])
        token = page["NextToken"]
        if not token:
            break
    assert sorted(seen) == sorted(made)


def test_a_made_up_token_is_refused(cloud: Cloud) -> None:
    with refused("InvalidParameter"):
        cloud.ecs("DescribeNetworkInterfaces", NextToken="???")


def test_a_describe_by_id_reads_only_that_eni(cloud: Cloud, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    eni = make_eni(cloud, net)

    def scan(*_: object) -> None:
        raise AssertionError("all ENIs were read")

    monkeypatch.setattr(type(cloud.dispatcher.store), "all", scan)
    assert ids(find_enis(cloud, NetworkInterfaceId=[eni])) == [eni]
    cloud.ecs("ListTagResources", ResourceType="eni", ResourceId=[eni])
    make_eni(cloud, net)
