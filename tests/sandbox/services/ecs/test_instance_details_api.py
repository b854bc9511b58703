"""Details of instances, and their disks."""

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.instance_fixtures import named, read_instance, run_instance, run_instances


def maintenance(cloud: Cloud, instance_id: str) -> dict[str, object]:
    answer = cloud.ecs("DescribeInstanceMaintenanceAttributes", InstanceId=[instance_id])
    (found,) = answer["MaintenanceAttributes"]["MaintenanceAttribute"]
    return dict(found)


def test_one_instance_s_attributes_are_those_of_the_list(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, InternetMaxBandwidthOut=5, Description="described")
    attribute = cloud.ecs("DescribeInstanceAttribute", InstanceId=instance_id)
    listed = read_instance(cloud, instance_id)
    shared = attribute.keys() & listed.keys()
    assert {"InstanceId", "Status", "PublicIpAddress", "VpcAttributes", "SecurityGroupIds"} <= shared
    assert {name: attribute[name] for name in shared} == {name: listed[name] for name in shared}
    assert attribute["EnableJumboFrame"] is False
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.by("user").ecs("DescribeInstanceAttribute", InstanceId=instance_id)


def test_user_data_reads_back(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, UserData="aGVsbG8=")
    answer = cloud.ecs("DescribeUserData", InstanceId=instance_id)
    assert (answer["InstanceId"], answer["UserData"]) == (instance_id, "aGVsbG8=")


def test_instances_use_no_private_pool(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    answer = cloud.ecs("DescribeInstanceAttachmentAttributes", InstanceIds=named(instance_id))
    (found,) = answer["Instances"]["Instance"]
    assert (found["InstanceId"], found["PrivatePoolOptionsMatchCriteria"]) == (instance_id, "None")


def test_maintenance_changes_and_reads_back(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    usual = maintenance(cloud, instance_id)
    assert (usual["NotifyOnMaintenance"], usual["MaintenanceWindows"]) == (False, {"MaintenanceWindow": []})
    window = {"StartTime": "02:00:00", "EndTime": "05:00:00"}
    cloud.ecs(
        "ModifyInstanceMaintenanceAttributes",
        InstanceId=[instance_id],
        ActionOnMaintenance="Stop",
        NotifyOnMaintenance=True,
        MaintenanceWindow=[window],
    )
    changed = maintenance(cloud, instance_id)
    assert changed["MaintenanceWindows"] == {"MaintenanceWindow": [window]}
    assert changed["NotifyOnMaintenance"] is True
    cloud.ecs("ModifyInstanceMaintenanceAttributes", InstanceId=[instance_id], NotifyOnMaintenance=False)
    kept = maintenance(cloud, instance_id)
    assert (kept["ActionOnMaintenance"], kept["NotifyOnMaintenance"]) == (changed["ActionOnMaintenance"], False)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"ActionOnMaintenance": "Panic"}, "InvalidParameter"),
        (
            {"MaintenanceWindow": [{"StartTime": "02:30:00", "EndTime": "05:00:00"}]},
            "InvalidParameter.MaintenanceWindow",
        ),
        (
            {"MaintenanceWindow": [{"StartTime": "02:00:00", "EndTime": "02:00:00"}]},
            "InvalidParameter.MaintenanceWindow",
        ),
        ({"MaintenanceWindow": [{"StartTime": "02:00:00"}]}, "MissingParameter"),
    ],
)
def test_malformed_maintenance_is_refused(cloud: Cloud, net: Net, parameters: dict[str, object], code: str) -> None:
    with refused(code):
        cloud.ecs("ModifyInstanceMaintenanceAttributes", InstanceId=[run_instance(cloud, net)], **parameters)


def disks(cloud: Cloud, **filters: object) -> list[str]:
    return [disk["InstanceId"] for disk in cloud.ecs("DescribeDisks", **filters)["Disks"]["Disk"]]


def test_disks_pass_every_filter(cloud: Cloud, net: Net) -> None:
    first = run_instance(cloud, net, SystemDisk={"DiskName": "one", "Category": "cloud_ssd"})
    second = run_instance(cloud, net, SystemDisk={"Category": "cloud_essd"}, Tag=[{"Key": "a", "Value": "b"}])
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=second)["Disks"]["Disk"]
    finds_second: dict[str, object] = {
        "Category": "cloud_essd",
        "PerformanceLevel": "PL1",
        "DiskIds": named(disk["DiskId"]),
        "Tag": [{"Key": "a"}],
    }
    for name, value in finds_second.items():
        assert disks(cloud, **{name: value}) == [second], name
    assert disks(cloud, DiskName="one") == [first]
    everything: dict[str, object] = {
        "DiskType": "system",
        "Status": "In_use",
        "Encrypted": False,
        "DeleteWithInstance": True,
    }
    for name, value in everything.items():
        assert len(disks(cloud, **{name: value})) == 2, name
    nothing: dict[str, object] = {
        "Status": "Available",
        "Portable": True,
        "KMSKeyId": "key",
        "SnapshotId": "s-1",
    }
    for name, value in nothing.items():
        assert disks(cloud, **{name: value}) == [], name
    assert disks(cloud.by("user")) == disks(cloud.at("cn-shanghai")) == []


def test_disks_are_renamed(cloud: Cloud, net: Net) -> None:
    run_instances(cloud, net, Amount=2)
    ids = [disk["DiskId"] for disk in cloud.ecs("DescribeDisks")["Disks"]["Disk"]]
    cloud.ecs("ModifyDiskAttribute", DiskIds=ids, DiskName="renamed", Description="a system disk")
    found = cloud.ecs("DescribeDisks", DiskName="renamed")["Disks"]["Disk"]
    assert [disk["Description"] for disk in found] == ["a system disk"] * 2
    with refused("InvalidDiskId.NotFound", 404):
        cloud.ecs("ModifyDiskAttribute", DiskId="d-nothing", DiskName="renamed")
    with refused("UnsupportedParameter"):
        cloud.ecs("ModifyDiskAttribute", DiskId=ids[0], DeleteWithInstance=False)
