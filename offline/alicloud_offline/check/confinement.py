"""Confine this process, then replace it with the command: `python -I -S confinement.py JSON`.

The file uses the standard library alone and no other module of this package, so that it starts in a few milliseconds.

Where Linux offers user namespaces to everybody, the command runs in new ones: it sees no process but its own, has no
capability, cannot read the memory or the environment of any other process, and can write only below the folders that
`writable` names, not below those that `protected` names. Elsewhere it runs as the same user, without privileges that
this user has beyond its files. In both cases it cannot gain any, such as by sudo, and ends with this process's parent.
"""

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_PDEATHSIG, _CAPBSET_DROP, _NO_NEW_PRIVS = 1, 24, 38
_NEWNS, _NEWUSER, _NEWPID = 0x20000, 0x10000000, 0x20000000
_RDONLY, _NOSUID, _NODEV, _BIND, _REC, _PRIVATE = 1, 2, 4, 4096, 16384, 1 << 18
_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE = 442, -100, 0x8000
_CAPABILITIES_VERSION_3 = 0x20080522
_CAPSET = {"x86_64": 126, "aarch64": 91}
_SERVICES = ("/run/user", "/run/docker.sock", "/run/containerd", "/run/podman", "/run/dbus")
"""Sockets of services that start processes, or act, for the user who asks."""

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def main(text: str) -> None:
    """Run the command; the descriptor `status` gets the reason when it is not confined, and nothing when it is."""
    options = json.loads(text)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if options["memory"]:
        resource.setrlimit(resource.RLIMIT_AS, (options["memory"], options["memory"]))
    reason = "this system has no user namespaces"
    if _libc:
        _call("prctl", _PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        Path("/proc/self/oom_score_adj").write_text("1000")  # Without memory, this process ends and not the check.
        reason = _run_confined(options)
    os.write(options["status"], reason.encode())
    os.close(options["status"])
    if _libc:
        _drop_privileges()
    os.execv(options["command"][0], options["command"])  # noqa: S606 (no shell is wanted)


def _run_confined(options: dict[str, Any]) -> str:
    """Run the command in namespaces and exit with its code; return the reason when that is not possible."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _catching(writing, _enter_namespaces, options, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        reason = pipe.read().decode()
    if not reason:
        os.close(options["status"])
        _become_idle(options)
        _exit_like(child)
    os.waitpid(child, 0)
    return reason


def _catching(writing: int, step: Any, *arguments: Any) -> None:  # noqa: ANN401
    """Call the step, which does not return; write why it failed."""
    try:
        step(*arguments)
    except OSError as error:
        os.write(writing, f"{error.strerror or error}".encode())
    finally:
        os._exit(2)


def _enter_namespaces(options: dict[str, Any], writing: int) -> None:
    user, group = os.getuid(), os.getgid()
    _call("prctl", _PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _call("unshare", _NEWUSER | _NEWNS | _NEWPID)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    child = os.fork()
    if not child:
        _catching(writing, _become_first_process, options, writing)
    os.close(writing)
    os.close(options["status"])
    _become_idle(options)
    _exit_like(child)


def _become_first_process(options: dict[str, Any], writing: int) -> None:
    """Restrict the file system, start the command and wait for it; the end of this process ends all others."""
    _call("prctl", _PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _restrict_files(options["writable"], options["protected"])
    child = os.fork()
    if not child:
        os.set_inheritable(writing, False)
        os.set_inheritable(options["status"], False)
        _catching(writing, _start, options)
    os.close(writing)
    os.close(options["status"])
    _become_idle(options)
    _exit_like(child)


def _start(options: dict[str, Any]) -> None:
    _drop_privileges()
    os.execv(options["command"][0], options["command"])  # noqa: S606 (no shell is wanted)


def _become_idle(options: dict[str, Any]) -> None:
    """Close what only the command uses, so that a pipe ends with the command."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    for descriptor in options["descriptors"]:
        os.close(descriptor)


def _exit_like(child: int) -> None:
    """Wait for a child, and for every process that its parents left, and exit with its code."""
    while True:
        ended, status = os.wait()
        if ended == child:
            os._exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def _restrict_files(writable: list[str], protected: list[str]) -> None:
    _mount("none", "/", _REC | _PRIVATE)
    for path in (*writable, *protected):
        _mount(path, path, _BIND | _REC)
    _set_attributes("/", _RDONLY, 0, _AT_RECURSIVE)
    for path in writable:
        _set_attributes(path, 0, _RDONLY, 0)
    for path in _SERVICES:
        with suppress(OSError):
            if Path(path).is_dir():
                _mount("none", path, _RDONLY, "tmpfs")
            elif Path(path).exists():
                _mount(os.devnull, path, _BIND)
    with suppress(OSError):
        _mount("none", "/dev/shm", _NOSUID | _NODEV, "tmpfs")  # noqa: S108 (for semaphores)
    with suppress(OSError):  # Refused in a container whose /proc is covered in part.
        _mount("none", "/proc", _NOSUID | _NODEV, "proc")


def _mount(source: str, target: str, flags: int, kind: str | None = None) -> None:
    _call("mount", source.encode(), target.encode(), kind.encode() if kind else None, flags, None)


def _set_attributes(path: str, added: int, removed: int, flags: int) -> None:
    attributes = struct.pack("QQQQ", added, removed, 0, 0)
    _call("syscall", _MOUNT_SETATTR, _AT_FDCWD, path.encode(), flags, attributes, len(attributes))


def _drop_privileges() -> None:
    for capability in range(64):
        with suppress(OSError):  # There are fewer, or this process may not.
            _call("prctl", _CAPBSET_DROP, capability, 0, 0, 0)
    if os.uname().machine in _CAPSET:
        head = struct.pack("II", _CAPABILITIES_VERSION_3, 0)
        _call("syscall", _CAPSET[os.uname().machine], head, bytes(24))
    _call("prctl", _NO_NEW_PRIVS, 1, 0, 0, 0)


def _call(name: str, *arguments: Any) -> None:  # noqa: ANN401
    converted = [ctypes.c_ulong(one) if isinstance(one, int) and one >= 0 else one for one in arguments]
    if getattr(_libc, name)(*converted) < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


if __name__ == "__main__":
    main(sys.argv[1])
