"""ENIs: making, finding, changing and deleting them."""

from ipaddress import IPv4Address, IPv4Network

import pytest

from alicloud_rules.limits import TODAY
from alicloud_sandbox.core.entities import VSwitch
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    find_enis,
    ipv6_of,
    make_eni,
    make_group,
    primary_of,
    put_instance,
    read_eni,
    set_status,
)


def test_a_new_eni_reads_back_as_it_was_asked_for(cloud: Cloud, net: Net) -> None:
    tag = [{"Key": "use", "Value": "test"}]
    answer = cloud.ecs(
        "CreateNetworkInterface",
        VSwitchId=net.vswitch,
        SecurityGroupId=net.group,
        NetworkInterfaceName="test-eni-ipv6-1",
        Description="the secondary one",
        ResourceGroupId="rg-1",
        PrimaryIpAddress="192.168.1.10",
        PrivateIpAddress=["192.168.1.20", "192.168.1.30"],
        QueueNumber=4,
        DeleteOnRelease=True,
        SourceDestCheck=True,
        Tag=tag,
    )
    eni = read_eni(cloud, answer["NetworkInterfaceId"])
    assert eni == answer
    assert (eni["Status"], eni["Type"], eni["VpcId"], eni["InstanceId"]) == ("Available", "Secondary", net.vpc, "")
    assert (eni["NetworkInterfaceName"], eni["Description"]) == ("test-eni-ipv6-1", "the secondary one")
    assert eni["PrivateIpAddress"] == "192.168.1.10"
    assert [(ip["PrivateIpAddress"], ip["Primary"]) for ip in eni["PrivateIpSets"]["PrivateIpSet"]] == [
        ("192.168.1.10", True),
        ("192.168.1.20", False),
        ("192.168.1.30", False),
    ]
    assert (eni["QueueNumber"], eni["DeleteOnRelease"], eni["SourceDestCheck"]) == (4, True, True)
    assert eni["SecurityGroupIds"] == {"SecurityGroupId": [net.group]}
    assert [(row["TagKey"], row["TagValue"]) for row in eni["Tags"]["Tag"]] == [("use", "test")]


def test_every_set_is_there_even_when_empty(cloud: Cloud, net: Net) -> None:
    eni = read_eni(cloud, make_eni(cloud, net))
    assert eni["Ipv6Sets"] == {"Ipv6Set": []}
    assert eni["Ipv4PrefixSets"] == {"Ipv4PrefixSet": []}
    assert eni["Tags"] == {"Tag": []}
    assert "QueueNumber" not in eni


def test_picked_addresses_are_usable_ones_of_the_vswitch(cloud: Cloud, net: Net) -> None:
    eni = read_eni(cloud, make_eni(cloud, net, SecondaryPrivateIpAddressCount=49))
    addresses = [IPv4Address(row["PrivateIpAddress"]) for row in eni["PrivateIpSets"]["PrivateIpSet"]]
    assert len(set(addresses)) == 50
    assert all(address in IPv4Network("192.168.1.0/24") for address in addresses)
    assert not {0, 253, 254, 255} & {int(address) & 255 for address in addresses}


def test_fixed_secondary_addresses_leave_the_primary_one_to_be_picked(cloud: Cloud, net: Net) -> None:
    eni = read_eni(cloud, make_eni(cloud, net, PrivateIpAddress=["192.168.1.7"]))
    primary, secondary = eni["PrivateIpSets"]["PrivateIpSet"]
    assert (primary["Primary"], secondary["PrivateIpAddress"]) == (True, "192.168.1.7")
    assert primary["PrivateIpAddress"] == eni["PrivateIpAddress"] != "192.168.1.7"


def test_macs_have_the_vendors_prefix_and_differ(cloud: Cloud, net: Net) -> None:
    macs = {read_eni(cloud, make_eni(cloud, net))["MacAddress"] for _ in range(20)}
    assert len(macs) == 20
    assert all(mac.startswith("00:16:3e:") and len(mac) == 17 for mac in macs)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"PrimaryIpAddress": "10.0.0.1"}, "InvalidVSwitchId.IpInvalid"),
        ({"PrimaryIpAddress": "192.168.1.255"}, "InvalidVSwitchId.IpInvalid"),
        ({"PrimaryIpAddress": "192.168.1"}, "InvalidParameter"),
        ({"PrivateIpAddress": ["192.168.1.9", "192.168.1.9"]}, "InvalidPrivateIpAddress.Duplicated"),
        ({"PrivateIpAddress": ["192.168.1.9"], "SecondaryPrivateIpAddressCount": 1}, "InvalidParameter.Conflict"),
        ({"PrivateIpAddress": [f"192.168.1.{n}" for n in range(10, 21)]}, "InvalidParameter"),
        ({"SecondaryPrivateIpAddressCount": 50}, "InvalidParameter"),
        ({"SecurityGroupId": "sg-other"}, "InvalidParameter.Conflict"),
        ({"SecurityGroupIds": None}, "MissingParameter"),
        ({"SecurityGroupIds": ["sg-none"]}, "InvalidSecurityGroupId.NotFound"),
        ({"VSwitchId": "vsw-none"}, "InvalidVSwitchId.NotFound"),
        ({"NetworkInterfaceName": "1-eni"}, "InvalidParameter"),
        ({"Description": "http://x"}, "InvalidParameter"),
        ({"QueueNumber": 0}, "InvalidParameter.InvalidEniQueueNumber"),
        ({"QueueNumber": 2049}, "InvalidParameter.InvalidEniQueueNumber"),
        ({"InstanceType": "Primary"}, "InvalidParameter"),
        ({"InstanceType": "Member"}, "InvalidParameter"),
        ({"NetworkInterfaceTrafficMode": "Fast"}, "InvalidParameter"),
        ({"Ipv4PrefixCount": 1}, "UnsupportedParameter"),
        ({"Tag": [{"Key": "a"}, {"Key": "a"}]}, "Duplicate.TagKey"),
    ],
)
def test_a_wrong_eni_is_refused_and_nothing_is_made(cloud: Cloud, net: Net, more: dict[str, object], code: str) -> None:
    with refused(code):
        make_eni(cloud, net, **more)
    assert find_enis(cloud) == []


def test_a_taken_address_is_refused(cloud: Cloud, net: Net) -> None:
    make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")
    with refused("InvalidPrivateIpAddress.Duplicated", 400):
        make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")


def test_a_full_vswitch_has_no_more(cloud: Cloud, net: Net) -> None:
    small = cloud.vpc("CreateVSwitch", VpcId=net.vpc, ZoneId="cn-beijing-g", CidrBlock="192.168.9.0/29")["VSwitchId"]
    for _ in range(4):
        make_eni(cloud, net, VSwitchId=small)
    with refused("InvalidVSwitchId.IpNotEnough", 403):
        make_eni(cloud, net, VSwitchId=small)


def test_the_documented_limits_forbid_ipv6_at_creation(cloud: Cloud, net: Net) -> None:
    with refused("UnsupportedParameter", 400):
        make_eni(cloud, net, Ipv6AddressCount=1)
    with refused("UnsupportedParameter", 400):
        make_eni(cloud, net, Ipv6Address=["2001:db8::1"])
    assert find_enis(cloud) == []


def test_todays_limits_allow_ipv6_at_creation() -> None:
    cloud = cloud_with(TODAY)
    net = make_net(cloud)
    eni = make_eni(cloud, net, Ipv6AddressCount=10)
    assert len(set(ipv6_of(cloud, eni))) == 10
    with refused("InvalidParameter"):
        make_eni(cloud, net, Ipv6AddressCount=11)
    with refused("InvalidParameter.Conflict"):
        make_eni(cloud, net, Ipv6AddressCount=1, Ipv6Address=["2001:db8::1"])


def test_a_vswitch_that_is_not_ready_takes_no_eni(cloud: Cloud, net: Net) -> None:
    store = cloud.dispatcher.store
    vswitch = store.get(VSwitch, net.vswitch)
    assert vswitch is not None
    vswitch.status = "Pending"
    store.put(vswitch)
    with refused("IncorrectVSwitchStatus", 400):
        make_eni(cloud, net)


def test_changing_an_eni(cloud: Cloud, net: Net) -> None:
    eni, group = make_eni(cloud, net, Description="old"), make_group(cloud, net)
    cloud.ecs(
        "ModifyNetworkInterfaceAttribute",
        NetworkInterfaceId=eni,
        NetworkInterfaceName="renamed",
        Description="",
        SecurityGroupId=[group],
        QueueNumber=8,
        DeleteOnRelease=True,
        SourceDestCheck=True,
    )
    now = read_eni(cloud, eni)
    assert (now["NetworkInterfaceName"], now["Description"], now["QueueNumber"]) == ("renamed", "", 8)
    assert now["SecurityGroupIds"]["SecurityGroupId"] == [group]
    assert (now["DeleteOnRelease"], now["SourceDestCheck"]) == (True, True)
    cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=eni, SourceDestCheck=False)
    assert read_eni(cloud, eni) == {**now, "SourceDestCheck": False}


def test_a_primary_eni_keeps_its_groups_and_queues(cloud: Cloud, net: Net) -> None:
    primary = primary_of(cloud, put_instance(cloud, net))
    for more in ({"SecurityGroupId": [make_group(cloud, net)]}, {"QueueNumber": 2}):
        with refused("InvalidOperation.InvalidEniType", 403):
            cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=primary, **more)
    cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=primary, NetworkInterfaceName="first")
    assert read_eni(cloud, primary)["NetworkInterfaceName"] == "first"


def test_queues_change_while_the_instance_is_stopped_only(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net), make_eni(cloud, net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    assert read_eni(cloud, eni)["QueueNumber"] == 2
    with refused("InvalidOperation.InvalidEcsState"):
        cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=eni, QueueNumber=1)
    set_status(cloud, instance, "Stopped")
    cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=eni, QueueNumber=1)
    assert read_eni(cloud, eni)["QueueNumber"] == 1
    with refused("InvalidOperation.MaxEniQueueNumberExceeded", 403):
        cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=eni, QueueNumber=3)


def test_an_eni_with_more_queues_than_the_type_has_is_not_attached(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net), make_eni(cloud, net, QueueNumber=3)
    with refused("InvalidOperation.MaxEniQueueNumberExceeded", 403):
        cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=eni, QueueNumber=2)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)


def test_deleting(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    assert find_enis(cloud) == []
    make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")
    with refused("InvalidEniId.NotFound", 404):
        cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)


def test_an_eni_in_use_cannot_be_deleted(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net), make_eni(cloud, net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    with refused("InvalidOperation.InvalidEniState", 400):
        cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    with refused("InvalidOperation.InvalidEniType", 403):
        cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=primary_of(cloud, instance))


def test_others_do_not_see_it(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net)
    for stranger in (cloud.by("user"), cloud.at("cn-shanghai")):
        assert find_enis(stranger, NetworkInterfaceId=[eni]) == []
        assert find_enis(stranger, VSwitchId=net.vswitch) == []
        with refused("InvalidEniId.NotFound", 404):
            stranger.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
        with refused("InvalidVSwitchId.NotFound", 404):
            make_eni(stranger, net)


def test_a_client_token_makes_one_eni(cloud: Cloud, net: Net) -> None:
    assert make_eni(cloud, net, ClientToken="t") == make_eni(cloud, net, ClientToken="t")
    assert len(find_enis(cloud)) == 1
