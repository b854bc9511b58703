"""The commands `status`, `stop` and `logs`: how the sandbox is, its end, and its log."""

import json
import os
import signal
import sys
import time
from argparse import Namespace
from collections import deque
from contextlib import closing

from alicloud_sandbox.cli import sandbox_client
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.resource_counts import count_resources

_STOP_SECONDS = 15.0
_POLL_SECONDS = 0.02
_PROCESS = ("pid", "port", "limits", "latency", "faults")


def show_status(state_file: StateFile, options: Namespace) -> int:
    """Print the process with its options, the files, and how many resources exist; 0 also when no sandbox runs."""
    running, counts = state_file.running(), _count(state_file)
    process = {name: getattr(running, name) for name in _PROCESS} if running else None
    if options.json:
        files = {"state": str(state_file.path), "log": str(state_file.log)}
        print(json.dumps({"running": process, **files, "resources": counts}, indent=2))
        return 0
    for name, value in (
        ("sandbox", _process(state_file, running)),
        ("limits", running.limits if running else "-"),
        ("latency", running.latency if running else "-"),
        ("faults", running.faults if running else "-"),
        ("state", state_file.path),
        ("log", state_file.log),
        ("resources", ", ".join(f"{count} of account {account}" for account, count in counts.items())),
    ):
        print(f"{name:<11}{value}")
    return 0


def _count(state_file: StateFile) -> dict[str, int]:
    if not state_file.path.exists():
        return dict.fromkeys(ACCOUNTS, 0)
    with closing(Store(state_file.path, read_only=True)) as store:
        return count_resources(store)


def stop(state_file: StateFile, _: Namespace) -> int:
    """End the serving process and wait until it has ended; what exists stays in the state file."""
    running = state_file.running()
    if running is None:
        print(f"No sandbox serves {state_file.path}.")
        return 0
    os.kill(running.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while (now := state_file.running()) and now.pid == running.pid and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    if (descriptor := state_file.lock(patience=_STOP_SECONDS)) is None:
        reason = "a `run` in progress has started it again" if now != running else "it is still running"
        print(f"alicloud-sandbox: process {running.pid} received SIGTERM, but {reason}", file=sys.stderr)
        return 1
    os.close(descriptor)
    print(f"Stopped process {running.pid}; what exists stays in {state_file.path}.")
    return 0


def show_log(state_file: StateFile, options: Namespace) -> int:
    """Print the last lines of the request log."""
    last: deque[str] = deque(maxlen=options.lines)
    older = state_file.log.with_name(f"{state_file.log.name}.1")
    for file in (older, state_file.log):
        if file.exists():
            with file.open(encoding="utf-8", errors="replace") as lines:
                last.extend(lines)
    if not state_file.log.exists():
        raise ValueError(f"no sandbox has written {state_file.log} yet")
    print("".join(last), end="")
    print(f"The log is {state_file.log}.", file=sys.stderr)
    return 0


def _process(state_file: StateFile, running: Running | None) -> str:
    if running:
        return f"running on 127.0.0.1:{running.port}, process {running.pid}"
    return f"not running; start it with: {sandbox_client.command_line(state_file, 'serve')}"
