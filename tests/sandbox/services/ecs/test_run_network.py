"""The ENIs that RunInstances makes: the primary one and those that come along."""

from alicloud_rules.limits import TODAY
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import find_enis, ids, make_group, make_vswitch, put_members, read_eni
from tests.sandbox.services.ecs.instance_fixtures import (
    enis_of,
    find_instances,
    nothing_was_made,
    read_instance,
    run_instance,
    run_instances,
)


def test_the_primary_eni_can_have_ipv6_from_the_start(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, Ipv6AddressCount=1)
    primary = enis_of(cloud, instance_id)["Primary"]
    assert len(primary["Ipv6Sets"]["Ipv6Set"]) == 1
    (shown,) = read_instance(cloud, instance_id)["NetworkInterfaces"]["NetworkInterface"]
    assert shown["Ipv6Sets"]["Ipv6Set"][0]["Ipv6Address"] == primary["Ipv6Sets"]["Ipv6Set"][0]["Ipv6Address"]
    with refused("MaxEniIpv6IpsCountExceeded", 403):
        run_instance(cloud, net, Ipv6AddressCount=2)


def test_ipv6_from_the_start_needs_a_type_and_a_vswitch_that_have_it(cloud: Cloud, net: Net) -> None:
    with refused("InvalidOperation.Ipv6NotSupport", 403):
        run_instance(cloud, net, InstanceType="ecs.n4.small", Ipv6AddressCount=1)
    with refused("InvalidVSwitch.Ipv6NotTurnOn", 403):
        run_instance(cloud, make_net(cloud, ipv6=False), Ipv6AddressCount=1)
    assert nothing_was_made(cloud)


def with_secondary(net: Net, **more: object) -> dict[str, object]:
    primary = {"InstanceType": "Primary", "VSwitchId": net.vswitch, "SecurityGroupIds": [net.group]}
    return {"NetworkInterface": [primary, {"InstanceType": "Secondary", **more}]}


def test_no_ipv6_at_instance_creation(cloud: Cloud, net: Net) -> None:
    with refused("UnsupportedParameter", 400):
        run_instance(cloud, net, **with_secondary(net, Ipv6AddressCount=1))
    assert nothing_was_made(cloud)


def test_today_secondary_enis_can_have_ipv6_at_instance_creation() -> None:
    cloud = cloud_with(TODAY)
    net = make_net(cloud)
    instance_id = run_instance(cloud, net, **with_secondary(net, Ipv6AddressCount=1))
    assert len(enis_of(cloud, instance_id)["Secondary"]["Ipv6Sets"]["Ipv6Set"]) == 1


def test_secondary_enis_take_vswitch_and_groups_from_the_primary_one(cloud: Cloud, net: Net) -> None:
    more = {"NetworkInterfaceName": "second", "SecondaryPrivateIpAddressCount": 2, "DeleteOnRelease": False}
    instance_id = run_instance(cloud, net, **with_secondary(net, **more))
    secondary = enis_of(cloud, instance_id)["Secondary"]
    assert (secondary["VSwitchId"], secondary["SecurityGroupIds"]) == (net.vswitch, {"SecurityGroupId": [net.group]})
    assert (secondary["NetworkInterfaceName"], secondary["DeleteOnRelease"]) == ("second", False)
    assert len(secondary["PrivateIpSets"]["PrivateIpSet"]) == 3
    assert secondary["Attachment"]["DeviceIndex"] == 1


def test_the_provider_sends_an_empty_traffic_mode(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, **with_secondary(net, NetworkInterfaceTrafficMode=""))
    assert enis_of(cloud, instance_id)["Secondary"]["NetworkInterfaceTrafficMode"] == "Standard"
    with refused("UnsupportedParameter"):
        run_instance(cloud, net, **with_secondary(net, NetworkInterfaceTrafficMode="HighPerformance"))


def test_secondary_enis_can_have_a_vswitch_and_groups_of_their_own(cloud: Cloud, net: Net) -> None:
    vswitch, group = make_vswitch(cloud, net, 2), make_group(cloud, net)
    more = with_secondary(net, VSwitchId=vswitch, SecurityGroupId=group, PrimaryIpAddress="192.168.2.9")
    secondary = enis_of(cloud, run_instance(cloud, net, **more))["Secondary"]
    assert (secondary["VSwitchId"], secondary["PrivateIpAddress"]) == (vswitch, "192.168.2.9")
    assert secondary["SecurityGroupIds"] == {"SecurityGroupId": [group]}
    elsewhere = make_vswitch(cloud, net, 3, zone="cn-beijing-h")
    with refused("InvalidOperation.AvailabilityZoneMismatch", 403):
        run_instance(cloud, net, **with_secondary(net, VSwitchId=elsewhere))
    with refused("InvalidOperation.VpcMismatch", 403):
        run_instance(cloud, net, **with_secondary(net, VSwitchId=make_net(cloud).vswitch))


def test_the_primary_eni_is_described_in_one_place_only(cloud: Cloud, net: Net) -> None:
    with refused("InvalidParameter.Conflict", 400):
        run_instance(cloud, net, **with_secondary(net), Ipv6AddressCount=1)
    with refused("InvalidParameter"):
        run_instance(cloud, net, NetworkInterface=[{"InstanceType": "Primary"}, {"InstanceType": "Primary"}])
    with refused("InvalidParameter"):
        run_instance(cloud, net, **with_secondary(net, InstanceType="Trunk"))
    with refused("UnsupportedParameter"):
        run_instance(cloud, net, **with_secondary(net, NetworkInterfaceId="eni-1"))


def test_a_type_has_so_many_enis_and_private_addresses(cloud: Cloud, net: Net) -> None:
    three = with_secondary(net)
    assert isinstance(three["NetworkInterface"], list)
    three["NetworkInterface"].append({"InstanceType": "Secondary"})
    with refused("EniPerInstanceLimitExceeded", 403):
        run_instance(cloud, net, **three)
    with refused("InvalidOperation.Ipv4CountExceeded", 403):
        run_instance(cloud, net, **with_secondary(net, SecondaryPrivateIpAddressCount=6))


def test_a_full_security_group_takes_no_instance(cloud: Cloud, net: Net) -> None:
    put_members(cloud, net.group, 1999)
    run_instance(cloud, net)
    with refused("SecurityGroupInstanceLimitExceed", 403):
        run_instance(cloud, net)


def test_all_instances_of_a_request_are_made_or_none(cloud: Cloud, net: Net) -> None:
    put_members(cloud, net.group, 1998)
    with refused("SecurityGroupInstanceLimitExceed"):
        run_instances(cloud, net, Amount=3)
    assert find_instances(cloud) == []


def test_queues_of_the_primary_eni(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, NetworkInterfaceQueueNumber=1)
    (primary,) = ids(find_enis(cloud, InstanceId=instance_id))
    assert read_eni(cloud, primary)["QueueNumber"] == 1
