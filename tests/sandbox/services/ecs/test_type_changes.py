"""Changes that need a Stopped instance: its type, its private address, its vSwitch."""

from alicloud_rules.limits import TODAY
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    assign,
    make_vswitch,
    primary_of,
    read_eni,
)
from tests.sandbox.services.ecs.instance_fixtures import (
    attach_eni,
    give_ipv6,
    read_instance,
    run_instance,
    stopped_instance,
)


def change_type(cloud: Cloud, instance_id: str, type_id: str) -> None:
    cloud.ecs("ModifyInstanceSpec", InstanceId=instance_id, InstanceType=type_id)


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
