"""What the children of each component get of its options. That the engine hands down the rest: tests/engine."""

from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import (
    AssumedRoleArgs,
    CrossAccountEniAttachment,
    CrossAccountEniAttachmentArgs,
    CrossAccountRole,
    CrossAccountRoleArgs,
    CrossAccountWay,
    Ipv6GuestSetup,
    Ipv6GuestSetupArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6PublicBandwidth,
    Ipv6PublicBandwidthArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    VswitchArgs,
)
from alicloud_ipv6.plugin.served import components
from tests.components.recorder import Recorder, Registered, record

Build = Callable[[pulumi.ResourceOptions], pulumi.ComponentResource]
BANDWIDTH = PublicBandwidthArgs(ipv6_gateway_id="ipv6gw-1", bandwidth_mbps=10)
ARN = "acs:ram::1000000000000002:role/ipv6-eni"
OUTPUTS: dict[str, dict[str, Any]] = {
    "alicloud:vpc/network:Network": {"ipv6CidrBlocks": []},
    "pulumi-python:dynamic/ipv6:Ipv6Assignment": {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]},
    "alicloud:ram/role:Role": {"arn": ARN},
}


HIDES_DIFFS = hasattr(pulumi.ResourceOptions(), "hide_diffs")
"""Whether the installed SDK has this option."""


def _vpc(opts: pulumi.ResourceOptions) -> Ipv6Vpc:
    vswitch = VswitchArgs(zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=7)
    return Ipv6Vpc("it", Ipv6VpcArgs(cidr_block="10.0.0.0/16", vswitches=[vswitch], public_ipv6=True), opts)


def _instance(opts: pulumi.ResourceOptions) -> Ipv6Instance:
    args = Ipv6InstanceArgs(
        vswitch_id="vsw-1",
        security_group_ids=["sg-1"],
        instance_type="ecs.g6.large",
        image_id="image",
        key_pair_name="key",
    )
    return Ipv6Instance("it", args, opts)


def _eni(opts: pulumi.ResourceOptions) -> Ipv6SecondaryEni:
    args = Ipv6SecondaryEniArgs(
        instance_id="i-1", vswitch_id="vsw-1", security_group_ids=["sg-1"], public_bandwidth=BANDWIDTH
    )
    return Ipv6SecondaryEni("it", args, opts)


def _bandwidth(opts: pulumi.ResourceOptions) -> Ipv6PublicBandwidth:
    args = Ipv6PublicBandwidthArgs(
        network_interface_id="eni-1",
        ipv6_addresses=["::1"],
        ipv6_address_ids=["ipv6-1"],
        ipv6_address_count=1,
        public_bandwidth=BANDWIDTH,
    )
    return Ipv6PublicBandwidth("it", args, opts)


def _attachment(opts: pulumi.ResourceOptions) -> CrossAccountEniAttachment:
    args = CrossAccountEniAttachmentArgs(
        way=CrossAccountWay.GRANTED,
        network_interface_id="eni-1",
        instance_id="i-1",
        role=AssumedRoleArgs(role_arn=ARN),
        grantee_account_id="1000000000000001",
    )
    return CrossAccountEniAttachment("it", args, opts)


def _role(opts: pulumi.ResourceOptions) -> CrossAccountRole:
    return CrossAccountRole("it", CrossAccountRoleArgs(trusted_account_id="1000000000000001"), opts)


def _guest(opts: pulumi.ResourceOptions) -> Ipv6GuestSetup:
    return Ipv6GuestSetup("it", Ipv6GuestSetupArgs(instance_id="i-1", ipv6_addresses=["::1"]), opts)


BUILDS: list[Build] = [_vpc, _instance, _eni, _bandwidth, _attachment, _role, _guest]
every_component = pytest.mark.parametrize("build", BUILDS)


def recorded(build: Build, given: pulumi.ResourceOptions | None = None) -> Recorder:
    return record(lambda: build(given or pulumi.ResourceOptions()), outputs=OUTPUTS)


def children(made: Recorder) -> list[Registered]:
    found = [one for one in made.registered if one.parent == "it"]
    assert found
    return found


def test_every_component_is_tried() -> None:
    assert {build.__annotations__["return"] for build in BUILDS} == set(components())


def own_replacing(child: Registered) -> list[str]:
    """The properties whose change replaces a child, because its component says so."""
    return ["ipv6AddressId"] if child.type.endswith("Ipv6InternetBandwidth") else []


@every_component
def test_lists_of_properties_reach_every_child(build: Build) -> None:
    paths = ["tags", "vswitchId"]
    newer: dict[str, Any] = {"hide_diffs": paths} if HIDES_DIFFS else {}
    made = recorded(build, pulumi.ResourceOptions(ignore_changes=paths, replace_on_changes=paths, **newer))
    for one in children(made):
        assert list(one.options.ignoreChanges) == paths
        assert list(one.options.replaceOnChanges) == [*own_replacing(one), *paths]
        assert not HIDES_DIFFS or list(one.options.hideDiffs) == paths


@every_component
def test_timeouts_reach_every_child(build: Build) -> None:
    made = recorded(build, pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="20m", delete="30m")))
    for one in children(made):
        assert (one.options.customTimeouts.create, one.options.customTimeouts.delete) == ("20m", "30m")


@every_component
def test_protection_reaches_every_child(build: Build) -> None:
    made = recorded(build, pulumi.ResourceOptions(protect=True))
    assert {one.options.protect for one in children(made)} == {True}


@every_component
def test_without_options_the_children_have_only_their_own(build: Build) -> None:
    for one in children(recorded(build)):
        options = one.options
        assert not options.ignoreChanges
        assert list(options.replaceOnChanges) == own_replacing(one)
        assert not HIDES_DIFFS or not options.hideDiffs
        assert not options.HasField("protect")
        assert options.customTimeouts.create == ("300s" if one.name == "it-run" else "")


@every_component
def test_what_it_depends_on_is_there_first(build: Build) -> None:
    def program() -> None:
        first = alicloud.vpc.Network("first", cidr_block="10.0.0.0/16")
        build(pulumi.ResourceOptions(depends_on=[first]))

    made = record(program, outputs=OUTPUTS)
    assert made.registered[0].name == "first"
    assert made.one("", "it").dependencies == {"first"}
    assert len(made.registered) > 2


def test_own_and_given_properties_to_ignore_are_joined() -> None:
    def build(opts: pulumi.ResourceOptions) -> Ipv6Instance:
        args = Ipv6InstanceArgs(
            vswitch_id="vsw-1",
            security_group_ids=["sg-1"],
            instance_type="ecs.g6.large",
            image_id="image",
            keep_image=True,
            key_pair_name="key",
        )
        return Ipv6Instance("it", args, opts)

    made = recorded(build, pulumi.ResourceOptions(ignore_changes=["tags"]))
    assert set(made.one("ecs/instance:Instance").options.ignoreChanges) == {"imageId", "tags"}
