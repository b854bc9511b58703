"""`ecs-utils-ipv6` in the modelled guest, step by step as on the page."""

import pytest

from alicloud_sandbox.core.entities import Instance
from tests.sandbox.conftest import Cloud, Net
from tests.sandbox.services.ecs.eni_fixtures import primary_of, read_eni
from tests.sandbox.services.ecs.instance_fixtures import (
    HELPER_URL,
    SELF_CONFIGURING,
    SET_UP,
    attach_eni,
    configured_addresses,
    give_ipv6,
    run_instance,
    run_script,
)


@pytest.fixture
def online(cloud: Cloud, net: Net) -> str:
    """An instance with a public IPv4 address, from where the helper can be downloaded."""
    return run_instance(cloud, net, InternetMaxBandwidthOut=5)


def test_the_page_s_steps_configure_the_assigned_address(cloud: Cloud, net: Net, online: str) -> None:
    address = give_ipv6(cloud, net, online)
    mac = read_eni(cloud, primary_of(cloud, online))["MacAddress"]
    result = run_script(cloud, online, SET_UP)
    assert result["Output"].splitlines() == [
        "[Info]  ECS Utils IPv6 1.0.2.",
        "[Info]  IPv6 Auto Config Begin...",
        f"[Warn]  get [{mac}] ipv6 metadata null",
        f"[Warn]  get [{mac}] prefix len metadata null",
        f"[Warn]  get [{mac}] ipv6 gateway metadata null",
        "[Info]  Config eth0...",
        "[Info]  Config eth1...",
        "[Done]  IPv6 Auto Config Finished.",
    ]
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Success", 0)
    assert configured_addresses(cloud) == [address]
    assert address in run_script(cloud, online, "ifconfig")["Output"]


def test_only_this_guest_s_addresses_are_configured(cloud: Cloud, net: Net, online: str) -> None:
    other = run_instance(cloud, net)
    give_ipv6(cloud, net, other)
    mine = give_ipv6(cloud, net, online)
    run_script(cloud, online, SET_UP)
    assert configured_addresses(cloud) == [mine]


def test_an_address_leaves_the_guest_with_its_assignment(cloud: Cloud, net: Net, online: str) -> None:
    eni = attach_eni(cloud, net, online)
    (address,) = cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1)["Ipv6Sets"]["Ipv6Address"]
    run_script(cloud, online, SET_UP)
    assert run_script(cloud, online, f"ip -6 addr | grep -q {address}")["ExitCode"] == 0
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=[address])
    assert run_script(cloud, online, f"ip -6 addr | grep -q {address}")["ExitCode"] == 1


def test_an_address_leaves_the_guest_with_its_eni(cloud: Cloud, net: Net, online: str) -> None:
    eni = attach_eni(cloud, net, online)
    cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1)
    run_script(cloud, online, SET_UP)
    assert configured_addresses(cloud)
    cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=eni, InstanceId=online)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=online)
    assert configured_addresses(cloud) == []


def test_some_images_configure_ipv6_by_themselves(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, ImageId=SELF_CONFIGURING, Ipv6AddressCount=1)
    secondary = give_ipv6(cloud, net, instance_id)
    assert secondary in configured_addresses(cloud)
    assert len(configured_addresses(cloud)) == 2


def test_without_a_public_address_nothing_is_downloaded(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    result = run_script(cloud, instance_id, f"wget {HELPER_URL}")
    assert "no public IPv4 address" in result["Output"]
    assert (result["InvocationStatus"], result["ExitCode"], result["ErrorCode"]) == ("Failed", 4, "ExitCodeNonzero")


def test_only_the_helper_can_be_downloaded(cloud: Cloud, online: str) -> None:
    result = run_script(cloud, online, "wget http://example.com/x")
    assert result["ExitCode"] == 8
    assert "downloads nothing but ecs-utils-ipv6" in result["Output"]


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("./ecs-utils-ipv6", 127, "No such file"),
        ("chmod +x f", 1, "cannot access"),
        (f"wget {HELPER_URL}\n./ecs-utils-ipv6", 126, "Permission denied"),
        (f"wget {HELPER_URL}\n/tmp/ecs-utils-ipv6", 127, "No such file"),
        (
            f"wget -O /tmp/ecs-utils-ipv6 {HELPER_URL}\nchmod +x /tmp/ecs-utils-ipv6\n/tmp/ecs-utils-ipv6",
            0,
            "Finished",
        ),
        (SET_UP.replace("rhel", "debian"), 1, "is not for centos_7_03"),
        ("ip -6 addr show dev eth7", 1, "does not exist"),
        ("ip -6 addr | grep -q fe80", 1, ""),
    ],
)
def test_exit_codes(cloud: Cloud, online: str, script: str, code: int, words: str) -> None:
    result = run_script(cloud, online, script)
    assert (result["ExitCode"], result["InvocationStatus"]) == (code, "Failed" if code else "Success")
    assert words in result["Output"]


def test_downloaded_files_stay_for_the_next_command(cloud: Cloud, online: str) -> None:
    for line in SET_UP.splitlines():
        result = run_script(cloud, online, line)
        assert result["ExitCode"] == 0
    assert "Finished" in result["Output"]
    instance = cloud.dispatcher.store.get(Instance, online)
    assert instance is not None
    assert list(instance.guest_files) == ["/root/ecs-utils-ipv6"]


def test_each_image_group_has_a_helper_of_its_own(cloud: Cloud, net: Net) -> None:
    image = "ubuntu_16_0402_64_20G_alibase_20180409.vhd"
    instance_id = run_instance(cloud, net, ImageId=image, InternetMaxBandwidthOut=1)
    assert run_script(cloud, instance_id, SET_UP)["ExitCode"] == 1
    assert run_script(cloud, instance_id, SET_UP.replace("rhel", "debian"))["ExitCode"] == 0


def test_the_helper_needs_the_metadata(cloud: Cloud, net: Net, online: str) -> None:
    give_ipv6(cloud, net, online)
    cloud.ecs("ModifyInstanceMetadataOptions", InstanceId=online, HttpEndpoint="disabled")
    assert run_script(cloud, online, SET_UP)["Output"].count("metadata null") == 6
    assert configured_addresses(cloud) == []


def test_downloaded_files_are_listed_where_they_are(cloud: Cloud, online: str) -> None:
    assert run_script(cloud, online, "ls")["Output"] == ""
    run_script(cloud, online, f"wget {HELPER_URL}\nwget -O /tmp/other {HELPER_URL}")
    listed = run_script(cloud, online, "ls")
    assert (listed["Output"].strip(), listed["ExitCode"]) == ("ecs-utils-ipv6", 0)
