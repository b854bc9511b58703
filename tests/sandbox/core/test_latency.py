"""Transitions that take their usual time, told by a clock of the test's own."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from alicloud_sandbox.core.latency import USUAL_SECONDS, Latency, LatencyMode
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.gateway.products import EVENTS
from tests.sandbox.conftest import Cloud, make_net

REAL = Latency(LatencyMode.REAL)


@dataclass
class Clock:
    """A clock that goes on when told to."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slow(clock: Clock) -> Cloud:
    return Cloud(Dispatcher(Store(":memory:"), latency=REAL, clock=clock))


def vpc_status(cloud: Cloud, vpc: str) -> str:
    return str(cloud.vpc("DescribeVpcAttribute", VpcId=vpc)["Status"])


def eni_status(cloud: Cloud, eni: str) -> str:
    (row,) = cloud.ecs("DescribeNetworkInterfaces", NetworkInterfaceId=[eni])["NetworkInterfaceSets"][
        "NetworkInterfaceSet"
    ]
    return str(row["Status"])


def test_every_transition_has_a_time_and_a_handler() -> None:
    # The request says when an instance is released.
    assert USUAL_SECONDS.keys() == EVENTS.keys() - {"instance.auto-release"}
    assert all(Latency().seconds(event) == 0 for event in USUAL_SECONDS)
    assert all(REAL.seconds(event) > 0 for event in USUAL_SECONDS)
    with pytest.raises(KeyError):
        REAL.seconds("vpc.nonsense")


def test_a_new_vpc_is_pending_until_its_time_has_come(slow: Cloud, clock: Clock) -> None:
    vpc = slow.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    clock.now += USUAL_SECONDS["vpc.available"] - 0.1
    assert vpc_status(slow, vpc) == "Pending"
    clock.now += 0.1
    assert vpc_status(slow, vpc) == "Available"


def test_instant_transitions_are_over_in_the_answer(cloud: Cloud) -> None:
    assert vpc_status(cloud, cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]) == "Available"


def test_a_transition_goes_on_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "state.db"
    before = Cloud(Dispatcher(Store(file), latency=REAL, clock=clock))
    vpc = before.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    before.dispatcher.store.close()
    for mode in (REAL, Latency()):
        restarted = Cloud(Dispatcher(Store(file), latency=mode, clock=clock))
        assert vpc_status(restarted, vpc) == "Pending"
    clock.now += USUAL_SECONDS["vpc.available"]
    assert vpc_status(restarted, vpc) == "Available"


def test_nobody_has_to_ask_for_it_to_happen(slow: Cloud, clock: Clock) -> None:
    vpc = slow.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    clock.now += 60
    slow.dispatcher.process_due_events()
    clock.now -= 60
    assert vpc_status(slow, vpc) == "Available"


def test_what_is_gone_in_the_meantime_stays_gone(slow: Cloud, clock: Clock) -> None:
    vpc = slow.vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    slow.vpc("DeleteVpc", VpcId=vpc)
    clock.now += 60
    assert slow.vpc("DescribeVpcs")["TotalCount"] == 0


def test_an_instance_boots_and_an_eni_attaches_and_detaches(cloud: Cloud, clock: Clock) -> None:
    net = make_net(cloud)
    eni = cloud.ecs("CreateNetworkInterface", VSwitchId=net.vswitch, SecurityGroupId=net.group)["NetworkInterfaceId"]
    slow = replace(cloud, dispatcher=Dispatcher(cloud.dispatcher.store, latency=REAL, clock=clock))
    instance = _run(slow, net.vswitch, net.group)
    seen = [_instance_status(slow, instance)]
    clock.now += USUAL_SECONDS["instance.running"]
    seen.append(_instance_status(slow, instance))
    assert (seen[0] in ("Pending", "Starting"), seen[1]) == (True, "Running")

    slow.ecs("AttachNetworkInterface", InstanceId=instance, NetworkInterfaceId=eni)
    states = [eni_status(slow, eni)]
    clock.now += USUAL_SECONDS["eni.attached"]
    states.append(eni_status(slow, eni))
    slow.ecs("DetachNetworkInterface", InstanceId=instance, NetworkInterfaceId=eni)
    states.append(eni_status(slow, eni))
    clock.now += USUAL_SECONDS["eni.detached"]
    states.append(eni_status(slow, eni))
    assert states == ["Attaching", "InUse", "Detaching", "Available"]


def _run(cloud: Cloud, vswitch: str, group: str) -> str:
    (image, *_) = cloud.ecs("DescribeImages")["Images"]["Image"]
    answer = cloud.ecs(
        "RunInstances",
        InstanceType="ecs.g6.large",
        ImageId=image["ImageId"],
        VSwitchId=vswitch,
        SecurityGroupId=group,
        SystemDisk={"Category": "cloud_essd"},
    )
    (instance,) = answer["InstanceIdSets"]["InstanceIdSet"]
    return str(instance)


def _instance_status(cloud: Cloud, instance: str) -> str:
    (row,) = cloud.ecs("DescribeInstances", InstanceIds=f'["{instance}"]')["Instances"]["Instance"]
    return str(row["Status"])
