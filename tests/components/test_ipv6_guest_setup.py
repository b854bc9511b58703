import base64
import os
import subprocess
from pathlib import Path
from typing import Any

import pulumi
import pytest

from alicloud_ipv6 import GuestFamily, Ipv6GuestSetup, Ipv6GuestSetupArgs
from alicloud_ipv6.ipv6_guest_setup import setup_script
from tests.components.recorder import Recorder, record

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


@pytest.mark.parametrize("family", list(GuestFamily))
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
