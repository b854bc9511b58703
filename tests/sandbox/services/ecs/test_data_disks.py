"""Data disks of instances."""

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.instance_fixtures import nothing_was_made, run_instance


def data_disks(cloud: Cloud, **filters: object) -> list[dict[str, object]]:
    return list(cloud.ecs("DescribeDisks", DiskType="data", **filters)["Disks"]["Disk"])


def test_data_disks_come_and_go_with_their_instance(cloud: Cloud, net: Net) -> None:
    asked = [
        {"Size": 20, "DiskName": "logs", "Description": "for logs"},
        {"Size": 461, "Category": "cloud_essd", "PerformanceLevel": "PL2", "Device": "/dev/xvdf"},
    ]
    instance_id = run_instance(cloud, net, DataDisk=asked, Tag=[{"Key": "a", "Value": "b"}])
    first, second = data_disks(cloud, InstanceId=instance_id, Tag=[{"Key": "a"}])
    assert (first["DiskName"], first["Description"], first["Device"]) == ("logs", "for logs", "/dev/xvdb")
    assert (first["Category"], first["Size"], first["Status"]) == ("cloud_efficiency", 20, "In_use")
    assert (second["PerformanceLevel"], second["Device"]) == ("PL2", "/dev/xvdf")
    assert len(cloud.ecs("DescribeDisks", InstanceId=instance_id)["Disks"]["Disk"]) == 3
    cloud.ecs("DeleteInstance", InstanceId=instance_id, Force=True)
    assert data_disks(cloud) == []


@pytest.mark.parametrize(
    ("disk", "code"),
    [
        ({"Size": 19}, "InvalidDataDiskSize.ValueNotSupported"),
        ({"Size": 32769}, "InvalidDataDiskSize.ValueNotSupported"),
        ({"Size": 400, "Category": "cloud_essd", "PerformanceLevel": "PL2"}, "InvalidDataDiskSize.ValueNotSupported"),
        ({"Size": 20, "Category": "cloud_auto"}, "InvalidDataDiskCategory.ValueNotSupported"),
        ({"Size": 20, "PerformanceLevel": "PL1"}, "InvalidParameter"),
        ({"Size": 20, "DiskName": "1"}, "InvalidDiskName.Malformed"),
        ({"DiskName": "logs"}, "MissingParameter"),
        ({"Size": 20, "Device": "/dev/xvda"}, "InvalidDevice.Malformed"),
        ({"Size": 20, "Encrypted": True}, "UnsupportedParameter"),
        ({"Size": 20, "SnapshotId": "s-1"}, "UnsupportedParameter"),
        ({"Size": 20, "DeleteWithInstance": False}, "UnsupportedParameter"),
    ],
)
def test_disks_that_an_instance_cannot_have(cloud: Cloud, net: Net, disk: dict[str, object], code: str) -> None:
    with refused(code):
        run_instance(cloud, net, DataDisk=[disk])
    assert nothing_was_made(cloud)


def test_an_instance_takes_sixteen_data_disks(cloud: Cloud, net: Net) -> None:
    run_instance(cloud, net, DataDisk=[{"Size": 20}] * 16)
    assert data_disks(cloud, PageSize=100)[-1]["Device"] == "/dev/xvdq"
    with refused("InvalidDataDiskSize.ValueNotSupported"):
        run_instance(cloud, net, DataDisk=[{"Size": 20}] * 17)
