from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import Ipv6Instance, Ipv6InstanceArgs
from tests.components.recorder import Recorder, is_secret, plain, record, refused

INSTANCE = "ecs/instance:Instance"
SET = "ecs/ecsInstanceSet:EcsInstanceSet"
PASSWORD = "Correct-Horse-1"


def build(opts: pulumi.ResourceOptions | None = None, /, **args: object) -> Ipv6Instance:
    given: dict[str, Any] = {
        "instance_type": "ecs.g6.large",
        "vswitch_id": "vsw-1",
        "security_group_ids": ["sg-1"],
        "image_id": "centos_7_3_x64",
        "key_pair_name": "mine",
        **args,
    }
    return Ipv6Instance("vm", Ipv6InstanceArgs(**given), opts)


def recorded(**args: object) -> Recorder:
    return record(lambda: build(**args))


def test_makes_the_instance() -> None:
    made = recorded(instance_name="test-ecs-ipv6-1", public_ipv4_bandwidth_mbps=5, tags={"a": "b"})
    assert made.one(INSTANCE).inputs == {
        "instanceName": "test-ecs-ipv6-1",
        "instanceType": "ecs.g6.large",
        "imageId": "centos_7_3_x64",
        "vswitchId": "vsw-1",
        "securityGroups": ["sg-1"],
        "systemDiskCategory": "cloud_efficiency",
        "internetMaxBandwidthOut": 5,
        "internetChargeType": "PayByTraffic",
        "keyName": "mine",
        "tags": {"a": "b"},
    }
    assert made.one(INSTANCE).parent == "vm"


def test_asks_for_no_ipv6_on_the_primary_eni() -> None:
    assert not [name for name in recorded().one(INSTANCE).inputs if name.startswith("ipv6")]


def test_the_password_is_secret() -> None:
    password = recorded(password=PASSWORD, key_pair_name=None).one(INSTANCE).inputs["password"]
    assert is_secret(password)
    assert plain(password) == PASSWORD


@pytest.mark.parametrize(("keep", "ignored"), [(None, []), (False, []), (True, ["imageId"])])
def test_the_image_is_kept_when_wanted(keep: bool | None, ignored: list[str]) -> None:
    assert list(recorded(keep_image=keep).one(INSTANCE).options.ignoreChanges) == ignored


def test_group_protection_and_tags_of_the_disks() -> None:
    made = recorded(resource_group_id="rg-1", deletion_protection=True, volume_tags={"a": "b"})
    expected = {"resourceGroupId": "rg-1", "deletionProtection": True, "volumeTags": {"a": "b"}}
    assert made.one(INSTANCE).inputs.items() >= expected.items()


LOOKUP = "alicloud:ecs/getInstances:getInstances"


def test_an_instance_set_of_one_takes_the_place_of_the_instance() -> None:
    def program() -> None:
        vm = build(
            as_instance_set=True,
            keep_image=True,
            password=PASSWORD,
            key_pair_name=None,
            resource_group_id="rg-1",
            deletion_protection=True,
        )
        pulumi.export("found", [vm.instance_id, vm.private_ipv4, vm.public_ipv4])

    made = record(
        program,
        outputs={f"alicloud:{SET}": {"instanceIds": ["i-1"]}},
        invokes={LOOKUP: {"instances": [{"privateIp": "10.0.1.4", "publicIp": "192.0.2.1"}]}},
    )
    assert made.all(INSTANCE) == []
    inputs = made.one(SET).inputs
    assert plain(inputs.pop("password")) == PASSWORD
    assert inputs == {
        "amount": 1,
        "instanceName": "vm",
        "instanceType": "ecs.g6.large",
        "imageId": "centos_7_3_x64",
        "vswitchId": "vsw-1",
        "securityGroupIds": ["sg-1"],
        "systemDiskCategory": "cloud_efficiency",
        "internetMaxBandwidthOut": 0,
        "internetChargeType": "PayByTraffic",
        "instanceChargeType": "PostPaid",
        "resourceGroupId": "rg-1",
        "deletionProtection": True,
    }
    assert list(made.one(SET).options.ignoreChanges) == ["imageId"]
    assert made.invoked == [(LOOKUP, {"ids": ["i-1"]})]
    assert made.stack_outputs == {"found": ["i-1", "10.0.1.4", "192.0.2.1"]}


def test_the_addresses_of_an_instance_set_are_not_queried_before_it_exists() -> None:
    assert record(lambda: build(as_instance_set=True), preview=True).invoked == []


def test_the_callers_provider_reaches_the_instance() -> None:
    def program() -> None:
        provider = alicloud.Provider("other-account", region="cn-shanghai")
        build(pulumi.ResourceOptions(provider=provider))

    assert "::other-account::" in record(program).one(INSTANCE).provider


def test_outputs() -> None:
    def program() -> None:
        vm = build()
        for name in ("instance_id", "private_ipv4", "public_ipv4"):
            pulumi.export(name, getattr(vm, name))

    outputs = {f"alicloud:{INSTANCE}": {"privateIp": "10.0.1.4", "publicIp": "192.0.2.1"}}
    assert record(program, outputs=outputs).stack_outputs == {
        "instance_id": "vm-ecs-id",
        "private_ipv4": "10.0.1.4",
        "public_ipv4": "192.0.2.1",
    }


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"key_pair_name": None}, "password"),
        ({"password": PASSWORD}, "password"),
        ({"password": "weak", "key_pair_name": None}, "password"),
        ({"resource_group_id": "group"}, "resource_group_id"),
        ({"tags": {"": "x"}}, "tags"),
        ({"as_instance_set": True, "volume_tags": {}}, "volume_tags"),
    ],
)
def test_wrong_input_is_refused_before_anything_is_registered(wrong: dict[str, object], named: str) -> None:
    reasons = refused(lambda: build(**wrong))
    assert list(reasons) == [named]
    assert PASSWORD not in reasons[named]
    assert "weak" not in reasons[named]
