"""Changes of instances: texts, login, groups, bandwidth, public address, metadata."""

import base64
from ipaddress import IPv4Address

import pytest

from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.services.ecs.public_ips import POOL
from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    make_group,
    primary_of,
    put_members,
    read_eni,
)
from tests.sandbox.services.ecs.instance_fixtures import read_instance, run_instance, stopped_instance


def modify(cloud: Cloud, instance_id: str, **more: object) -> None:
    cloud.ecs("ModifyInstanceAttribute", InstanceId=instance_id, **more)


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
    cloud.ecs(
        "ModifyInstanceMetadataOptions", InstanceId=instance_id, HttpEndpoint="enabled", HttpPutResponseHopLimit=9
    )
    options = read_instance(cloud, instance_id, AdditionalAttributes=["META_OPTIONS"])["MetadataOptions"]
    assert (options["HttpPutResponseHopLimit"], options["HttpTokens"]) == (9, "required")
    with refused("InvalidHttpPutResponseHopLimit.NotSupported"):
        run_instance(cloud, net, HttpPutResponseHopLimit=65)
    with refused("InvalidHttpTokens.NotSupported"):
        cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=instance_id, HttpEndpoint="enabled", HttpTokens="no")
    with refused("MissingParameter"):
        cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=instance_id)
