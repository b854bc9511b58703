"""What the modelled guest answers to scripts."""

import pytest

from alicloud_sandbox.core.entities import Instance, Ipv6Address
from tests.sandbox.conftest import Cloud, Net, make_net
from tests.sandbox.ecs.machines import HELPER_URL, SET_UP, attach_eni, give_ipv6, run_instance, run_script
from tests.sandbox.ecs.things import primary_of, read_eni

SELF_CONFIGURING = "aliyun_2_1903_x64_20G_alibase_20200221.vhd"


@pytest.fixture
def online(cloud: Cloud, net: Net) -> str:
    """An instance with a public IPv4 address, from where the helper can be downloaded."""
    return run_instance(cloud, net, InternetMaxBandwidthOut=5)


def in_guest(cloud: Cloud) -> list[str]:
    return [one.address for one in cloud.dispatcher.store.all_accounts(Ipv6Address) if one.in_guest]


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
    assert in_guest(cloud) == [address]
    assert address in run_script(cloud, online, "ifconfig")["Output"]


def test_only_this_guest_s_addresses_are_configured(cloud: Cloud, net: Net, online: str) -> None:
    other = run_instance(cloud, net)
    give_ipv6(cloud, net, other)
    mine = give_ipv6(cloud, net, online)
    run_script(cloud, online, SET_UP)
    assert in_guest(cloud) == [mine]


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
    assert in_guest(cloud)
    cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=eni, InstanceId=online)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=online)
    assert in_guest(cloud) == []


def test_some_images_configure_ipv6_by_themselves(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, ImageId=SELF_CONFIGURING, Ipv6AddressCount=1)
    secondary = give_ipv6(cloud, net, instance_id)
    assert secondary in in_guest(cloud)
    assert len(in_guest(cloud)) == 2


def test_without_a_public_address_nothing_is_downloaded(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net)
    result = run_script(cloud, instance_id, f"set -e\n{SET_UP}")
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
        (f"wget {HELPER_URL}\ncd /tmp\n./ecs-utils-ipv6", 127, "No such file"),
        (
            f"wget -O /tmp/ecs-utils-ipv6 {HELPER_URL} && chmod +x /tmp/ecs-utils-ipv6 && /tmp/ecs-utils-ipv6",
            0,
            "Finished",
        ),
        (SET_UP.replace("rhel", "debian"), 1, "is not for centos_7_03"),
        ("cd /nowhere", 2, "No such file"),
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
    temporary = run_script(cloud, online, f'cd "$(mktemp -d)"\n{SET_UP}')
    assert temporary["ExitCode"] == 0
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
    assert in_guest(cloud) == []


@pytest.mark.parametrize(
    ("script", "output", "code"),
    [
        ("echo a\ncd /nowhere\necho b", "a\nsh: cd: /nowhere: No such file or directory\nb\n", 0),
        ("set -e\necho a\ncd /nowhere\necho b", "a\nsh: cd: /nowhere: No such file or directory\n", 2),
        ("set -e\nifconfig eth9 && echo a\necho b", "The device does not exist.\nb\n", 0),
        ("set -e\necho a && ifconfig eth9\necho b", "a\nThe device does not exist.\n", 1),
    ],
)
def test_a_failure_ends_the_script_only_when_asked_to(
    cloud: Cloud, online: str, script: str, output: str, code: int
) -> None:
    result = run_script(cloud, online, script)
    assert (result["Output"], result["ExitCode"]) == (output, code)


def test_an_unknown_line_fails_before_anything_happens(cloud: Cloud, net: Net, online: str) -> None:
    give_ipv6(cloud, net, online)
    result = run_script(cloud, online, f"{SET_UP}\nrm -rf /")
    assert result["Output"] == "[sandbox] it executes nothing and does not recognise line 4: rm -rf /\n"
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Failed", 1)
    assert in_guest(cloud) == []


def test_waiting_ends_in_a_complaint(cloud: Cloud, online: str) -> None:
    wait = """until ip -6 addr | grep -q " $a[/ ]"; do
  n=$((n + 1))
  if [ "$n" -ge 30 ]; then
    echo "$a is missing" >&2
    exit 1
  fi
  sleep 1
done"""
    result = run_script(cloud, online, f"a=2001:db8::1\n{wait}\necho never", Timeout=60)
    assert (result["Output"], result["ExitCode"], result["InvocationStatus"]) == (
        "2001:db8::1 is missing\n",
        1,
        "Failed",
    )
    late = run_script(cloud, online, f"a=2001:db8::1\n{wait}", Timeout=20)
    assert (late["InvocationStatus"], late["ErrorCode"]) == ("Timeout", "ExecutionTimeout")


def test_a_command_takes_its_time(cloud: Cloud, online: str) -> None:
    assert run_script(cloud, online, "sleep 59\necho awake")["Output"] == "awake\n"
    result = run_script(cloud, online, "sleep 61\necho awake")
    assert (result["InvocationStatus"], result["Output"]) == ("Timeout", "")


def test_addresses_are_printed_in_three_ways(cloud: Cloud) -> None:
    net = make_net(cloud)
    instance_id = run_instance(cloud, net, ImageId=SELF_CONFIGURING)
    address = give_ipv6(cloud, net, instance_id)
    oneline = run_script(cloud, instance_id, "ip -6 -o addr show")["Output"]
    assert oneline.startswith(f"3: eth1    inet6 {address}/64 scope global")
    assert f"    inet6 {address}/64 scope global" in run_script(cloud, instance_id, "ip -6 addr")["Output"]
    interface = run_script(cloud, instance_id, "ifconfig eth1")["Output"]
    assert f"        inet6 {address}  prefixlen 64  scopeid 0x0<global>" in interface
    assert "eth0" not in interface
