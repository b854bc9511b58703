"""Runs a real pack as the Python language host does: a process of its own, spoken to over the Analyzer protocol."""

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
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerStub

from .config import PackConfig
from .judge import Analyzer, judge
from .plan import Plan
from .report import Report

_NO_ENGINE = "127.0.0.1:1"
"""The address of an engine that a pack is started with; nothing listens there, and packs only log to it."""

_MOST_BYTES = 400 * 1024 * 1024
"""As large as the SDK's server allows a message to be."""


class PackError(Exception):
    """The pack did not start, or one of its policies raised something; the text holds what it wrote to stderr."""


def run_in_process_of_its_own(
    folder: Path,
    plan: Plan,
    config: PackConfig | None = None,
    *,
    python: str = sys.executable,
    allow_dropped: bool = False,
) -> Report:
    """Start the pack in `folder`, have it judge the plan and stop it; no Pulumi CLI is needed.

    `python` has to have the pack's requirements. PackError tells what the pack wrote when it does not start or a
    policy raises. For `allow_dropped` see `judge`.
    """
    with running_pack(folder, plan.project, plan.stack, python=python) as analyzer:
        return judge(analyzer, plan, config or {}, allow_dropped=allow_dropped)


@contextmanager
def running_pack(
    folder: Path,
    project: str = "project",
    stack: str = "dev",
    *,
    python: str = sys.executable,
    start_seconds: float = 60,
) -> Iterator[Analyzer]:
    """The pack as a running process, to be asked more than once; it is stopped at the end."""
    environment = {**os.environ, "PULUMI_PROJECT": project, "PULUMI_STACK": stack, "PULUMI_DRY_RUN": "true"}
    command = [python, "-u", "-m", "pulumi.policy", _NO_ENGINE, str(folder.resolve())]
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
    limits = [("grpc.max_receive_message_length", _MOST_BYTES), ("grpc.max_send_message_length", _MOST_BYTES)]
    with grpc.insecure_channel(f"127.0.0.1:{_port(process, seconds)}", limits) as channel:
        yield cast(Analyzer, AnalyzerStub(channel))


class _NoPortError(Exception):
    """The pack wrote no port."""


def _port(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Read the port that the pack writes as its first line."""
    assert process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    line = process.stdout.readline().decode(errors="replace").strip()
    timer.cancel()
    if not line.isdigit():
        _end(process)
        raise _NoPortError(f"its first line of output is {line!r} and not the port it listens on")
    return int(line)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a process that is ending write its last words."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.kill()
