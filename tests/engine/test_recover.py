"""An engine that is killed during `up`: `recover` and the next `up` complete the stack, with nothing twice.

Not proved here: kills at every action and at random moments, see `make soak`.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dev_stack import DEV_STACK
from tests.engine.conftest import Deployment
from tests.engine.test_crash import wait_for
from tests.engine.test_crossaccount import role_of


def recover(stack: Deployment, *more: str) -> subprocess.CompletedProcess[str]:
    where = ("--stack", stack.stack, "--cwd", str(stack.project.write(stack.settings)))
    return stack.run(sys.executable, "-m", "alicloud_ipv6.recover", *where, *more, check=False)


def exported(stack: Deployment) -> dict[str, Any]:
    return dict(json.loads(stack.pulumi_alone("stack", "export", "--stack", stack.stack)))


def project_of(stack: Deployment) -> str:
    return str(yaml.safe_load((stack.source / "Pulumi.yaml").read_text())["name"])


def kill_after(stack: Deployment, action: str) -> None:
    """Run `up`, and kill the engine with its plugins, not the sandbox, as soon as the log has `action`."""
    sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(stack.state), "run", "--"]
    stack.pulumi_alone("version")
    options: dict[str, Any] = {"env": stack.environment(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*sandbox, "cat"], stdin=subprocess.PIPE, **options) as keeps_it_running:
        command = [*sandbox, *stack.engine_command("up", "--yes", "--skip-preview")]
        with subprocess.Popen(command, start_new_session=True, **options) as up:
            wait_for(stack, action)
            os.killpg(up.pid, signal.SIGKILL)
        assert keeps_it_running.stdin
        keeps_it_running.stdin.close()
    stack.pulumi_run("cancel", "--yes")


@pytest.mark.parametrize(
    "action", ["Vpc.CreateVpc", "Ecs.RunInstances", "Ecs.AttachNetworkInterface", "Vpc.AllocateIpv6InternetBandwidth"]
)
def test_the_next_up_finishes(deployment: Deployment, action: str) -> None:
    kill_after(deployment, action)
    done = recover(deployment, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    deployment.up()
    assert {kind: len(rows) for kind, rows in deployment.show()["resource"].items()} == DEV_STACK
    assert deployment.ping().returncode == 0
    deployment.destroy()
    assert deployment.show() == {"resource": {}, "user": {}}


def test_finds_every_resource_of_a_stack(deployment: Deployment) -> None:
    deployment.up()
    assert_finds_everything(deployment)


def test_finds_the_role_of_another_account(tmp_path: Path) -> None:
    role = role_of(tmp_path)
    role.up()
    assert_finds_everything(role)


def assert_finds_everything(stack: Deployment) -> None:
    """Let every create look interrupted: recover finds what each made, and `up` creates nothing again."""
    before = stack.show()
    created = interrupt_everything(stack)
    done = recover(stack, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    found = {one["urn"]: one.get("id") for one in exported(stack)["deployment"]["resources"]}
    assert {urn: found.get(urn) for urn in created} == created, done.stdout
    stack.up()
    assert stack.show() == before


def interrupt_everything(stack: Deployment) -> dict[str, str]:
    """Turn what the state has into interrupted creates; return the ID of each by its URN.

    What depends on them leaves the state as well: the addresses and their holds, which complete themselves. The file is
    changed itself, because `pulumi stack import` drops pending operations.
    """
    [file] = (stack.folder / "pulumi" / ".pulumi" / "stacks").glob(f"{project_of(stack)}/{stack.stack}.json")
    state = json.loads(file.read_text())
    latest = state["checkpoint"]["latest"]
    created = [one for one in latest["resources"] if one["type"].startswith("alicloud:")]
    # Not what they depend on, since a part of that leaves the state.
    keys = ("urn", "custom", "type", "inputs", "parent", "provider")
    latest["pending_operations"] = [
        {"type": "creating", "resource": {key: one[key] for key in keys if key in one}} for one in created
    ]
    latest["resources"] = [
        one for one in latest["resources"] if one not in created and not one["type"].startswith("pulumi-python:dynamic")
    ]
    file.write_text(json.dumps(state))
    return {one["urn"]: one["id"] for one in created}


def test_asks_before_it_changes_the_state(deployment: Deployment) -> None:
    kill_after(deployment, "Vpc.CreateVpc")
    before = exported(deployment)
    assert recover(deployment).returncode == 2
    assert exported(deployment) == before
