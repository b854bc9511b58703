"""Packs run as by the Python language host: in a separate process, over the Analyzer protocol."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

import grpc

from ._pulumi_internals import PACK_MODULE, AnalyzerStub
from .engine_calls import Analyzer, run_pack
from .pack_config import PackConfig
from .pack_report import PackReport
from .planned_stack import PlannedStack

_NO_ENGINE = "127.0.0.1:1"
"""The engine address that a pack is started with; nothing listens there, because packs only log to it."""

_MAX_BYTES = 400 * 1024 * 1024
"""The maximum message size of the server of the SDK."""

CALL_SECONDS = 900
"""The time limit of each call of a pack, whatever it evaluates."""


class PackError(Exception):
    """The pack did not start, or a policy raised an exception; the message contains its stderr."""


def run_in_subprocess(
    folder: Path,
    plan: PlannedStack,
    config: PackConfig | None = None,
    *,
    python: str = sys.executable,
    allow_dropped: bool = False,
) -> PackReport:
    """Start the pack in `folder`, run it on a planned stack and stop it; this needs no Pulumi CLI.

    `python` is an interpreter with the requirements of the pack. PackError contains the stderr of a pack that does not
    start or whose policy raises an exception. For `allow_dropped`, see `run_pack`.
    """
    with running_pack(folder, plan.project, plan.stack, python=python) as analyzer:
        return run_pack(analyzer, plan, config or {}, allow_dropped=allow_dropped)


@contextmanager
def running_pack(
    folder: Path,
    project: str = "project",
    stack: str = "dev",
    *,
    python: str = sys.executable,
    start_seconds: float = 60,
) -> Iterator[Analyzer]:
    """Start the pack in `folder` for several calls, and stop it at the end."""
    environment = {**os.environ, "PULUMI_PROJECT": project, "PULUMI_STACK": stack, "PULUMI_DRY_RUN": "true"}
    command = [python, "-u", "-m", PACK_MODULE, _NO_ENGINE, str(folder.resolve())]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        try:
            yield from _answering(process, start_seconds)
        except (grpc.RpcError, _NoPortError) as error:
            errors.seek(0)
            written = errors.read().decode(errors="replace")
            raise PackError(f"The pack in {folder} failed: {error}\n{written}") from None
        finally:
            process.kill()


def _answering(process: subprocess.Popen[bytes], seconds: float) -> Iterator[Analyzer]:
    options = [
        ("grpc.max_receive_message_length", _MAX_BYTES),
        ("grpc.max_send_message_length", _MAX_BYTES),
        ("grpc.service_config", json.dumps({"methodConfig": [{"name": [{}], "timeout": f"{CALL_SECONDS}s"}]})),
    ]
    with grpc.insecure_channel(f"127.0.0.1:{_port(process, seconds)}", options) as channel:
        yield cast(Analyzer, AnalyzerStub(channel))


class _NoPortError(Exception):
    """The pack did not print a port."""


def _port(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Read the port that the pack prints in its first line."""
    assert process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    line = process.stdout.readline().decode(errors="replace").strip()
    timer.cancel()
    if not line.isdigit():
        _end(process)
        raise _NoPortError(f"expected the port in its first line of output, found {line!r}")
    return int(line)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a process that is ending complete its output."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.kill()
