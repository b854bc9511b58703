"""``offline up``: the program's resources, created in the sandbox."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from alicloud_offline import program, providers, report, settings
from alicloud_offline.errors import OfflineError
from alicloud_offline.monitor import CreatingMonitor, Node

_INSIDE = "ALICLOUD_OFFLINE_IN_SANDBOX"

NOTICE = """offline up creates the stack's resources in the sandbox, without the Pulumi engine: there is no state, so
nothing is changed, refreshed or deleted by it. `pulumi up` is the real thing; `alicloud-sandbox reset` clears up."""


def in_sandbox(arguments: list[str], account: str) -> int | None:
    """Start this command again inside ``sandbox run``, as this account; None when it is there already."""
    if os.environ.get(_INSIDE) and _behind_loopback_proxy():
        return None
    run = [sys.executable, "-m", "alicloud_sandbox", "run", "--account", account, "--"]
    command = [*run, sys.executable, "-m", "alicloud_offline", *arguments]
    return subprocess.run(command, env={**os.environ, _INSIDE: "1"}, check=False).returncode


def up(stack: str, folder: Path, outputs_file: Path | None) -> None:
    """Create everything and print it; OfflineError says what went wrong."""
    if not _behind_loopback_proxy():
        raise OfflineError("HTTPS_PROXY does not point at a sandbox on this machine, so nothing is created.")
    started = time.monotonic()
    print(NOTICE, flush=True)
    setting = settings.load(folder.resolve(), stack)
    for key in setting.withheld:
        print(f"{key} is encrypted with the stack's passphrase and left out.", flush=True)
    nodes: list[Node] = []

    def on_node(node: Node) -> None:
        nodes.append(node)
        print(report.line(node), flush=True)

    monitor = CreatingMonitor(setting, providers.stack_api(setting.config.get), on_node)
    program.run(setting, monitor, preview=False)
    outputs = report.shown(monitor.outputs)
    print(f"\n{report.tree(nodes, f'{setting.project}-{stack}')}\n\nOutputs:\n{json.dumps(outputs, indent=2)}")
    if outputs_file:
        outputs_file.write_text(json.dumps(outputs))
    print(f"\n{sum(1 for node in nodes if node.id)} resources in {time.monotonic() - started:.1f} s")


def _behind_loopback_proxy() -> bool:
    return urlsplit(os.environ.get("HTTPS_PROXY", "")).hostname == "127.0.0.1"
