"""DescribeInstances and DescribeInstanceStatus: filters and pages."""

import pytest

from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import make_group, make_vswitch
from tests.sandbox.services.ecs.instance_fixtures import (
    attach_eni,
    find_instances,
    give_ipv6,
    named,
    read_instance,
    run_instance,
    run_instances,
)


@pytest.fixture
def two(cloud: Cloud, net: Net) -> tuple[str, str]:
    """Two instances that differ in everything a filter can ask for."""
    other = Net(net.vpc, make_vswitch(cloud, net, 2), make_group(cloud, net))
    first = run_instance(
        cloud,
        net,
        InstanceName="web-1",
        PrivateIpAddress="192.168.1.10",
        KeyPairName="test-key-pair",
        ResourceGroupId="rg-1",
        Tag=[{"Key": "role", "Value": "web"}],
    )
    second = run_instance(
        cloud,
        other,
        InstanceName="db-1",
        InstanceType="ecs.c6.large",
        ImageId="ubuntu_16_0402_64_20G_alibase_20180409.vhd",
        InternetMaxBandwidthOut=5,
        InternetChargeType="PayByBandwidth",
        HttpTokens="required",
        Ipv6AddressCount=1,
        Tag=[{"Key": "role", "Value": "db"}],
    )
    cloud.ecs("StopInstance", InstanceId=second)
    return first, second


def test_each_filter_finds_the_one_it_means(cloud: Cloud, net: Net, two: tuple[str, str]) -> None:
    first, second = two
    shown = read_instance(cloud, second)
    (primary,) = shown["NetworkInterfaces"]["NetworkInterface"]
    finds_second: dict[str, object] = {
        "InstanceName": "db*",
        "InstanceType": "ecs.c6.large",
        "InstanceTypeFamily": "ecs.c6",
        "ImageId": "ubuntu_16_0402_64_20G_alibase_20180409.vhd",
        "InternetChargeType": "PayByBandwidth",
        "HttpTokens": "required",
        "VSwitchId": shown["VpcAttributes"]["VSwitchId"],
        "SecurityGroupId": shown["SecurityGroupIds"]["SecurityGroupId"][0],
        "Status": "Stopped",
        "PublicIpAddresses": named(shown["PublicIpAddress"]["IpAddress"][0]),
        "PrivateIpAddresses": named(primary["PrimaryIpAddress"]),
        "Ipv6Address": [primary["Ipv6Sets"]["Ipv6Set"][0]["Ipv6Address"]],
        "Tag": [{"Key": "role", "Value": "db"}],
        "InstanceIds": named(second, "i-nothing"),
    }
    for name, value in finds_second.items():
        assert [row["InstanceId"] for row in find_instances(cloud, **{name: value})] == [second], name
    for name, value in {"KeyPairName": "test-key-pair", "ResourceGroupId": "rg-1"}.items():
        assert [row["InstanceId"] for row in find_instances(cloud, **{name: value})] == [first], name


def test_filters_that_all_instances_pass(cloud: Cloud, net: Net, two: tuple[str, str]) -> None:
    both: dict[str, object] = {
        "VpcId": net.vpc,
        "ZoneId": "cn-beijing-g",
        "InstanceChargeType": "PostPaid",
        "InstanceNetworkType": "vpc",
        "IoOptimized": True,
        "HttpEndpoint": "enabled",
        "InstanceName": "*-1",
        "Tag": [{"Key": "role"}],
        "Filter": [{"Key": "CreationStartTime", "Value": "2020-01-01T00:00Z"}],
    }
    for name, value in both.items():
        assert len(find_instances(cloud, **{name: value})) == 2, name


def test_filters_that_no_instance_passes(cloud: Cloud, two: tuple[str, str]) -> None:
    none: dict[str, object] = {
        "EipAddresses": named("192.0.2.1"),
        "InnerIpAddresses": named("10.0.0.1"),
        "RdmaIpAddresses": "10.0.0.1",
        "HpcClusterId": "hpc-1",
        "LockReason": "security",
        "InstanceChargeType": "PrePaid",
        "InstanceNetworkType": "classic",
        "IoOptimized": False,
        "InstanceIds": "[]",
        "Filter": [{"Key": "CreationStartTime", "Value": "2099-01-01T00:00Z"}],
    }
    for name, value in none.items():
        assert find_instances(cloud, **{name: value}) == [], name


def test_an_address_of_a_secondary_eni_finds_its_instance(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    run_instance(cloud, net)
    address = give_ipv6(cloud, net, instance_id)
    assert [row["InstanceId"] for row in find_instances(cloud, Ipv6Address=[address])] == [instance_id]


def test_unknown_values_are_refused(cloud: Cloud) -> None:
    with refused("InvalidStatus.NotFound", 404):
        find_instances(cloud, Status="Sleeping")
    with refused("InvalidInstanceChargeType.NotFound", 404):
        find_instances(cloud, InstanceChargeType="Free")
    with refused("InvalidFilterKey.NotFound", 404):
        find_instances(cloud, Filter=[{"Key": "Age", "Value": "1"}])
    with refused("InvalidParameter", 400):
        find_instances(cloud, Filter=[{"Key": "CreationStartTime", "Value": "yesterday"}])
    with refused("InvalidParameter", 400):
        find_instances(cloud, InstanceIds="i-1")
    with refused("UnsupportedParameter", 400):
        find_instances(cloud, AdditionalAttributes=["NO_SUCH"])


def test_others_see_nothing(cloud: Cloud, two: tuple[str, str]) -> None:
    for others in (cloud.by("user"), cloud.at("cn-shanghai")):
        assert find_instances(others) == find_instances(others, InstanceIds=named(two[0])) == []


def test_additional_attributes_add_their_part(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    plain = read_instance(cloud, instance_id)
    asked = ["META_OPTIONS", "NETWORK_PRIMARY_ENI_IP", "LOGIN_AS_NON_ROOT", "DISK_HIGH_DENSITY_MODE"]
    full = read_instance(cloud, instance_id, AdditionalAttributes=[*asked, "CPU_OPTIONS_TOPOLOGY_TYPE"])
    assert "MetadataOptions" not in plain
    assert full["MetadataOptions"] == {
        "HttpEndpoint": "enabled",
        "HttpTokens": "optional",
        "HttpPutResponseHopLimit": 1,
    }
    assert (full["ImageOptions"], full["AdditionalInfo"]) == (
        {"LoginAsNonRoot": False},
        {"EnableHighDensityMode": False},
    )
    assert full["CpuOptions"] == {"CoreCount": 1, "ThreadsPerCore": 2, "Numa": "", "TopologyType": ""}


def test_all_enis_are_shown_in_the_order_of_their_devices(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InstanceType="ecs.g6.xlarge")
    attached = [attach_eni(cloud, net, instance_id) for _ in range(2)]
    rows = read_instance(cloud, instance_id)["NetworkInterfaces"]["NetworkInterface"]
    assert [row["Type"] for row in rows] == ["Primary", "Secondary", "Secondary"]
    assert [row["NetworkInterfaceId"] for row in rows[1:]] == attached


def test_pages_by_number(cloud: Cloud, net: Net) -> None:
    made = run_instances(cloud, net, Amount=12)
    first = cloud.ecs("DescribeInstances")
    second = cloud.ecs("DescribeInstances", PageNumber=2, PageSize=10)
    assert (first["PageNumber"], first["PageSize"], first["TotalCount"]) == (1, 10, 12)
    found = [row["InstanceId"] for answer in (first, second) for row in answer["Instances"]["Instance"]]
    assert found == made
    with refused("InvalidParameter"):
        cloud.ecs("DescribeInstances", PageSize=101)


def test_pages_by_token(cloud: Cloud, net: Net) -> None:
    made = run_instances(cloud, net, Amount=25)
    found: list[str] = []
    token, sizes = "", []
    while True:
        answer = cloud.ecs("DescribeInstances", MaxResults=3, NextToken=token)
        rows = answer["Instances"]["Instance"]
        sizes.append(len(rows))
        found += [row["InstanceId"] for row in rows]
        token = answer["NextToken"]
        if not token:
            break
    assert sizes == [10, 10, 5]
    assert sorted(found) == sorted(made)
    assert len(cloud.ecs("DescribeInstances", MaxResults=1000)["Instances"]["Instance"]) == 25
    with refused("InvalidParameter"):
        cloud.ecs("DescribeInstances", NextToken="nonsense")


def test_instance_status(cloud: Cloud, net: Net, two: tuple[str, str]) -> None:
    first, second = two
    rows = cloud.ecs("DescribeInstanceStatus")["InstanceStatuses"]["InstanceStatus"]
    assert {row["InstanceId"]: row["Status"] for row in rows} == {first: "Running", second: "Stopped"}
    answer = cloud.ecs("DescribeInstanceStatus", InstanceId=[second], ZoneId="cn-beijing-g")
    assert [row["InstanceId"] for row in answer["InstanceStatuses"]["InstanceStatus"]] == [second]
    assert cloud.ecs("DescribeInstanceStatus", ZoneId="cn-beijing-h")["TotalCount"] == 0


def test_no_more_than_a_hundred_are_asked_for_by_id(cloud: Cloud) -> None:
    many = [f"i-{number}" for number in range(101)]
    with refused("InvalidParameter"):
        find_instances(cloud, InstanceIds=named(*many))
    with refused("InvalidParameter"):
        cloud.ecs("DescribeInstanceStatus", InstanceId=many)


def test_two_networks_of_one_account_do_not_mix(cloud: Cloud, net: Net) -> None:
    other = make_net(cloud)
    run_instance(cloud, net)
    second = run_instance(cloud, other)
    assert [row["InstanceId"] for row in find_instances(cloud, VpcId=other.vpc)] == [second]
