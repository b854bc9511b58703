"""Changes of instances: texts, login, groups, type, bandwidth, addresses, metadata."""

import base64
from ipaddress import IPv4Address

import pytest

from alicloud_ipv6.limits import TODAY
from sandbox.ecs.public_ips import POOL
from sandbox.entities import Instance
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.ecs.machines import attach_eni, give_ipv6, named, read_instance, run_instance
from tests.sandbox.ecs.things import (
    assign,
    make_group,
    make_vswitch,
    primary_of,
    put_members,
    read_eni,
)


def modify(cloud: Cloud, instance_id: str, **more: object) -> None:
    cloud.ecs("ModifyInstanceAttribute", InstanceId=instance_id, **more)


def stopped_instance(cloud: Cloud, net: Net, **more: object) -> str:
    instance_id = run_instance(cloud, net, **more)
    cloud.ecs("StopInstance", InstanceId=instance_id)
    return instance_id


def change_type(cloud: Cloud, instance_id: str, type_id: str) -> None:
    cloud.ecs("ModifyInstanceSpec", InstanceId=instance_id, InstanceType=type_id)


def test_texts_change_and_read_back(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InstanceName="before", Description="the one before")
    data = base64.b64encode(b"#!/bin/sh").decode()
    modify(cloud, instance_id, InstanceName="after", Description="", HostName="after-1", UserData=data)
    instance = read_instance(cloud, instance_id)
    assert (instance["InstanceName"], instance["Description"], instance["HostName"]) == ("after", "", "after-1")
    assert cloud.ecs("DescribeUserData", InstanceId=instance_id)["UserData"] == data
    modify(cloud, instance_id, InstanceName="", UserData="")
    assert read_instance(cloud, instance_id)["InstanceName"] == instance_id
    assert cloud.ecs("DescribeUserData", InstanceId=instance_id)["UserData"] == ""


def test_what_is_left_out_stays(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InstanceName="name", Description="text", DeletionProtection=True)
    before = read_instance(cloud, instance_id)
    modify(cloud, instance_id)
    assert read_instance(cloud, instance_id) == before


def test_a_new_password_is_checked_and_not_kept(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("InvalidPassword.Malformed"):
        modify(cloud, instance_id, Password="weak")
    modify(cloud, instance_id, Password="Str0ng-enough")
    instance = cloud.dispatcher.store.get(Instance, instance_id)
    assert instance is not None
    assert instance.has_password
    (body,) = cloud.dispatcher.store._db.execute("SELECT body FROM entity WHERE id=?", (instance_id,)).fetchone()
    assert b"Str0ng-enough" not in body


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"InstanceName": "1"}, "InvalidInstanceName.Malformed"),
        ({"Description": "x"}, "InvalidDescription.Malformed"),
        ({"HostName": "a..b"}, "InvalidHostName.Malformed"),
        ({"UserData": "?"}, "InvalidUserData.Base64FormatInvalid"),
        ({"CreditSpecification": "Standard"}, "InvalidParameter.CreditSpecification"),
        ({"SecurityGroupIds": ["sg-nothing"]}, "InvalidSecurityGroupId.NotFound"),
        ({"NetworkInterfaceQueueNumber": 1}, "InvalidOperation.InvalidEcsState"),
        ({"Recyclable": True}, "UnsupportedParameter"),
        ({"EnableJumboFrame": True}, "UnsupportedParameter"),
    ],
)
def test_refused_changes_change_nothing(cloud: Cloud, net: Net, parameters: dict[str, object], code: str) -> None:
    instance_id = run_instance(cloud, net)
    before = read_instance(cloud, instance_id)
    with refused(code):
        modify(cloud, instance_id, **{"InstanceName": "other", **parameters})
    assert read_instance(cloud, instance_id) == before


def test_security_groups_are_replaced(cloud: Cloud, net: Net) -> None:
    instance_id, other = run_instance(cloud, net), make_group(cloud, net)
    modify(cloud, instance_id, SecurityGroupIds=[other])
    assert read_instance(cloud, instance_id)["SecurityGroupIds"] == {"SecurityGroupId": [other]}
    assert read_eni(cloud, primary_of(cloud, instance_id))["SecurityGroupIds"] == {"SecurityGroupId": [other]}
    full = make_group(cloud, net)
    put_members(cloud, full, 2000)
    with refused("SecurityGroupInstanceLimitExceed", 403):
        modify(cloud, instance_id, SecurityGroupIds=[full])


def test_queues_change_while_stopped(cloud: Cloud, net: Net) -> None:
    instance_id = stopped_instance(cloud, net)
    modify(cloud, instance_id, NetworkInterfaceQueueNumber=1)
    assert read_eni(cloud, primary_of(cloud, instance_id))["QueueNumber"] == 1
    modify(cloud, instance_id, NetworkInterfaceQueueNumber=-1)
    assert read_eni(cloud, primary_of(cloud, instance_id))["QueueNumber"] == 2
    with refused("InvalidOperation.MaxEniQueueNumberExceeded", 403):
        modify(cloud, instance_id, NetworkInterfaceQueueNumber=3)


def test_credit_mode_changes(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InstanceType="ecs.t6-c1m1.large")
    modify(cloud, instance_id, CreditSpecification="Unlimited")
    assert read_instance(cloud, instance_id)["CreditSpecification"] == "Unlimited"


def test_the_type_changes_while_stopped(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("InvalidInstanceStatus.NotStopped", 400):
        change_type(cloud, instance_id, "ecs.g6.xlarge")
    cloud.ecs("StopInstance", InstanceId=instance_id)
    change_type(cloud, instance_id, "ecs.g6.xlarge")
    instance = read_instance(cloud, instance_id)
    assert (instance["InstanceType"], instance["Cpu"], instance["Memory"]) == ("ecs.g6.xlarge", 4, 16384)


def test_a_secondary_eni_with_ipv6_forbids_a_type_without(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    address = give_ipv6(cloud, net, instance_id)
    cloud.ecs("StopInstance", InstanceId=instance_id)
    with refused("InvalidOperation.Ipv6NotSupport", 403):
        change_type(cloud, instance_id, "ecs.n4.large")
    (eni,) = (
        row["NetworkInterfaceId"]
        for row in read_instance(cloud, instance_id)["NetworkInterfaces"]["NetworkInterface"]
        if row["Type"] == "Secondary"
    )
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=[address])
    change_type(cloud, instance_id, "ecs.n4.large")
    assert read_instance(cloud, instance_id)["InstanceType"] == "ecs.n4.large"


def test_a_primary_eni_with_ipv6_forbids_a_type_without(cloud: Cloud, net: Net) -> None:
    instance_id = stopped_instance(cloud, net, Ipv6AddressCount=1)
    with refused("InvalidOperation.Ipv6NotSupport", 403):
        change_type(cloud, instance_id, "ecs.n4.large")


def test_a_type_must_have_room_for_all_addresses_and_enis() -> None:
    cloud = cloud_with(TODAY)
    net = make_net(cloud, "cn-beijing-h")
    essd = {"Category": "cloud_essd"}
    instance_id = run_instance(cloud, net, InstanceType="ecs.g7.large", SystemDisk=essd)
    eni = attach_eni(cloud, net, instance_id)
    assign(cloud, eni, 2)
    cloud.ecs("StopInstance", InstanceId=instance_id)
    with refused("InvalidOperation.Ipv6CountExceeded", 403):
        change_type(cloud, instance_id, "ecs.g6.large")
    attach_eni(cloud, net, instance_id)
    with refused("DependencyViolation.InstanceType", 400):
        change_type(cloud, instance_id, "ecs.g6.large")
    change_type(cloud, instance_id, "ecs.g7.xlarge")


def test_a_type_must_have_room_for_private_addresses(cloud: Cloud, net: Net) -> None:
    instance_id = stopped_instance(cloud, net)
    eni = primary_of(cloud, instance_id)
    cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=2)
    with refused("InvalidOperation.Ipv4CountExceeded", 403):
        change_type(cloud, instance_id, "ecs.t6-c1m1.large")


def test_a_type_must_be_sold_in_the_zone_and_take_the_disk(cloud: Cloud) -> None:
    net = make_net(cloud, "cn-beijing-h")
    instance_id = stopped_instance(cloud, net)
    for type_id, code in {
        "ecs.n4.large": "InvalidInstanceType.ValueNotSupported",
        "ecs.nope": "InvalidInstanceType.ValueNotSupported",
        "ecs.g7.large": "DependencyViolation.InstanceType",
    }.items():
        with refused(code):
            change_type(cloud, instance_id, type_id)


def test_one_thing_at_a_time(cloud: Cloud, net: Net) -> None:
    instance_id = stopped_instance(cloud, net)
    with refused("InvalidParameter.Mismatch", 400):
        cloud.ecs("ModifyInstanceSpec", InstanceId=instance_id, InstanceType="ecs.g6.xlarge", InternetMaxBandwidthOut=5)
    with refused("MissingParameter", 400):
        cloud.ecs("ModifyInstanceSpec", InstanceId=instance_id)
    cloud.ecs("ModifyInstanceSpec", InstanceId=instance_id, InternetMaxBandwidthOut=5)
    assert read_instance(cloud, instance_id)["InternetMaxBandwidthOut"] == 5


def test_a_public_address_comes_in_two_steps(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("AllocateIpInvalidInstanceBandwidth", 400):
        cloud.ecs("AllocatePublicIpAddress", InstanceId=instance_id)
    cloud.ecs(
        "ModifyInstanceNetworkSpec",
        InstanceId=instance_id,
        InternetMaxBandwidthOut=20,
        NetworkChargeType="PayByBandwidth",
    )
    instance = read_instance(cloud, instance_id)
    assert (instance["InternetMaxBandwidthOut"], instance["InternetMaxBandwidthIn"]) == (20, 20)
    assert instance["InternetChargeType"] == "PayByBandwidth"
    assert instance["PublicIpAddress"] == {"IpAddress": []}
    address = cloud.ecs("AllocatePublicIpAddress", InstanceId=instance_id)["IpAddress"]
    assert IPv4Address(address) in POOL
    assert read_instance(cloud, instance_id)["PublicIpAddress"] == {"IpAddress": [address]}
    with refused("AllocatedAlready", 403):
        cloud.ecs("AllocatePublicIpAddress", InstanceId=instance_id)


def test_a_public_address_can_come_with_the_bandwidth(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("InvalidParam.AllocatePublicIp", 400):
        cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance_id, AllocatePublicIp=True)
    cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance_id, InternetMaxBandwidthOut=1, AllocatePublicIp=True)
    assert read_instance(cloud, instance_id)["PublicIpAddress"]["IpAddress"]


def test_without_bandwidth_the_public_address_is_given_back(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InternetMaxBandwidthOut=5, InternetMaxBandwidthIn=7)
    cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance_id, NetworkChargeType="PayByBandwidth")
    assert read_instance(cloud, instance_id)["InternetMaxBandwidthIn"] == 7
    cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance_id, InternetMaxBandwidthOut=0)
    instance = read_instance(cloud, instance_id)
    assert (instance["InternetMaxBandwidthOut"], instance["PublicIpAddress"]) == (0, {"IpAddress": []})
    with refused("UnsupportedParameter"):
        cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance_id, StartTime="2030-01-01T00:00Z")


def test_metadata_options_change(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=instance_id, HttpEndpoint="disabled", HttpTokens="required")
    options = read_instance(cloud, instance_id, AdditionalAttributes=["META_OPTIONS"])["MetadataOptions"]
    assert (options["HttpEndpoint"], options["HttpTokens"]) == ("disabled", "required")
    with refused("InvalidHttpTokens.NotSupported"):
        cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=instance_id, HttpEndpoint="enabled", HttpTokens="no")
    with refused("MissingParameter"):
        cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=instance_id)


def move(cloud: Cloud, instance_id: str, vswitch: str, address: str = "") -> None:
    parameters = {"PrivateIpAddress": address} if address else {}
    cloud.ecs("ModifyInstanceVpcAttribute", InstanceId=instance_id, VSwitchId=vswitch, **parameters)


def test_the_private_address_changes_while_stopped(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, PrivateIpAddress="192.168.1.10")
    with refused("IncorrectInstanceStatus", 400):
        move(cloud, instance_id, net.vswitch, "192.168.1.20")
    cloud.ecs("StopInstance", InstanceId=instance_id)
    move(cloud, instance_id, net.vswitch, "192.168.1.20")
    assert read_instance(cloud, instance_id)["VpcAttributes"]["PrivateIpAddress"] == {"IpAddress": ["192.168.1.20"]}
    for address, code in {
        "192.168.1.20": "InvalidPrivateIpAddress.Duplicated",
        "nonsense": "InvalidPrivateIpAddress.Malformed",
        "192.168.1.255": "InvalidVSwitchId.IpInvalid",
    }.items():
        with refused(code):
            move(cloud, instance_id, net.vswitch, address)
    run_instance(cloud, net, PrivateIpAddress="192.168.1.10")


def test_an_instance_moves_to_another_vswitch_of_its_zone(cloud: Cloud, net: Net) -> None:
    instance_id, other = stopped_instance(cloud, net), make_vswitch(cloud, net, 2)
    move(cloud, instance_id, other)
    attributes = read_instance(cloud, instance_id)["VpcAttributes"]
    assert attributes["VSwitchId"] == other
    assert attributes["PrivateIpAddress"]["IpAddress"][0].startswith("192.168.2.")
    assert read_eni(cloud, primary_of(cloud, instance_id))["VSwitchId"] == other
    with refused("InvalidVSwitchId.Mismatch", 400):
        move(cloud, instance_id, make_vswitch(cloud, net, 3, zone="cn-beijing-h"))
    with refused("InvalidVSwitchId.NotFound", 404):
        move(cloud, instance_id, make_net(cloud).vswitch)
    assign(cloud, primary_of(cloud, instance_id))
    with refused("OperationDenied", 403):
        move(cloud, instance_id, net.vswitch)


def test_key_pairs_are_attached_and_detached(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, Password="Passw0rd-page")
    answer = cloud.ecs("AttachKeyPair", KeyPairName="test-key-pair", InstanceIds=named(instance_id))
    assert (answer["TotalCount"], answer["FailCount"]) == (1, 0)
    assert read_instance(cloud, instance_id)["KeyPairName"] == "test-key-pair"
    cloud.ecs("DetachKeyPair", KeyPairName="test-key-pair", InstanceIds=named(instance_id))
    assert read_instance(cloud, instance_id)["KeyPairName"] == ""
    with refused("InvalidKeyPairName.NotFound"):
        cloud.ecs("AttachKeyPair", KeyPairName="mine", InstanceIds=named(instance_id))
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.ecs("AttachKeyPair", KeyPairName="test-key-pair", InstanceIds=named("i-nothing"))


def test_key_pairs_are_found_by_name(cloud: Cloud) -> None:
    def names(**filters: object) -> list[str]:
        return [row["KeyPairName"] for row in cloud.ecs("DescribeKeyPairs", **filters)["KeyPairs"]["KeyPair"]]

    assert names() == names(KeyPairName="test*") == ["test-key-pair"]
    assert names(KeyPairName="mine") == names(ResourceGroupId="rg-1") == []
