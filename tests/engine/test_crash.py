"""`kill -9` of the sandbox in the middle of an `up`: it comes back, and nothing is there twice or left behind.

Not proved here: a kill between the commit of an action and its answer, when the action has no ClientToken.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.state_file import StateFile
from tests.dev_stack import DEV_STACK
from tests.engine.conftest import Deployment

PATIENCE = 120.0


def wait_for(stack: Deployment, action: str) -> None:
    """Wait until the log has this action."""
    deadline = time.monotonic() + PATIENCE
    while not any(row.action == action for row in (stack.log() if stack.state.with_suffix(".log").exists() else [])):
        assert time.monotonic() < deadline, f"{action} never came"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "action", ["Vpc.CreateVSwitch", "Ecs.RunInstances", "Ecs.CreateNetworkInterface", "Ecs.AssignIpv6Addresses"]
)
def test_the_next_up_finishes(tmp_path: Path, action: str) -> None:
    stack = Deployment(tmp_path)
    sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(stack.state), "run", "--"]
    command = [*sandbox, *stack.engine_command("up", "--yes", "--skip-preview")]
    with subprocess.Popen(command, env=stack.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as up:
        wait_for(stack, action)
        running = StateFile(stack.state).running()
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        up.wait(timeout=900)
    stack.up()
    found = stack.show()["resource"]
    counts = {kind: len(rows) for kind, rows in found.items()}
    assert counts == DEV_STACK
    assert stack.ping().returncode == 0
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
