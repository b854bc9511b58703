"""Run `alicloud-offline up`: create the program's resources in the sandbox and print them."""

import json
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import load_settings
from alicloud_offline.program.run_program import run_program
from alicloud_offline.up.creating_monitor import CreatingMonitor
from alicloud_offline.up.provider_clients import stack_client
from alicloud_offline.up.resource_tree import created_line, mask_secrets, tree

_INSIDE = "ALICLOUD_OFFLINE_IN_SANDBOX"

NOTICE = """alicloud-offline up creates the stack's resources in the sandbox, without the Pulumi engine. It has no
state, so it never changes, refreshes or deletes a resource. Use `pulumi up` for that, or `alicloud-sandbox reset`."""


def continue_in_sandbox(arguments: list[str], account: str) -> None:
    """Continue as this command inside `alicloud-sandbox run`, as this account; return when it already is inside."""
    if os.environ.get(_INSIDE) and _has_loopback_proxy():
        return
    run = [sys.executable, "-m", "alicloud_sandbox", "run", "--account", account, "--"]
    command = [*run, sys.executable, "-m", "alicloud_offline", *arguments]
    sys.stdout.flush()
    os.execve(command[0], command, {**os.environ, _INSIDE: "1"})  # noqa: S606 (the command itself)


def create_stack(stack: str, folder: Path, outputs_file: Path | None) -> None:
    """Create and print all resources; raise OfflineError when one fails."""
    if not _has_loopback_proxy():
        raise OfflineError("HTTPS_PROXY must point to a sandbox on this machine; nothing was created.")
    started = time.monotonic()
    print(NOTICE, flush=True)
    settings = load_settings(folder.resolve(), stack)
    for key in settings.encrypted_keys:
        print(f"{key} is left out, because it is encrypted with the stack's passphrase.", flush=True)
    client = stack_client(settings.config.get)
    monitor = CreatingMonitor(settings, client, lambda resource: print(created_line(resource), flush=True))
    run_program(settings, monitor, preview=False)
    outputs = mask_secrets(monitor.outputs)
    print(f"\n{tree(monitor.created, f'{settings.project}-{stack}')}\n\nOutputs:\n{json.dumps(outputs, indent=2)}")
    if outputs_file:
        outputs_file.write_text(json.dumps(outputs))
    print(f"\n{sum(1 for one in monitor.created if one.id)} resources in {time.monotonic() - started:.1f} s")


def _has_loopback_proxy() -> bool:
    return urlsplit(os.environ.get("HTTPS_PROXY", "")).hostname == "127.0.0.1"
