"""Names that components make from their own name, which Pulumi accepts in forms that the service refuses."""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest

from alicloud_ipv6 import (
    CrossAccountRole,
    CrossAccountRoleArgs,
    Ipv6GuestSetup,
    Ipv6GuestSetupArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    VswitchArgs,
)
from tests.components.recorder import record, refused


def _eni(name: str, **args: Any) -> Ipv6SecondaryEni:  # noqa: ANN401 - any input
    given = {"instance_id": "i-1", "vswitch_id": "vsw-1", "security_group_ids": ["sg-1"], **args}
    return Ipv6SecondaryEni(name, Ipv6SecondaryEniArgs(**given))


def _instance(name: str, **args: Any) -> Ipv6Instance:  # noqa: ANN401 - any input
    given = {"vswitch_id": "vsw-1", "security_group_ids": ["sg-1"], "instance_type": "ecs.g6.large", **args}
    return Ipv6Instance(name, Ipv6InstanceArgs(image_id="image", key_pair_name="key", **given))


def _vpc(name: str, vswitch_name: str | None = None, **args: Any) -> Ipv6Vpc:  # noqa: ANN401 - any input
    vswitch = VswitchArgs(zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=7, name=vswitch_name)
    return Ipv6Vpc(name, Ipv6VpcArgs(cidr_block="10.0.0.0/16", vswitches=[vswitch], **args))


def _role(name: str, **args: Any) -> CrossAccountRole:  # noqa: ANN401 - any input
    return CrossAccountRole(name, CrossAccountRoleArgs(trusted_account_id="1000000000000001", **args))


def _guest(name: str) -> Ipv6GuestSetup:
    return Ipv6GuestSetup(name, Ipv6GuestSetupArgs(instance_id="i-1", ipv6_addresses=["::1"]))


def _zones(name: str) -> Ipv6Vpc:
    return Ipv6Vpc(name, Ipv6VpcArgs(vpc_name="vpc", security_group_name="sg", cidr_block="10.0.0.0/16", zones=["z"]))


BAD = ["1st", "a b", "team/web", "http://x", "x" * 140]
OUTPUTS: dict[str, dict[str, Any]] = {
    "alicloud:ram/role:Role": {"arn": "acs:ram::1000000000000002:role/web"},
    "pulumi-python:dynamic/ipv6:Ipv6Assignment": {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]},
}
ALL_OF_VPC = {"vpc_name", "security_group_name", "vswitches[0].name", "public_ipv6"}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize(("make", "named"), [(_eni, "network_interface_name"), (_instance, "instance_name")])
def test_a_name_that_the_service_refuses_is_refused_at_construction(
    make: Callable[[str], object], named: str, name: str
) -> None:
    reasons = refused(lambda: make(name))
    assert list(reasons) == [named]
    assert reasons[named].startswith("Set it, because its default is made from the component's name: a name ")
    assert repr(name) in reasons[named]


@pytest.mark.parametrize("name", BAD)
def test_every_name_of_a_vpc_is_reported_at_once(name: str) -> None:
    assert refused(lambda: _vpc(name, public_ipv6=True)).keys() == ALL_OF_VPC


@pytest.mark.parametrize(
    ("make", "type_", "property_", "name"),
    [
        (_eni, "EcsNetworkInterface", "networkInterfaceName", "e-eni"),
        (_instance, "ecs/instance:Instance", "instanceName", "e-ecs"),
        (_vpc, "Network", "vpcName", "e-vpc"),
    ],
)
def test_a_single_character_gets_the_suffix_that_makes_it_long_enough(
    make: Callable[[str], object], type_: str, property_: str, name: str
) -> None:
    assert record(lambda: make("e"), outputs=OUTPUTS).one(type_).inputs[property_] == name


def test_the_gateways_name_can_only_follow_the_components() -> None:
    given = {"vpc_name": "net", "security_group_name": "net-sg", "vswitch_name": "net-vsw"}
    reasons = refused(lambda: _vpc("1st", public_ipv6=True, **given))
    assert list(reasons) == ["public_ipv6"]
    assert "Name the component otherwise, because it also names the IPv6 gateway" in reasons["public_ipv6"]
    record(lambda: _vpc("1st", **given))


@pytest.mark.parametrize("name", ["a b", "team/web", "ipv6.eni", "x" * 65])
def test_a_role_that_cannot_have_the_components_name_is_refused(name: str) -> None:
    reasons = refused(lambda: _role(name))
    assert list(reasons) == ["role_name"]
    assert "Set it, because its default is made from the component's name" in reasons["role_name"]


def test_only_the_length_of_a_commands_name_matters() -> None:
    record(lambda: _guest("http://x"))
    assert "the Cloud Assistant command" in refused(lambda: _guest("x" * 118))["name"]


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (_eni, {"network_interface_name": "web"}),
        (_instance, {"instance_name": "网站"}),
        (_role, {"role_name": "web"}),
        (_vpc, {"vpc_name": "net", "security_group_name": "net-sg", "vswitch_name": "net-vsw"}),
    ],
)
def test_a_given_name_makes_up_for_the_components(make: Callable[..., object], given: Mapping[str, object]) -> None:
    assert record(lambda: make("a b", **given), outputs=OUTPUTS).registered


def test_a_name_that_is_not_known_yet_is_left_to_the_service() -> None:
    def program() -> None:
        _eni("a b", network_interface_name=pulumi.Output.from_input("e"))

    assert record(program, outputs=OUTPUTS).registered


def test_a_given_name_is_checked_too() -> None:
    assert refused(lambda: _eni("web", network_interface_name="e")) == {
        "network_interface_name": "A name has 2 to 128 characters, but 'e' has 1."
    }


def test_an_existing_resource_gets_no_name() -> None:
    existing = {"network_interface_id": "eni-1", "vswitch_id": None, "security_group_ids": None}
    invokes: dict[str, Any] = {"alicloud:ecs/getEcsNetworkInterfaces:getEcsNetworkInterfaces": {"interfaces": []}}
    assert record(lambda: _eni("e", **existing), outputs=OUTPUTS, invokes=invokes).registered


@pytest.mark.parametrize("name", BAD)
def test_a_component_whose_name_names_the_vswitches_of_zones_is_refused(name: str) -> None:
    assert list(refused(lambda: _zones(name))) == ["name"]
