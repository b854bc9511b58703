"""The commands that the guest recognises, and its answers to them."""

from functools import partial

import pytest

from alicloud_sandbox.services.ecs.guest_commands import recognise
from alicloud_sandbox.services.ecs.guest_ping import Ping
from tests.sandbox.conftest import Cloud, make_net
from tests.sandbox.services.ecs.eni_fixtures import assign
from tests.sandbox.services.ecs.instance_fixtures import (
    SELF_CONFIGURING,
    attach_eni,
    give_ipv6,
    run_instance,
    run_script,
)

ADDRESS = "2001:db8::1"


def recognised(line: str) -> tuple[str, dict[str, object]]:
    """The name and the arguments of the function that answers a line."""
    command = recognise(line)
    assert isinstance(command, partial)
    return command.func.__name__, command.keywords


@pytest.mark.parametrize(
    ("line", "name", "arguments"),
    [
        ("wget http://x/ecs-utils-ipv6", "download", {"url": "http://x/ecs-utils-ipv6", "file": "ecs-utils-ipv6"}),
        ("wget -q -O /tmp/h http://x/f", "download", {"url": "http://x/f", "file": "/tmp/h"}),
        ("wget -qO h 'http://x/f'", "download", {"url": "http://x/f", "file": "h"}),
        ("curl -fsSL -o h http://x/f", "download", {"url": "http://x/f", "file": "h"}),
        ("curl -O http://x/f", "download", {"url": "http://x/f", "file": "f"}),
        ("fetch -q -o h http://x/f", "download", {"url": "http://x/f", "file": "h"}),
        ("chmod +x ./ecs-utils-ipv6", "make_executable", {"file": "./ecs-utils-ipv6"}),
        ("./ecs-utils-ipv6", "run_file", {"file": "./ecs-utils-ipv6"}),
        ("/root/ecs-utils-ipv6", "run_file", {"file": "/root/ecs-utils-ipv6"}),
        (f"ping6 {ADDRESS}", "ping", {"asked": Ping(ADDRESS)}),
        (f"ping6 -c 4 -I eth1 -W 2 {ADDRESS}", "ping", {"asked": Ping(ADDRESS, "eth1", 4, 2.0)}),
        (f"ping -6 -n -c1 -I ::2 {ADDRESS}", "ping", {"asked": Ping(ADDRESS, "::2", 1)}),
        ('echo "hello  there"', "_echo", {"text": "hello  there"}),
    ],
)
def test_known_commands(line: str, name: str, arguments: dict[str, object]) -> None:
    assert recognised(line) == (name, arguments)


@pytest.mark.parametrize(
    ("line", "form", "device", "text", "quiet"),
    [
        ("ip -6 addr", "ip", "", "", False),
        ("ip -6 -o addr show dev eth1", "ip_oneline", "eth1", "", False),
        ("ifconfig eth1", "ifconfig", "eth1", "", False),
        (f"ip -6 addr show | grep -q {ADDRESS}", "ip", "", ADDRESS, True),
        (f'ip -o -6 addr show | grep -F "{ADDRESS}"', "ip_oneline", "", ADDRESS, False),
        ("ifconfig | grep inet6", "ifconfig", "", "inet6", False),
    ],
)
def test_commands_that_print_addresses(line: str, form: str, device: str, text: str, quiet: bool) -> None:
    name, arguments = recognised(line)
    assert (name, arguments["form"].__name__) == ("_print", form)  # type: ignore[attr-defined]
    assert (arguments["device"], arguments["text"], arguments["quiet"]) == (device, text, quiet)


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf /",
        "ls -l",
        "ping 192.0.2.1",
        "ping6",
        "ping6 -f ::1",
        "ping6 -c x ::1",
        "ping6 -c",
        "wget",
        "wget a b",
        "wget --post-data=x http://x/f",
        "chmod 644 f",
        "ecs-utils-ipv6",
        "./ecs-utils-ipv6 --disable",
        "echo $unset",
        "echo `id`",
        "echo $(id)",
        "echo hello > /etc/passwd",
        "ip -6 addr | grep -v x",
        "ip -6 addr | grep 'a.*b'",
        "ip -6 addr | wc -l",
        "echo x | grep x",
        "ping6 -c 1 ::1 || true",
        "ping6 -c 1 ::1; ls",
        "echo 'open",
        "cd /tmp",
        "if true; then",
    ],
)
def test_anything_else_is_not_recognised(line: str) -> None:
    assert recognise(line) is None


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


def test_one_interface_keeps_its_number(cloud: Cloud) -> None:
    net = make_net(cloud)
    instance_id = run_instance(cloud, net, ImageId=SELF_CONFIGURING, Ipv6AddressCount=1)
    assign(cloud, attach_eni(cloud, net, instance_id))
    assert run_script(cloud, instance_id, "ip -6 -o addr show dev eth1")["Output"].startswith("3: eth1 ")
