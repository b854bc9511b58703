"""Attaching and detaching. Not proved here: the real service's code for more IPv6 than the type allows (assumed)."""

import pytest

from alicloud_rules.limits import TODAY
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.latency import USUAL_SECONDS, Latency, LatencyMode
from alicloud_sandbox.services.ecs import enis
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    assign,
    call_of,
    find_enis,
    ids,
    let_time_pass,
    make_eni,
    make_vswitch,
    primary_of,
    put_instance,
    read_eni,
    set_status,
)


def attach(cloud: Cloud, eni: str, instance: str) -> None:
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)


def detach(cloud: Cloud, eni: str, instance: str) -> None:
    cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)


def test_attach_and_detach(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net), make_eni(cloud, net)
    before = read_eni(cloud, eni)
    attach(cloud, eni, instance)
    now = read_eni(cloud, eni)
    assert (now["Status"], now["InstanceId"]) == ("InUse", instance)
    assert now["Attachment"] == {"InstanceId": instance, "DeviceIndex": 1}
    detach(cloud, eni, instance)
    assert read_eni(cloud, eni) == before


def test_transitions_take_their_time_under_real_latency(
    cloud: Cloud, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    for event in ("eni.attached", "eni.detached"):
        monkeypatch.setitem(USUAL_SECONDS, event, 1e9)
    cloud.dispatcher.latency = Latency(LatencyMode.REAL)
    instance, eni = put_instance(cloud, net), make_eni(cloud, net)
    attach(cloud, eni, instance)
    assert (read_eni(cloud, eni)["Status"], read_eni(cloud, eni)["InstanceId"]) == ("Attaching", instance)
    for wrong in (
        lambda: detach(cloud, eni, instance),
        lambda: attach(cloud, eni, instance),
        lambda: assign(cloud, eni),
        lambda: cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni),
    ):
        with refused("InvalidOperation.InvalidEniState", 400):
            wrong()
    let_time_pass(cloud)
    assert read_eni(cloud, eni)["Status"] == "InUse"
    detach(cloud, eni, instance)
    assert read_eni(cloud, eni)["Status"] == "Detaching"
    detach(cloud, eni, instance)
    let_time_pass(cloud)
    assert (read_eni(cloud, eni)["Status"], read_eni(cloud, eni)["InstanceId"]) == ("Available", "")


def test_devices_are_numbered_without_gaps(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net, "ecs.g6.2xlarge")
    made = [make_eni(cloud, net) for _ in range(4)]
    for eni in made[:3]:
        attach(cloud, eni, instance)
    detach(cloud, made[0], instance)
    attach(cloud, made[3], instance)
    numbers = [read_eni(cloud, eni)["Attachment"].get("DeviceIndex") for eni in made]
    assert numbers == [None, 2, 3, 1]


def test_the_instance_type_says_how_many(cloud: Cloud, net: Net) -> None:
    instance, first, second = put_instance(cloud, net), make_eni(cloud, net), make_eni(cloud, net)
    attach(cloud, first, instance)
    with refused("EniPerInstanceLimitExceeded", 403):
        attach(cloud, second, instance)
    detach(cloud, first, instance)
    attach(cloud, second, instance)


def test_same_zone_and_same_vpc(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net)
    elsewhere = make_eni(cloud, net, VSwitchId=make_vswitch(cloud, net, 2, "cn-beijing-h"))
    with refused("InvalidOperation.AvailabilityZoneMismatch", 403):
        attach(cloud, elsewhere, instance)
    with refused("InvalidOperation.VpcMismatch", 403):
        attach(cloud, make_eni(cloud, make_net(cloud)), instance)
    other_vswitch = make_eni(cloud, net, VSwitchId=make_vswitch(cloud, net, 3))
    attach(cloud, other_vswitch, instance)


def test_an_eni_with_ipv6_needs_a_type_with_ipv6(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net, "ecs.ic5.large"), make_eni(cloud, net)
    assign(cloud, eni)
    with refused("InvalidOperation.Ipv6NotSupport", 403):
        attach(cloud, eni, instance)
    attach(cloud, make_eni(cloud, net), instance)


def test_an_eni_with_more_addresses_than_the_type_allows() -> None:
    cloud = cloud_with(TODAY)
    net = make_net(cloud)
    instance = put_instance(cloud, net, "ecs.g6.large")
    with refused("InvalidOperation.Ipv6CountExceeded", 403):
        attach(cloud, make_eni(cloud, net, Ipv6AddressCount=2), instance)
    with refused("InvalidOperation.Ipv4CountExceeded", 403):
        attach(cloud, make_eni(cloud, net, SecondaryPrivateIpAddressCount=6), instance)
    attach(cloud, make_eni(cloud, net, Ipv6AddressCount=1, SecondaryPrivateIpAddressCount=5), instance)


@pytest.mark.parametrize("status", ["Pending", "Starting", "Stopping"])
def test_the_instance_must_be_steady(cloud: Cloud, net: Net, status: str) -> None:
    instance, eni, attached = put_instance(cloud, net, "ecs.g6.xlarge"), make_eni(cloud, net), make_eni(cloud, net)
    attach(cloud, attached, instance)
    set_status(cloud, instance, status)
    with refused("InvalidOperation.InvalidEcsState", 400):
        attach(cloud, eni, instance)
    with refused("InvalidOperation.InvalidEcsState", 400):
        detach(cloud, attached, instance)
    set_status(cloud, instance, "Stopped")
    attach(cloud, eni, instance)
    detach(cloud, attached, instance)


def test_one_instance_at_a_time(cloud: Cloud, net: Net) -> None:
    one, two, eni = put_instance(cloud, net), put_instance(cloud, net), make_eni(cloud, net)
    with refused("InvalidOperation.InvalidEniState", 400):
        detach(cloud, eni, one)
    attach(cloud, eni, one)
    with refused("InvalidOperation.InvalidEniState", 400):
        attach(cloud, eni, two)
    with refused("InvalidParameter", 400):
        detach(cloud, eni, two)


def test_the_primary_eni_stays(cloud: Cloud, net: Net) -> None:
    one, two = put_instance(cloud, net), put_instance(cloud, net)
    with refused("InvalidOperation.DetachPrimaryEniNotAllowed", 400):
        detach(cloud, primary_of(cloud, one), one)
    with refused("InvalidOperation.InvalidEniType", 403):
        attach(cloud, primary_of(cloud, one), two)


def test_strangers(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net), make_eni(cloud, net)
    with refused("InvalidEniId.NotFound", 404):
        attach(cloud, "eni-none", instance)
    with refused("InvalidEcsId.NotFound", 404):
        attach(cloud, eni, "i-none")
    with refused("InvalidEniId.NotFound", 404):
        attach(cloud.by("user"), eni, instance)
    with refused("UnsupportedParameter", 400):
        cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance, NetworkCardIndex=0)


def test_what_a_deleted_instance_leaves(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net, "ecs.g6.xlarge")
    kept, gone = make_eni(cloud, net), make_eni(cloud, net, DeleteOnRelease=True)
    (address,) = assign(cloud, kept)
    for eni in (kept, gone):
        attach(cloud, eni, instance)
    assign(cloud, gone)
    call = call_of(cloud)
    entity = call.store.get(Instance, instance)
    assert entity is not None
    enis.release_from(call, entity)
    call.store.delete(entity)
    assert ids(find_enis(cloud)) == [kept]
    assert (read_eni(cloud, kept)["Status"], read_eni(cloud, kept)["InstanceId"]) == ("Available", "")
    shown = cloud.vpc("DescribeIpv6Addresses")["Ipv6Addresses"]["Ipv6Address"]
    assert [row["Ipv6Address"] for row in shown] == [address]
    attach(cloud, kept, put_instance(cloud, net))


@pytest.mark.parametrize("kind", [{"InstanceType": "Trunk"}, {"NetworkInterfaceTrafficMode": "HighPerformance"}])
def test_trunk_and_rdma_enis_fit_few_instance_types(cloud: Cloud, net: Net, kind: dict[str, str]) -> None:
    eni = make_eni(cloud, net, **kind)
    row = read_eni(cloud, eni)
    assert kind.items() <= {**row, "InstanceType": row["Type"]}.items()
    with refused("UnsupportedParameter"):
        attach(cloud, eni, put_instance(cloud, net))
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)


def test_a_trunk_eni_is_attached_to_a_type_that_takes_it(cloud: Cloud, net: Net) -> None:
    (row,) = cloud.ecs("DescribeInstanceTypes", InstanceTypes=["ecs.g7nex.xlarge"])["InstanceTypes"]["InstanceType"]
    assert row["EniTrunkSupported"] is True
    eni = make_eni(cloud, net, InstanceType="Trunk")
    attach(cloud, eni, put_instance(cloud, net, "ecs.g7nex.xlarge"))
    assert ids(find_enis(cloud, Type="Trunk")) == [eni]
    assert read_eni(cloud, eni)["Status"] == "InUse"
