"""Enlarging disks, replacing system disks, and the time at which an instance is released by itself."""

from datetime import UTC, datetime

import pytest

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.ecs.instance_fixtures import find_instances, read_instance, run_instance, stopped_instance

UBUNTU = "ubuntu_22_04_x64_20G_alibase_20240926.vhd"


def system_disk(cloud: Cloud, instance_id: str) -> dict[str, object]:
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=instance_id, DiskType="system")["Disks"]["Disk"]
    return dict(disk)


def test_a_disk_only_grows(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, SystemDisk={"Size": 40})
    disk = system_disk(cloud, instance_id)["DiskId"]
    cloud.ecs("ResizeDisk", DiskId=disk, NewSize=50, Type="online")
    assert system_disk(cloud, instance_id)["Size"] == 50
    for size, code in {50: "InvalidDiskSize.TooSmall", 2049: "InvalidDiskSize.ValueNotSupported"}.items():
        with refused(code):
            cloud.ecs("ResizeDisk", DiskId=disk, NewSize=size)
    with refused("InvalidParameter"):
        cloud.ecs("ResizeDisk", DiskId=disk, NewSize=60, Type="soon")


def test_a_new_system_disk_brings_its_image_and_login(cloud: Cloud, net: Net) -> None:
    instance_id = stopped_instance(
        cloud, net, SystemDisk={"Size": 50, "DiskName": "root"}, KeyPairName="test-key-pair", DataDisk=[{"Size": 20}]
    )
    old = system_disk(cloud, instance_id)
    answer = cloud.ecs(
        "ReplaceSystemDisk", InstanceId=instance_id, ImageId=UBUNTU, SecurityEnhancementStrategy="Active"
    )
    new = system_disk(cloud, instance_id)
    assert new["DiskId"] == answer["DiskId"] != old["DiskId"]
    assert (new["Size"], new["DiskName"], new["Device"]) == (50, "root", "/dev/xvda")
    row = read_instance(cloud, instance_id)
    assert (row["ImageId"], row["KeyPairName"]) == (UBUNTU, "")
    cloud.ecs(
        "ReplaceSystemDisk",
        InstanceId=instance_id,
        ImageId=UBUNTU,
        KeyPairName="test-key-pair",
        SystemDisk={"Size": 60},
    )
    assert system_disk(cloud, instance_id)["Size"] == 60
    assert read_instance(cloud, instance_id)["KeyPairName"] == "test-key-pair"
    assert len(cloud.ecs("DescribeDisks", InstanceId=instance_id)["Disks"]["Disk"]) == 2


def test_a_system_disk_that_cannot_be_replaced(cloud: Cloud, net: Net) -> None:
    with refused("IncorrectInstanceStatus", 403):
        cloud.ecs("ReplaceSystemDisk", InstanceId=run_instance(cloud, net), ImageId=UBUNTU)
    instance_id = stopped_instance(cloud, net)
    with refused("MissingParameter"):
        cloud.ecs("ReplaceSystemDisk", InstanceId=instance_id)
    with refused("InvalidSystemDiskSize.ValueNotSupported"):
        cloud.ecs("ReplaceSystemDisk", InstanceId=instance_id, ImageId=UBUNTU, SystemDisk={"Size": 10})
    with refused("UnsupportedParameter"):
        cloud.ecs("ReplaceSystemDisk", InstanceId=instance_id, ImageId=UBUNTU, Encrypted=True)
    with refused("InvalidPassword.Malformed"):
        cloud.ecs("ReplaceSystemDisk", InstanceId=instance_id, ImageId=UBUNTU, Password="short")


def moment(clock: Clock, minutes: int) -> str:
    return datetime.fromtimestamp(clock.now + minutes * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_instance_is_released_at_its_time() -> None:
    clock = Clock()
    cloud = Cloud(Dispatcher(Store(":memory:"), clock=clock))
    net = make_net(cloud)
    going = run_instance(cloud, net, AutoReleaseTime=moment(clock, 40))
    staying = run_instance(cloud, net, AutoReleaseTime=moment(clock, 40))
    assert read_instance(cloud, going)["AutoReleaseTime"] == moment(clock, 40)[:-3] + "00Z"
    cloud.ecs("ModifyInstanceAutoReleaseTime", InstanceId=staying)
    protected = run_instance(cloud, net, AutoReleaseTime=moment(clock, 40), DeletionProtection=True)
    clock.now += 41 * 60
    assert {row["InstanceId"] for row in find_instances(cloud)} == {staying, protected}


@pytest.mark.parametrize("minutes", [10, 4 * 365 * 24 * 60])
def test_a_release_too_soon_or_too_late_is_refused(minutes: int) -> None:
    clock = Clock()
    cloud = Cloud(Dispatcher(Store(":memory:"), clock=clock))
    net = make_net(cloud)
    for text in (moment(clock, minutes), "tomorrow"):
        with refused("InvalidAutoReleaseTime.Malformed"):
            run_instance(cloud, net, AutoReleaseTime=text)
