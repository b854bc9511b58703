"""Instances: starting, stopping, releasing, and how long that takes."""

import time

import pytest

from alicloud_sandbox.core.entities import Disk, Eni, Entity, Instance, Ipv6Address
from alicloud_sandbox.core.latency import Latency, LatencyMode
from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import let_time_pass, make_eni, read_eni
from tests.sandbox.services.ecs.instance_fixtures import (
    SET_UP,
    attach_eni,
    find_instances,
    give_ipv6,
    read_instance,
    result_of,
    run_instance,
    run_instances,
)


@pytest.fixture
def slow(cloud: Cloud, net: Net) -> Cloud:
    """The cloud of `net`, in which transitions take their usual time from now on."""
    cloud.dispatcher.latency = Latency(LatencyMode.REAL)
    return cloud


def status(cloud: Cloud, instance_id: str) -> str:
    return str(read_instance(cloud, instance_id)["Status"])


def test_an_instance_stops_and_starts(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    cloud.ecs("StopInstance", InstanceId=instance_id, ForceStop=True, StoppedMode="StopCharging")
    stopped = read_instance(cloud, instance_id)
    assert (stopped["Status"], stopped["StoppedMode"]) == ("Stopped", "StopCharging")
    cloud.ecs("StartInstance", InstanceId=instance_id)
    started = read_instance(cloud, instance_id)
    assert (started["Status"], started["StoppedMode"]) == ("Running", "Not-applicable")
    cloud.ecs("RebootInstance", InstanceId=instance_id)
    assert status(cloud, instance_id) == "Running"


def test_the_stopped_mode_that_is_shown_can_be_sent_back(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    shown = read_instance(cloud, instance_id)["StoppedMode"]
    cloud.ecs("StopInstance", InstanceId=instance_id, StoppedMode=shown)
    assert read_instance(cloud, instance_id)["StoppedMode"] == shown


def test_actions_need_the_right_state(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("IncorrectInstanceStatus", 403):
        cloud.ecs("StartInstance", InstanceId=instance_id)
    with refused("InvalidParameter"):
        cloud.ecs("StopInstance", InstanceId=instance_id, StoppedMode="Never")
    cloud.ecs("StopInstance", InstanceId=instance_id)
    for action in ("StopInstance", "RebootInstance"):
        with refused("IncorrectInstanceStatus", 403):
            cloud.ecs(action, InstanceId=instance_id)


@pytest.mark.parametrize("action", ["StartInstance", "StopInstance", "RebootInstance", "DeleteInstance"])
def test_an_instance_of_another_account_or_region_does_not_exist(cloud: Cloud, net: Net, action: str) -> None:
    instance_id = run_instance(cloud, net)
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.by("user").ecs(action, InstanceId=instance_id)
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.at("cn-shanghai").ecs(action, InstanceId=instance_id)


def test_the_states_in_between(slow: Cloud, net: Net) -> None:
    instance_id = run_instance(slow, net)
    assert status(slow, instance_id) == "Pending"
    let_time_pass(slow)
    assert status(slow, instance_id) == "Running"
    slow.ecs("StopInstance", InstanceId=instance_id)
    assert status(slow, instance_id) == "Stopping"
    let_time_pass(slow)
    assert status(slow, instance_id) == "Stopped"
    slow.ecs("StartInstance", InstanceId=instance_id)
    assert status(slow, instance_id) == "Starting"
    let_time_pass(slow)
    assert status(slow, instance_id) == "Running"


def test_a_release_can_overtake_a_stop(slow: Cloud, net: Net) -> None:
    instance_id = run_instance(slow, net)
    let_time_pass(slow)
    slow.ecs("StopInstance", InstanceId=instance_id)
    slow.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    assert status(slow, instance_id) == "Stopping"
    for action in ("StartInstance", "StopInstance", "RebootInstance"):
        with refused("IncorrectInstanceStatus", 403):
            slow.ecs(action, InstanceId=instance_id)
    slow.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    let_time_pass(slow)
    assert find_instances(slow) == []


def test_a_new_instance_can_be_released_by_force(slow: Cloud, net: Net) -> None:
    instance_id = run_instance(slow, net)
    slow.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    let_time_pass(slow)
    assert find_instances(slow) == []


def test_without_force_only_a_stopped_instance_is_released(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    with refused("IncorrectInstanceStatus", 403):
        cloud.ecs("DeleteInstance", InstanceId=instance_id)
    cloud.ecs("StopInstance", InstanceId=instance_id)
    cloud.ecs("DeleteInstance", InstanceId=instance_id)
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.ecs("DeleteInstance", InstanceId=instance_id)


def test_a_protected_instance_stays(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, DeletionProtection=True)
    with refused("InvalidOperation.DeletionProtection", 403):
        cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    cloud.ecs("ModifyInstanceAttribute", InstanceId=instance_id, DeletionProtection=False)
    cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    assert find_instances(cloud) == []


def test_release_takes_the_primary_eni_and_frees_the_others(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, Ipv6AddressCount=1)
    kept = attach_eni(cloud, net, instance_id)
    cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    eni = read_eni(cloud, kept)
    assert (eni["Status"], eni["InstanceId"]) == ("Available", "")
    assert [one.id for one in cloud.dispatcher.store.all_accounts(Eni)] == [kept]
    gone: tuple[type[Entity], ...] = (Instance, Disk, Ipv6Address)
    for kind in gone:
        assert cloud.dispatcher.store.all_accounts(kind) == []
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=kept)
    cloud.ecs("DeleteSecurityGroup", SecurityGroupId=net.group)
    cloud.vpc("DeleteVSwitch", VSwitchId=net.vswitch)


def test_release_takes_what_goes_with_the_instance(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    eni = make_eni(cloud, net, DeleteOnRelease=True)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance_id)
    cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    assert cloud.dispatcher.store.all_accounts(Eni) == []


def test_a_freed_eni_keeps_its_addresses_but_no_guest_has_them(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, ImageId="aliyun_2_1903_x64_20G_alibase_20200221.vhd")
    address = give_ipv6(cloud, net, instance_id)
    (before,) = cloud.dispatcher.store.all_accounts(Ipv6Address)
    assert (before.address, before.in_guest) == (address, True)
    cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    (after,) = cloud.dispatcher.store.all_accounts(Ipv6Address)
    assert (after.address, after.in_guest) == (address, False)


def test_several_instances_are_released_together_or_not_at_all(cloud: Cloud, net: Net) -> None:
    first, second = run_instances(cloud, net, Amount=2)
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.ecs("DeleteInstances", InstanceId=[first, "i-nothing"], Force=True)
    with refused("IncorrectInstanceStatus", 403):
        cloud.ecs("DeleteInstances", InstanceId=[first, second])
    with refused("MissingParameter"):
        cloud.ecs("DeleteInstances")
    assert len(find_instances(cloud)) == 2
    cloud.ecs("DeleteInstances", InstanceId=[first, second], Force=True)
    assert find_instances(cloud) == []


def test_a_dry_run_changes_nothing(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    for action in ("StopInstance", "RebootInstance"):
        with refused("DryRunOperation"):
            cloud.ecs(action, InstanceId=instance_id, DryRun=True)
    with refused("DryRunOperation"):
        cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True, DryRun=True)
    assert status(cloud, instance_id) == "Running"


def test_transitions_end_by_themselves_when_their_time_has_come(slow: Cloud, net: Net) -> None:
    instance_id = run_instance(slow, net, InternetMaxBandwidthOut=1)
    now = time.time()
    slow.dispatcher.clock = lambda: now + 100
    assert status(slow, instance_id) == "Running"
    answer = slow.ecs("RunCommand", Type="RunShellScript", CommandContent=SET_UP, InstanceId=[instance_id])
    slow.dispatcher.clock = lambda: now + 200
    assert result_of(slow, answer["InvokeId"])["InvocationStatus"] == "Success"
    slow.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    slow.dispatcher.clock = lambda: now + 300
    assert find_instances(slow) == []
