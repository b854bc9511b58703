"""What a guest answers to a script. The sandbox executes nothing: known commands are answered from the model.

The guest has a root user, a few directories, and the tools of its image. A script with a line that is not recognised
(:mod:`sandbox.ecs.guest_script`) fails before any of it is answered, and says so.
"""

import posixpath
from dataclasses import dataclass, field

from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.services.ecs import guest_helper, guest_ping, guest_script
from alicloud_sandbox.services.ecs.guest_interfaces import printed
from alicloud_sandbox.services.ecs.guest_steps import (
    Await,
    Chain,
    ChangeDirectory,
    Download,
    Grep,
    MakeExecutable,
    Pause,
    Ping,
    RunHelper,
    Say,
    Show,
    Step,
    StopOnError,
)

HOME = "/root"
DIRECTORIES = ("/", HOME, "/tmp", "/home", "/opt", "/var", "/var/tmp", "/usr/local", "/usr/local/bin")  # noqa: S108
USERS = ("", "root")

_LINUX_TOOLS = ("wget", "curl", "ip", "ifconfig", "ping6")
_FREEBSD_TOOLS = ("fetch", "ifconfig", "ping6")
_AWAIT_SECONDS = 30.0
_FAILED_CD = 2
_TEMPORARY = "/tmp/tmp."  # noqa: S108 (a place in the modelled guest)


@dataclass(frozen=True)
class Outcome:
    """What a script printed, its exit code, and whether its time was over before it ended."""

    output: str
    code: int
    timed_out: bool = False


def answer(call: Call, instance: Instance, script: str, directory: str, timeout: int) -> Outcome:
    """Answer a shell script in the guest of a Running instance; what it changes there is written.

    ``timeout`` is in seconds of the guest's time, which passes at once.
    """
    image = catalogue.image(instance.image_id)
    try:
        chains = guest_script.read(script, _FREEBSD_TOOLS if image.helper == "freebsd" else _LINUX_TOOLS)
    except guest_script.UnknownLineError as error:
        text = f"[sandbox] it executes nothing and does not recognise line {error.number}: {error.line}"
        return Outcome(f"{text}\n", 1)
    session = _Session(call, instance, directory or HOME, float(timeout))
    code = session.run(chains)
    files = instance.guest_files
    instance.guest_files = {path: kind for path, kind in files.items() if not path.startswith(_TEMPORARY)}
    call.store.put(instance)
    return Outcome("".join(f"{line}\n" for line in session.lines), code, session.seconds_left < 0)


class _EndedError(Exception):
    """The script ends here, with this exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class _Session:
    """One run of a script."""

    call: Call
    instance: Instance
    directory: str
    seconds_left: float
    lines: list[str] = field(default_factory=list)
    stop_on_error: bool = False
    temporaries: int = 0

    def run(self, chains: list[Chain]) -> int:
        """Answer chain by chain; the exit code is that of the last command."""
        code = 0
        try:
            for chain in chains:
                code = self._chain(chain)
        except _EndedError as end:
            return end.code
        return code

    def _chain(self, chain: Chain) -> int:
        """As in a shell, ``set -e`` does not count a failure before the last command of a chain."""
        code = 0
        for step in chain:
            code = self._step(step)
            if self.seconds_left < 0:
                raise _EndedError(code)
            if code and self.stop_on_error and step is chain[-1]:
                raise _EndedError(code)
            if code:
                break
        return code

    def _step(self, step: Step) -> int:
        code = 0
        match step:
            case Show() | Grep():
                code = self._print(step)
            case Await():
                code = self._await(step)
            case Download():
                code = self._said(guest_helper.download(self.instance, step.url, self._path(step.file)))
            case MakeExecutable():
                code = self._said(guest_helper.make_executable(self.instance, self._path(step.file)))
            case RunHelper():
                code = self._said(guest_helper.run(self.call, self.instance, self._path(step.file)))
            case Ping():
                code = self._ping(step)
            case Say():
                self.lines.append(step.text)
            case ChangeDirectory():
                code = self._change_directory(step.path)
            case StopOnError():
                self.stop_on_error = True
            case Pause():
                self.seconds_left -= step.seconds
        return code

    def _said(self, result: guest_helper.Result) -> int:
        self.lines += result[0]
        return result[1]

    def _path(self, file: str) -> str:
        return posixpath.normpath(posixpath.join(self.directory, file))

    def _print(self, what: Show | Grep) -> int:
        found = printed(self.call, self.instance, what)
        if found is None:
            self.lines.append("The device does not exist.")
            return 1
        if not (isinstance(what, Grep) and what.quiet):
            self.lines += found
        return int(isinstance(what, Grep) and not found)

    def _await(self, step: Await) -> int:
        found = printed(self.call, self.instance, step.printed) or []
        ends = ("/", " ") if step.whole else ("",)
        if any(step.text + end in line for line in found for end in ends):
            return 0
        self.seconds_left -= _AWAIT_SECONDS
        self.lines.append(step.complaint)
        raise _EndedError(1)

    def _ping(self, step: Ping) -> int:
        pinged = guest_ping.ping(self.call, self.instance, step, self.seconds_left)
        self.lines += pinged.lines
        self.seconds_left -= pinged.seconds
        return pinged.code

    def _change_directory(self, path: str | None) -> int:
        if path is None:
            self.temporaries += 1
            self.directory = f"{_TEMPORARY}{self.temporaries}"
            return 0
        wanted = self._path(path)
        if wanted not in DIRECTORIES:
            self.lines.append(f"sh: cd: {path}: No such file or directory")
            return _FAILED_CD
        self.directory = wanted
        return 0
