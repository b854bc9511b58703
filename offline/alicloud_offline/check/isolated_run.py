"""Run a program in a process of its own and return the record that it writes.

The program may be hostile. What this process takes from it is the record, which it reads as data, and output, which it
shows as text. Every process that the program started has ended when `run_isolated` returns or raises.
"""

import json
import os
import selectors
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.process_tree import adopting_orphans, children, end_tree
from alicloud_offline.check.program_environment import program_environment
from alicloud_offline.check.program_output import ProgramOutput
from alicloud_offline.check.program_run import ProgramRun, Record
from alicloud_offline.check.record_builder import RecordBuilder
from alicloud_offline.offline_error import OfflineError

_CONFINEMENT = Path(__file__).with_name("confinement.py")
_PACKAGES = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.append({!r}); from alicloud_offline.check.child_process import main; main({})"
_GRACE_SECONDS = 5.0
"""For the program's threads and exit handlers, after its record."""
_POLL_SECONDS = 0.02
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of a run: its time in seconds, the memory of each of its processes in MiB, and files that it cannot write.

    `python` is the interpreter with the program's packages.
    """

    seconds: float = 600.0
    mebibytes: int | None = None
    protected: Sequence[Path] = ()
    python: str = field(default_factory=lambda: sys.executable)


def run_isolated(run: ProgramRun, limits: Limits, progress: CheckProgress) -> Record:
    """Return the record of a program that ran to its end; raise OfflineError with the reason for every other one."""
    with ExitStack() as stack:
        stack.enter_context(adopting_orphans())
        others = children()
        child = _Child(run, limits, stack)
        try:
            reader = _Reader(run, child, progress)
            reader.read(limits.seconds)
        finally:
            end_tree(child.process.pid, others)
            child.process.wait(timeout=_GRACE_SECONDS)
        reader.read_rest()
        return reader.record()


class _Child:
    """The process, and the descriptors of its record, its output and the state of its confinement."""

    def __init__(self, run: ProgramRun, limits: Limits, stack: ExitStack) -> None:
        self.record, record = _pipe(stack)
        self.output, output = _pipe(stack)
        self.status, status = _pipe(stack)
        request = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (it is one)
        request.write(run.to_json().encode())
        request.seek(0)
        writable = _writable(run.root)
        options = {
            "command": [limits.python, "-P", "-c", _START.format(str(_PACKAGES), record)],
            "descriptors": [record],
            "memory": limits.mebibytes and limits.mebibytes * 1024 * 1024,
            "protected": _protected(writable, [*limits.protected, *_git_folder(run.root)]),
            "status": status,
            "writable": writable,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_CONFINEMENT), json.dumps(options)],
            stdin=request,
            stdout=output,
            stderr=output,
            env=program_environment(os.environ),
            pass_fds=(record, status),
            start_new_session=True,
        )
        for descriptor in (record, output, status):
            os.close(descriptor)


def _pipe(stack: ExitStack) -> tuple[int, int]:
    """Return a pipe, whose reading end is closed with the stack, and does not wait for data."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    stack.callback(os.close, reading)
    return reading, writing


def _writable(root: Path) -> list[str]:
    found = [Path("/tmp"), Path("/var/tmp"), Path(tempfile.gettempdir()), root]  # noqa: S108 (programs use them)
    return list(dict.fromkeys(str(one.resolve()) for one in found if one.is_dir()))


def _git_folder(root: Path) -> list[Path]:
    """Return the folder whose configuration names commands that git runs."""
    return [root / ".git"] if (root / ".git").is_dir() else []


def _protected(writable: Sequence[str], more: Sequence[Path]) -> list[str]:
    """Return the folders with what the check reads below writable ones.

    Each is as high as possible, because a folder above could be renamed, and contains nothing that is writable.
    """
    own = [Path(one) for one in (*sys.path, sys.prefix, sysconfig.get_path("purelib")) if one]
    found: dict[str, None] = {}
    for path in (one.resolve() for one in (*own, _PACKAGES, *more)):
        above = [one for one in (path, *path.parents) if _is_below(one, writable) and one.exists()]
        highest = [one for one in above if not any(Path(root).is_relative_to(one) for root in writable)]
        found |= dict.fromkeys(map(str, highest[-1:]))
    return list(found)


def _is_below(path: Path, folders: Sequence[str]) -> bool:
    return any(path != Path(one) and path.is_relative_to(one) for one in folders)


class _Reader:
    """Reads what the process writes, until the record has ended."""

    def __init__(self, run: ProgramRun, child: _Child, progress: CheckProgress) -> None:
        self._child = child
        self._output = ProgramOutput(progress.clear)
        self._builder = RecordBuilder(run, progress.registered)

    def read(self, seconds: float) -> None:
        """Read until the process has ended, at most for these seconds; after the record's end, a little longer."""
        limit, is_recording = time.monotonic() + seconds, True
        with selectors.DefaultSelector() as selector:
            selector.register(self._child.record, selectors.EVENT_READ, self._read_record)
            selector.register(self._child.output, selectors.EVENT_READ, self._read_output)
            while self._child.process.poll() is None:
                left = limit - time.monotonic()
                if left <= 0:
                    if self._builder.ended or not is_recording:
                        return
                    raise OfflineError(f"The program did not end in {seconds:g} s; raise --timeout, or end its loop.")
                for key, _ in selector.select(min(left, _POLL_SECONDS)):
                    if not key.data():
                        selector.unregister(key.fd)
                        is_recording = is_recording and key.fd != self._child.record
                if self._builder.ended or not is_recording:
                    limit = min(limit, time.monotonic() + _GRACE_SECONDS)

    def read_rest(self) -> None:
        """Read what was written before the process ended."""
        while self._read_record():
            pass
        while self._read_output():
            pass
        self._output.end()

    def record(self) -> Record:
        """Return the record; raise OfflineError when it has no end, or when the program failed."""
        if not self._builder.ended:
            code = self._child.process.returncode
            how = f"signal {abs(code) % 128}" if code < 0 or code > 128 else f"exit code {code}"
            raise OfflineError(
                f"The program's process ended ({how}) or closed the check's descriptors before the program was done;"
                " the check judges complete runs only, so remove what ends it early."
            )
        return self._builder.record(_receive(self._child.status).decode(errors="replace"))

    def _read_record(self) -> bool:
        received = _receive(self._child.record)
        self._builder.add(received)
        return bool(received)

    def _read_output(self) -> bool:
        received = _receive(self._child.output)
        self._output.add(received)
        return bool(received)


def _receive(descriptor: int) -> bytes:
    """Return what a pipe has now; empty at its end, and when it has nothing."""
    with suppress(BlockingIOError):
        return os.read(descriptor, _CHUNK)
    return b""
