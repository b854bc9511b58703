"""RunInstances: what an instance is made with, and what is refused."""

import base64
from ipaddress import IPv4Address

import pytest

from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.services.ecs.public_ips import POOL
from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.ecs.instance_fixtures import (
    IMAGE,
    enis_of,
    find_instances,
    nothing_was_made,
    read_instance,
    run_instance,
    run_instances,
)

WINDOWS = "win2016_1607_x64_dtc_zh-cn_40G_alibase_20210516.vhd"
PASSWORD = "Passw0rd-page"


def test_an_instance_of_the_page_reads_back_as_it_was_asked_for(cloud: Cloud, net: Net) -> None:
    instance = read_instance(
        cloud,
        run_instance(
            cloud,
            net,
            ZoneId="cn-beijing-g",
            InstanceName="test-ecs-ipv6-1",
            HostName="test-1",
            Description="the first one",
            Password=PASSWORD,
            InternetMaxBandwidthOut=5,
            InternetChargeType="PayByBandwidth",
            PrivateIpAddress="192.168.1.10",
            DeletionProtection=True,
            HttpTokens="required",
            ResourceGroupId="rg-1",
            Tag=[{"Key": "page", "Value": "example 2"}],
            DryRun=False,
        ),
        AdditionalAttributes=["META_OPTIONS"],
    )
    assert (instance["InstanceName"], instance["HostName"], instance["Description"]) == (
        "test-ecs-ipv6-1",
        "test-1",
        "the first one",
    )
    assert (instance["Status"], instance["ZoneId"], instance["ImageId"]) == ("Running", "cn-beijing-g", IMAGE)
    assert (instance["InstanceType"], instance["Cpu"], instance["Memory"]) == ("ecs.g6.large", 2, 8192)
    assert (instance["InternetMaxBandwidthOut"], instance["InternetMaxBandwidthIn"]) == (5, 10)
    assert (instance["InternetChargeType"], instance["InstanceChargeType"]) == ("PayByBandwidth", "PostPaid")
    assert IPv4Address(instance["PublicIpAddress"]["IpAddress"][0]) in POOL
    attributes = instance["VpcAttributes"]
    assert (attributes["VpcId"], attributes["VSwitchId"]) == (net.vpc, net.vswitch)
    assert attributes["PrivateIpAddress"] == {"IpAddress": ["192.168.1.10"]}
    assert instance["SecurityGroupIds"] == {"SecurityGroupId": [net.group]}
    assert instance["DeletionProtection"] is True
    assert instance["MetadataOptions"]["HttpTokens"] == "required"
    assert [(tag["TagKey"], tag["TagValue"]) for tag in instance["Tags"]["Tag"]] == [("page", "example 2")]


def test_the_password_is_kept_nowhere(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, Password=PASSWORD, ClientToken="once")
    instance = cloud.dispatcher.store.get(Instance, instance_id)
    assert instance is not None
    assert instance.has_password
    rows = cloud.dispatcher.store._db.execute("SELECT body FROM entity UNION ALL SELECT answer FROM token").fetchall()
    assert rows
    assert not [row for row in rows if PASSWORD.encode() in row[0]]


def test_the_primary_eni_and_the_system_disk_come_along(cloud: Cloud, net: Net) -> None:
    tags = [{"Key": "page", "Value": "2"}]
    instance_id = run_instance(cloud, net, Tag=tags)
    instance, primary = read_instance(cloud, instance_id), enis_of(cloud, instance_id)["Primary"]
    (shown,) = instance["NetworkInterfaces"]["NetworkInterface"]
    assert (shown["NetworkInterfaceId"], shown["Type"]) == (primary["NetworkInterfaceId"], "Primary")
    assert shown["PrimaryIpAddress"] == primary["PrivateIpAddress"]
    assert (primary["Status"], primary["InstanceId"], primary["Attachment"]["DeviceIndex"]) == ("InUse", instance_id, 0)
    assert [tag["Key"] for tag in primary["Tags"]["Tag"]] == ["page"]
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=instance_id)["Disks"]["Disk"]
    assert (disk["Category"], disk["Size"], disk["Type"], disk["Status"]) == (
        "cloud_efficiency",
        40,
        "system",
        "In_use",
    )
    assert [tag["TagKey"] for tag in disk["Tags"]["Tag"]] == ["page"]


def test_without_names_an_instance_is_called_by_its_id(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    instance = read_instance(cloud, instance_id)
    assert instance["InstanceName"] == instance_id
    assert instance["HostName"] == f"iZ{instance_id[2:14]}Z"
    assert instance["PublicIpAddress"] == {"IpAddress": []}


def test_a_host_name_can_hold_the_id(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, HostName="web-${instance_id}")
    assert read_instance(cloud, instance_id)["HostName"] == f"web-{instance_id}"


def test_several_instances_have_names_and_addresses_of_their_own(cloud: Cloud, net: Net) -> None:
    made = run_instances(
        cloud,
        net,
        Amount=3,
        MinAmount=2,
        InstanceName="web",
        HostName="web[4,2]",
        UniqueSuffix=True,
        PrivateIpAddress="192.168.1.20",
        InternetMaxBandwidthOut=1,
    )
    found = find_instances(cloud)
    assert {instance["InstanceId"] for instance in found} == set(made)
    by_name = sorted(found, key=lambda instance: str(instance["InstanceName"]))
    assert [instance["InstanceName"] for instance in by_name] == ["web001", "web002", "web003"]
    assert [instance["HostName"] for instance in by_name] == ["web04", "web05", "web06"]
    addresses = [instance["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0] for instance in by_name]
    assert addresses == ["192.168.1.20", "192.168.1.21", "192.168.1.22"]
    assert len({instance["PublicIpAddress"]["IpAddress"][0] for instance in found}) == 3


def test_a_client_token_makes_one_set_of_instances(cloud: Cloud, net: Net) -> None:
    first = run_instances(cloud, net, ClientToken="token-1")
    assert run_instances(cloud, net, ClientToken="token-1") == first
    assert len(find_instances(cloud)) == 1
    with refused("IdempotentParameterMismatch"):
        run_instances(cloud, net, ClientToken="token-1", InstanceName="other")


def test_a_dry_run_makes_nothing(cloud: Cloud, net: Net) -> None:
    with refused("DryRunOperation", 400):
        run_instances(cloud, net, DryRun=True)
    assert nothing_was_made(cloud)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"InstanceType": "ecs.nope.large"}, "InvalidInstanceType.ValueNotSupported"),
        ({"InstanceType": "ecs.g7.large"}, "InvalidInstanceType.ZoneNotSupported"),
        ({"ImageId": "m-nothing"}, "InvalidImageId.NotFound"),
        ({"ImageId": None}, "MissingParameter"),
        ({"ImageFamily": "acs:centos_7_3_x64"}, "InvalidParameter.Conflict"),
        ({"ZoneId": "cn-beijing-h"}, "InvalidParameter.Mismatch"),
        ({"ZoneId": "cn-shanghai-g"}, "InvalidZoneId.NotFound"),
        ({"Password": "short"}, "InvalidPassword.Malformed"),
        ({"Password": "alllowercase"}, "InvalidPassword.Malformed"),
        ({"KeyPairName": "mine"}, "InvalidKeyPairName.NotFound"),
        ({"InstanceName": "http://x"}, "InvalidInstanceName.Malformed"),
        ({"HostName": "-x"}, "InvalidHostName.Malformed"),
        ({"HostNames": ["only-one"], "Amount": 2}, "InvalidHostName.Malformed"),
        ({"Description": "x"}, "InvalidDescription.Malformed"),
        ({"InternetMaxBandwidthOut": 101}, "InvalidParameter.Bandwidth"),
        ({"InternetMaxBandwidthIn": 11}, "InvalidParameter.Bandwidth"),
        ({"InternetChargeType": "PayByOld95"}, "InvalidInternetChargeType.ValueNotSupported"),
        ({"UserData": "!"}, "InvalidUserData.Base64FormatInvalid"),
        ({"UserData": base64.b64encode(b"x" * 32769).decode()}, "InvalidUserData.SizeExceeded"),
        ({"CreditSpecification": "Unlimited"}, "InvalidParameter.CreditSpecification"),
        ({"HttpEndpoint": "off"}, "InvalidHttpEndpoint.NotSupported"),
        ({"Amount": 101}, "InvalidParam.Amount"),
        ({"Amount": 2, "MinAmount": 3}, "InvalidMinAmount.Malformed"),
        ({"Amount": 2, "Ipv6Address": ["2001:db8::1"]}, "InvalidParam.Amount"),
        ({"SystemDisk": {"Category": "cloud_auto"}}, "InvalidSystemDiskCategory.ValueNotSupported"),
        ({"SystemDisk": {"Size": 19}}, "InvalidSystemDiskSize.ValueNotSupported"),
        ({"SystemDisk": {"PerformanceLevel": "PL1"}}, "InvalidParameter"),
        (
            {"SystemDisk": {"Category": "cloud_essd", "PerformanceLevel": "PL2"}},
            "InvalidSystemDiskSize.ValueNotSupported",
        ),
        ({"SystemDisk": {"Encrypted": True}}, "UnsupportedParameter"),
        ({"InstanceChargeType": "PrePaid"}, "UnsupportedParameter"),
        ({"SpotStrategy": "SpotAsPriceGo"}, "UnsupportedParameter"),
        ({"DataDisk": [{"Size": 20, "Encrypted": True}]}, "UnsupportedParameter"),
        ({"RamRoleName": "role"}, "InvalidRamRole.NotFound"),
        ({"SecurityGroupIds": None}, "MissingParameter"),
        ({"VSwitchId": None}, "MissingParameter"),
        ({"VSwitchId": "vsw-nothing"}, "InvalidVSwitchId.NotFound"),
        ({"SecurityGroupIds": ["sg-nothing"]}, "InvalidSecurityGroupId.NotFound"),
        ({"NetworkInterfaceQueueNumber": 3}, "InvalidOperation.MaxEniQueueNumberExceeded"),
    ],
)
def test_what_the_service_refuses_is_refused_and_makes_nothing(
    cloud: Cloud, net: Net, parameters: dict[str, object], code: str
) -> None:
    with refused(code):
        run_instances(cloud, net, **parameters)
    assert nothing_was_made(cloud)


def test_a_group_of_another_vpc_is_refused(cloud: Cloud, net: Net) -> None:
    with refused("InvalidParameter.Mismatch", 400):
        run_instances(cloud, net, SecurityGroupIds=[make_net(cloud).group])


def test_networks_of_others_do_not_exist(cloud: Cloud, net: Net) -> None:
    with refused("InvalidVSwitchId.NotFound", 404):
        run_instances(cloud.by("user"), net)
    with refused("InvalidVSwitchId.NotFound", 404):
        run_instances(cloud.at("cn-shanghai"), net)


def test_windows_has_rules_of_its_own(cloud: Cloud, net: Net) -> None:
    with refused("InvalidPassword.Malformed"):
        run_instances(cloud, net, ImageId=WINDOWS, Password="/" + PASSWORD)
    with refused("InvalidHostName.Malformed"):
        run_instances(cloud, net, ImageId=WINDOWS, HostName="a.b")
    instance = read_instance(cloud, run_instance(cloud, net, ImageId=WINDOWS, KeyPairName="test-key-pair"))
    assert (instance["OSType"], instance["KeyPairName"]) == ("windows", "")


def test_every_account_has_a_key_pair(cloud: Cloud) -> None:
    for account in ("resource", "user"):
        own = cloud.by(account)
        instance = read_instance(own, run_instance(own, make_net(own), KeyPairName="test-key-pair"))
        assert instance["KeyPairName"] == "test-key-pair"


def test_an_image_family_stands_for_its_newest_image(cloud: Cloud, net: Net) -> None:
    instance = read_instance(cloud, run_instance(cloud, net, ImageId=None, ImageFamily="acs:centos_7_3_x64"))
    assert instance["ImageId"] == "centos_7_3_x64_20G_alibase_20211130.vhd"
    with refused("InvalidImageFamily.NotFound", 404):
        run_instances(cloud, net, ImageId=None, ImageFamily="acs:nothing")


def test_burstable_types_have_a_credit_mode(cloud: Cloud, net: Net) -> None:
    usual = run_instance(cloud, net, InstanceType="ecs.t6-c1m1.large")
    other = run_instance(cloud, net, InstanceType="ecs.t6-c1m1.large", CreditSpecification="Unlimited")
    assert read_instance(cloud, usual)["CreditSpecification"] == "Standard"
    assert read_instance(cloud, other)["CreditSpecification"] == "Unlimited"


def test_newer_types_take_newer_disks_by_default(cloud: Cloud) -> None:
    net = make_net(cloud, "cn-beijing-h")
    run_instance(
        cloud, net, InstanceType="ecs.g7.large", SystemDisk={"Size": 100, "DiskName": "sys", "PerformanceLevel": "PL0"}
    )
    (disk,) = cloud.ecs("DescribeDisks")["Disks"]["Disk"]
    assert (disk["Category"], disk["PerformanceLevel"], disk["Size"], disk["DiskName"]) == (
        "cloud_essd",
        "PL0",
        100,
        "sys",
    )


def test_the_password_of_the_image_is_a_login(cloud: Cloud, net: Net) -> None:
    inherited, without = run_instance(cloud, net, PasswordInherit=True), run_instance(cloud, net)
    found = {one.id: one.has_password for one in cloud.dispatcher.store.all_accounts(Instance)}
    assert found == {inherited: True, without: False}
