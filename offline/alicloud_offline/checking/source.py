"""Where in the program a resource was declared."""

import functools
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pulumi.runtime import resource
from pulumi.runtime.proto import source_pb2

_OURS = Path(__file__).resolve().parents[1]
_STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
_PROJECT_FILES = ("pyproject.toml", "setup.py", "PulumiPlugin.yaml")


@dataclass(frozen=True)
class Source:
    """A line of a file; ``file`` is relative to the program's folder, with forward slashes."""

    file: str
    line: int


@contextmanager
def traced(root: Path) -> Iterator[None]:
    """Have the SDK send the calls under ``root`` with each resource.

    What it sends by itself is empty for a resource made by ``pulumi.CustomResource`` directly, and it reads the text of
    every line on the stack for that.
    """
    own = resource._get_stack_trace
    resource._get_stack_trace = lambda: _stack(sys._getframe(1), root)
    try:
        yield
    finally:
        resource._get_stack_trace = own


def _stack(frame: FrameType | None, root: Path) -> source_pb2.StackTrace:
    trace = source_pb2.StackTrace()
    while frame is not None:
        if _inside(frame.f_code.co_filename, root, libraries=True):
            trace.frames.add(pc=source_pb2.SourcePosition(uri=frame.f_code.co_filename, line=frame.f_lineno))
        frame = frame.f_back
    return trace


def declared(trace: source_pb2.StackTrace, root: Path) -> Source | None:
    """The innermost line of the program itself, out of the calls that led to the resource.

    What is installed is not the program, and neither is a folder under ``root`` that is a project of its own (it has a
    pyproject.toml): a component library beside the program is reported at the line that uses it. Without any such line
    it is the innermost one under ``root``.
    """
    frames = [(frame.pc.uri, frame.pc.line) for frame in trace.frames]
    return _first(frames, root, libraries=False) or _first(frames, root, libraries=True)


def _first(frames: Iterable[tuple[str, int]], root: Path, *, libraries: bool) -> Source | None:
    for name, line in frames:
        file = _inside(name, root, libraries=libraries)
        if file:
            return Source(file, line)
    return None


@functools.cache
def _inside(name: str, root: Path, *, libraries: bool) -> str:
    """The file relative to the root; empty when it is no file of the program."""
    path = Path(name)
    if not path.is_relative_to(root) or _is_installed(path):
        return ""
    between = [folder for folder in path.parents if folder.is_relative_to(root) and folder != root]
    if not libraries and any((folder / name).exists() for folder in between for name in _PROJECT_FILES):
        return ""
    return path.relative_to(root).as_posix()


def _is_installed(path: Path) -> bool:
    return "site-packages" in path.parts or path.is_relative_to(_OURS) or path.is_relative_to(_STANDARD_LIBRARY)
