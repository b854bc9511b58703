"""Assumptions about an instance: the only resource that costs money, made with `--instances` only."""

from datetime import UTC, datetime, timedelta
from functools import cache

from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import INSTANCE, probe
from dev.verify_cloud.probes.ram_requests import trust_policy

RELEASED_AFTER = timedelta(minutes=60)
"""The service itself releases the instance then, whatever becomes of this program."""
_FAMILY = "acs:alibaba_cloud_linux_3_2104_lts_x64"


@cache
def _instance(lab: Lab) -> str:
    """Return the id of the one instance, which is Running."""
    release = datetime.now(UTC) + RELEASED_AFTER
    made = lab.cloud.call(
        "Ecs",
        "RunInstances",
        InstanceType=lab.instance_type,
        ImageFamily=_FAMILY,
        InstanceName=lab.name("instance"),
        VSwitchId=lab.vswitch,
        SecurityGroupId=lab.group,
        KeyPairName=lab.new_key_pair("login"),
        AutoReleaseTime=f"{release:%Y-%m-%dT%H:%M:%SZ}",
        Tag=lab.tags,
    )
    (instance,) = made["InstanceIdSets"]["InstanceIdSet"]
    _wait(lab, str(instance), "Running")
    return str(instance)


def _wait(lab: Lab, instance: str, status: str) -> None:
    lab.cloud.wait("Ecs", "DescribeInstanceAttribute", status, "Status", InstanceId=instance)


def _disk(lab: Lab) -> dict[str, object]:
    (disk,) = lab.cloud.rows("Ecs", "DescribeDisks", "Disks", "Disk", InstanceId=_instance(lab), DiskType="system")
    return disk


@probe(INSTANCE, "Ecs.ModifyInstanceAutoReleaseTime: note")
def malformed_release_time(lab: Lab) -> str:
    """Have an instance released at a time that is not one, and at one in three minutes."""
    soon = f"{datetime.now(UTC) + timedelta(minutes=3):%Y-%m-%dT%H:%M:%SZ}"
    found = [
        lab.cloud.attempt("Ecs", "ModifyInstanceAutoReleaseTime", InstanceId=_instance(lab), AutoReleaseTime=time)
        for time in ("tomorrow", soon)
    ]
    return f"malformed {found[0]}; too soon {found[1]}"


@probe(INSTANCE, "Ecs: refusal InvalidOperation.AttachedRamRole", "Ecs.DetachInstanceRamRole: note")
def second_role(lab: Lab) -> str:
    """Give an instance a second role, then take that away."""
    trust = trust_policy({"Service": ["ecs.aliyuncs.com"]})
    first, second = (lab.new_role(what, trust) for what in ("first", "second"))
    named = {"InstanceIds": f'["{_instance(lab)}"]'}
    lab.cloud.call("Ecs", "AttachInstanceRamRole", RamRoleName=first, **named)
    attached = lab.cloud.attempt("Ecs", "AttachInstanceRamRole", RamRoleName=second, **named)
    detached = lab.cloud.attempt("Ecs", "DetachInstanceRamRole", RamRoleName=second, **named)
    return f"attach {attached}; detach {detached}"


@probe(INSTANCE, "Ecs.DetachKeyPair: note")
def another_key_pair(lab: Lab) -> str:
    """Detach a key pair from an instance that has another one."""
    named = {"InstanceIds": f'["{_instance(lab)}"]', "KeyPairName": lab.new_key_pair("other")}
    return lab.cloud.attempt("Ecs", "DetachKeyPair", **named)


@probe(INSTANCE, "Ecs: refusal InvalidDiskSize.ValueNotSupported", "Ecs.ResizeDisk: note")
def too_large_a_disk(lab: Lab) -> str:
    """Enlarge a system disk to more than 2048 GiB."""
    return lab.cloud.attempt("Ecs", "ResizeDisk", DiskId=_disk(lab)["DiskId"], NewSize=2049)


@probe(INSTANCE, "Ecs: refusal InvalidTrunkNetworkInstanceId.NotFound")
def missing_trunk(lab: Lab) -> str:
    """Attach an ENI to a trunk ENI that the instance does not have."""
    asked = {"NetworkInterfaceId": lab.new_eni(), "InstanceId": _instance(lab)}
    return lab.cloud.attempt("Ecs", "AttachNetworkInterface", TrunkNetworkInstanceId="eni-none", **asked)


@probe(INSTANCE, "Ecs.ReplaceSystemDisk: note")
def replaced_disk(lab: Lab) -> str:
    """Replace a system disk without saying a size."""
    instance, before = _instance(lab), _disk(lab)
    lab.cloud.call("Ecs", "StopInstance", InstanceId=instance, ForceStop=True)
    _wait(lab, instance, "Stopped")
    row = lab.cloud.call("Ecs", "DescribeInstances", InstanceIds=f'["{instance}"]')["Instances"]["Instance"][0]
    done = lab.cloud.attempt("Ecs", "ReplaceSystemDisk", InstanceId=instance, ImageId=row["ImageId"])
    return f"{done}; size {'as before' if _disk(lab)['Size'] == before['Size'] else 'changed'}"
