"""The scripts that a guest answers: the component's, and lists of known commands."""

import pytest

from alicloud_ipv6.ipv6_guest_setup import GuestFamily, setup_script
from alicloud_sandbox.core.catalogue import IMAGES
from alicloud_sandbox.core.entities import Instance
from tests.sandbox.conftest import Cloud, Net
from tests.sandbox.services.ecs.instance_fixtures import (
    SET_UP,
    configured_addresses,
    give_ipv6,
    run_instance,
    run_script,
)

IMAGE_OF = {image.helper: image.id for image in IMAGES.values()}


def filled(family: GuestFamily, *addresses: str) -> str:
    """The component's script as Cloud Assistant runs it."""
    return setup_script(family).replace("{{addresses}}", " ".join(addresses))


@pytest.mark.parametrize("family", [family for family in GuestFamily if family.value in IMAGE_OF])
def test_the_component_s_script_configures_the_addresses(cloud: Cloud, net: Net, family: GuestFamily) -> None:
    instance_id = run_instance(cloud, net, ImageId=IMAGE_OF[family.value], InternetMaxBandwidthOut=5)
    addresses = [give_ipv6(cloud, net, instance_id)]
    result = run_script(cloud, instance_id, filled(family, *addresses), Timeout=300)
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Success", 0)
    assert configured_addresses(cloud) == addresses
    lines = result["Output"].splitlines()
    assert lines[0] == "[Info]  ECS Utils IPv6 1.0.2."
    shown = lines[lines.index("[Done]  IPv6 Auto Config Finished.") + 1 :]
    assert len(shown) == 1
    assert addresses[0] in shown[0]
    assert shown[0].startswith("        inet6 " if family is GuestFamily.FREEBSD else "3: eth1 ")
    instance = cloud.dispatcher.store.get(Instance, instance_id)
    assert instance is not None
    assert instance.guest_files == {}


@pytest.mark.parametrize(
    "start", ["aliyun_3", "ubuntu_22", "ubuntu_24", "debian_12", "rockylinux_9", "centos_7", "ubuntu_16"]
)
def test_the_script_of_today_s_images_configures_the_addresses_without_a_download(
    cloud: Cloud, net: Net, start: str
) -> None:
    image = next(image for image in IMAGES if image.startswith(start))
    instance_id = run_instance(cloud, net, ImageId=image)
    addresses = [give_ipv6(cloud, net, instance_id)]
    result = run_script(cloud, instance_id, filled(GuestFamily.AUTO, *addresses), Timeout=300)
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Success", 0)
    assert configured_addresses(cloud) == addresses
    assert f"inet6 {addresses[0]}/" in result["Output"]


def test_the_script_of_today_s_images_waits_for_every_address(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    result = run_script(cloud, instance_id, filled(GuestFamily.AUTO, "2001:db8::1"), Timeout=300)
    assert (result["Output"], result["ExitCode"]) == ("2001:db8::1 is on no interface\n", 1)


def test_the_script_of_today_s_images_is_for_linux(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, ImageId=IMAGE_OF["freebsd"])
    result = run_script(cloud, instance_id, filled(GuestFamily.AUTO, "2001:db8::1"))
    assert (result["Output"], result["ExitCode"]) == ("sh: /etc/os-release: No such file or directory\n", 2)


@pytest.mark.parametrize("family", [one for one in GuestFamily if one is not GuestFamily.AUTO])
def test_the_component_s_script_is_known_for_every_family(cloud: Cloud, net: Net, family: GuestFamily) -> None:
    output = run_script(cloud, run_instance(cloud, net), filled(family, "2001:db8::1"))["Output"]
    assert output == "[sandbox] the instance has no public IPv4 address, so it can download nothing\n"


def test_the_component_s_script_ends_at_the_first_error(cloud: Cloud, net: Net) -> None:
    offline = run_instance(cloud, net)
    result = run_script(cloud, offline, filled(GuestFamily.RHEL, "2001:db8::1"))
    assert (result["InvocationStatus"], result["ExitCode"], result["ErrorCode"]) == ("Failed", 4, "ExitCodeNonzero")
    online = run_instance(cloud, net, InternetMaxBandwidthOut=5)
    result = run_script(cloud, online, filled(GuestFamily.DEBIAN, "2001:db8::1"))
    assert result["ExitCode"] == 1
    assert "is not for centos_7_03" in result["Output"]


def test_waiting_for_an_address_ends_in_an_error_or_in_the_timeout(cloud: Cloud, net: Net) -> None:
    online = run_instance(cloud, net, InternetMaxBandwidthOut=5)
    script = filled(GuestFamily.RHEL, "2001:db8::1")
    result = run_script(cloud, online, script, Timeout=60)
    assert result["Output"].endswith("2001:db8::1 is on no interface\n")
    assert (result["ExitCode"], result["InvocationStatus"]) == (1, "Failed")
    late = run_script(cloud, online, script, Timeout=20)
    assert (late["InvocationStatus"], late["ErrorCode"]) == ("Timeout", "ExecutionTimeout")


def test_the_exit_code_is_that_of_the_last_command(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    result = run_script(cloud, instance_id, "echo a\nifconfig eth9\necho b")
    assert (result["Output"], result["ExitCode"]) == ("a\nThe device does not exist.\nb\n", 0)
    result = run_script(cloud, instance_id, "#!/bin/sh\n# a remark\n\necho a\n  ifconfig eth9\n")
    assert (result["Output"], result["ExitCode"]) == ("a\nThe device does not exist.\n", 1)


def test_an_unknown_line_fails_before_anything_happens(cloud: Cloud, net: Net) -> None:
    online = run_instance(cloud, net, InternetMaxBandwidthOut=5)
    give_ipv6(cloud, net, online)
    result = run_script(cloud, online, f"{SET_UP}\nrm -rf /")
    assert result["Output"] == "[sandbox] the sandbox executes nothing and does not recognise line 4: rm -rf /\n"
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Failed", 1)
    assert configured_addresses(cloud) == []
