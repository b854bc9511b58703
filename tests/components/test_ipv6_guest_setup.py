import base64
import os
import subprocess
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from alicloud_ipv6 import GuestFamily, Ipv6GuestSetup, Ipv6GuestSetupArgs
from alicloud_ipv6.ipv6_guest_setup import setup_script
from tests.components.recorder import Recorder, record

Run = subprocess.CompletedProcess[str]
ADDRESSES = ["2001:db8::1", "2001:db8::2"]


def recorded(**args: object) -> Recorder:
    given: dict[str, Any] = {"instance_id": "i-1", "ipv6_addresses": ADDRESSES, **args}
    return record(lambda: Ipv6GuestSetup("guest", Ipv6GuestSetupArgs(**given)))


def script_of(made: Recorder) -> str:
    return base64.b64decode(made.one("ecs/command:Command").inputs["commandContent"]).decode()


def test_makes_a_shell_command_with_the_pages_steps() -> None:
    made = recorded()
    command = made.one("ecs/command:Command")
    assert (command.inputs["type"], command.inputs["enableParameter"]) == ("RunShellScript", True)
    script = script_of(made)
    for step in ("ipv6/rhel/ecs-utils-ipv6", "chmod +x ./ecs-utils-ipv6", "\n./ecs-utils-ipv6\n", "inet6"):
        assert step in script


@pytest.mark.parametrize("family", sorted(set(GuestFamily) - {GuestFamily.AUTO}))
def test_downloads_what_the_image_needs(family: GuestFamily) -> None:
    assert f"oss-cn-hangzhou.aliyuncs.com/ipv6/{family}/ecs-utils-ipv6\n" in script_of(recorded(guest_family=family))


def test_runs_it_on_the_instance_with_the_addresses() -> None:
    run = recorded().one("EcsInvocation")
    assert run.inputs == {
        "commandId": "guest-command-id",
        "instanceIds": ["i-1"],
        "parameters": {"addresses": "2001:db8::1 2001:db8::2"},
    }
    assert run.options.retainOnDelete
    assert run.options.customTimeouts.create == "300s"


def test_addresses_can_be_outputs_one_by_one() -> None:
    def program() -> None:
        addresses: list[pulumi.Input[str]] = [pulumi.Output.from_input("2001:db8::1"), "2001:db8::2"]
        Ipv6GuestSetup("guest", Ipv6GuestSetupArgs(instance_id="i-1", ipv6_addresses=addresses))

    assert record(program).one("EcsInvocation").inputs["parameters"] == {"addresses": "2001:db8::1 2001:db8::2"}


def test_children_belong_to_the_component() -> None:
    made = recorded()
    assert {one.parent for one in made.registered if one.name != "guest"} == {"guest"}


def test_output() -> None:
    def program() -> None:
        guest = Ipv6GuestSetup("guest", Ipv6GuestSetupArgs(instance_id="i-1", ipv6_addresses=ADDRESSES))
        pulumi.export("run", guest.invocation_id)

    assert record(program).stack_outputs == {"run": "guest-run-id"}


def run_script(folder: Path, shown: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the script where `wget` brings a helper that says it ran, and `ip` shows these addresses."""
    tools = {
        "wget": 'printf \'#!/bin/sh\\necho configured "$0"\\n\' > "$3"; echo "$4" > "$URL_FILE"',
        "ip": "\n".join(f'echo "2: eth1    inet6 {address}/64 scope global"' for address in shown) or ":",
        "sleep": ":",
    }
    for name, body in tools.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    script = setup_script(GuestFamily.RHEL).replace("{{addresses}}", " ".join(ADDRESSES))
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "URL_FILE": str(folder / "url")}
    return subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=False)


def test_the_script_succeeds_when_every_address_is_on_an_interface(tmp_path: Path) -> None:
    run = run_script(tmp_path, ADDRESSES)
    assert run.returncode == 0, run.stderr
    assert "configured ./ecs-utils-ipv6" in run.stdout
    assert "inet6 2001:db8::2/64" in run.stdout
    url = "http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/rhel/ecs-utils-ipv6\n"
    assert (tmp_path / "url").read_text() == url


@pytest.mark.parametrize(
    "shown", [[], ["2001:db8::1"], ["2001:db8::1", "2001:db8::22"], ["2001:db8::1", "1:2001:db8::2"]]
)
def test_the_script_fails_when_an_address_is_missing(tmp_path: Path, shown: list[str]) -> None:
    run = run_script(tmp_path, shown)
    assert run.returncode == 1
    missing = ADDRESSES[0] if not shown else ADDRESSES[1]
    assert run.stderr == f"{missing} is on no interface\n"


CARDS = {"eth0": "00:16:3e:00:00:01", "eth1": "00:16:3e:00:00:02"}
TOOLS = {
    "ip": '[ ! -e "$FOLDER/configured" ] || cat "$FOLDER/shown"',
    "sleep": ":",
    "netplan": 'echo "netplan $*" | tee "$FOLDER/configured"',
    "acs-plugin-manager": 'echo "acs-plugin-manager $*" | tee "$FOLDER/configured"',
    "nmcli": 'case "$*" in *show*) echo u-1:802-3-ethernet; echo u-2:loopback;; *) echo "nmcli $*";; esac;'
    ' touch "$FOLDER/configured"',
}
NETPLAN = ["netplan apply"]
PLUGIN = ["acs-plugin-manager --exec --plugin=ecs-utils-ipv6"]
NETWORK_MANAGER = ["nmcli connection modify u-1 ipv6.method auto", "nmcli connection up u-1"]


def run_auto(folder: Path, system: str, shown: list[str], *, by_itself: bool = False) -> Run:
    """Run the script of `auto` in a guest whose files and tools are in `folder`."""
    identity, _, version = system.partition(" ")
    made = {
        "etc/os-release": f'ID={identity}\nVERSION_ID="{version}"\n',
        "etc/netplan/50-cloud-init.yaml": "network: {version: 2, ethernets: {\n  eth0: {dhcp4: true}}}\n",
        "etc/eni_utils/eni-function": "        IPV6INIT=no\n",
        "sbin/eni-ifscan": "",
        **{f"sys/class/net/{card}/address": f"{mac}\n" for card, mac in CARDS.items()},
        **{f"sys/class/net/{card}/device/vendor": "" for card in CARDS},
        "sys/class/net/lo/address": "00:00:00:00:00:00\n",
        "shown": "".join(f"2: eth1    inet6 {address}/64 scope global\n" for address in shown),
        **({"configured": ""} if by_itself else {}),
        **{f"bin/{name}": f"#!/bin/sh\n{body}\n" for name, body in TOOLS.items()},
    }
    for name, text in made.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)
    script = setup_script(GuestFamily.AUTO).replace("{{addresses}}", " ".join(ADDRESSES))
    for place in ("/etc/", "/sys/", "/sbin/"):
        script = script.replace(place, f"{folder}{place}")
    environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}", "FOLDER": str(folder)}
    return subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("system", "steps"),
    [
        ("ubuntu 24.04", NETPLAN),
        ("ubuntu 22.04", NETPLAN),
        ("ubuntu 20.04", PLUGIN),
        ("debian 12", NETPLAN),
        ("debian 11", PLUGIN),
        ("alinux 3", PLUGIN),
        ("rocky 9.4", NETWORK_MANAGER),
        ("centos 7", PLUGIN),
    ],
)
def test_each_system_is_configured_in_its_own_way(tmp_path: Path, system: str, steps: list[str]) -> None:
    run = run_auto(tmp_path, system, ADDRESSES)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [*steps, *(tmp_path / "shown").read_text().splitlines()]


def test_a_guest_that_configures_itself_is_left_alone(tmp_path: Path) -> None:
    run = run_auto(tmp_path, "ubuntu 24.04", ADDRESSES, by_itself=True)
    assert (run.returncode, run.stdout) == (0, (tmp_path / "shown").read_text())
    assert [file.name for file in (tmp_path / "etc/netplan").iterdir()] == ["50-cloud-init.yaml"]


def test_netplan_gets_a_file_for_each_card_that_keeps_the_primary_one_s_route(tmp_path: Path) -> None:
    run_auto(tmp_path, "ubuntu 24.04", ADDRESSES)
    found = {
        file.name: yaml.safe_load(file.read_text())["network"]["ethernets"]
        for file in (tmp_path / "etc/netplan").glob("90-*")
    }
    both = {card: {"match": {"macaddress": mac}, "set-name": card, "dhcp6": True} for card, mac in CARDS.items()}
    both["eth1"] |= {"dhcp4": True, "dhcp4-overrides": {"route-metric": 200}}
    assert found == {f"90-ipv6-{card}.yaml": {card: both[card]} for card in CARDS}
    assert {file.stat().st_mode & 0o77 for file in (tmp_path / "etc/netplan").glob("90-*")} == {0}


def test_the_tool_for_several_enis_keeps_ipv6_after_a_restart(tmp_path: Path) -> None:
    run_auto(tmp_path, "alinux 2", ADDRESSES)
    kept = "        IPV6INIT=yes\n        DHCPV6C=yes\n"
    assert (tmp_path / "etc/eni_utils/eni-function").read_text() == kept


def test_an_address_that_never_appears_is_named(tmp_path: Path) -> None:
    run = run_auto(tmp_path, "debian 12", ADDRESSES[:1])
    assert (run.returncode, run.stderr) == (1, f"{ADDRESSES[1]} is on no interface\n")
