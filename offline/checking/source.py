"""Where in the program a resource was declared."""

import functools
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pulumi.runtime.proto import source_pb2

_PROJECT_FILES = ("pyproject.toml", "setup.py", "PulumiPlugin.yaml")


@dataclass(frozen=True)
class Source:
    """A line of a file; ``file`` is relative to the program's folder, with forward slashes."""

    file: str
    line: int


def declared(trace: source_pb2.StackTrace, root: Path) -> Source | None:
    """The innermost line of the program itself, out of the calls that led to the resource.

    What is installed is not the program, and neither is a folder under ``root`` that is a project of its own (it has a
    pyproject.toml): a component library beside the program is reported at the line that uses it. Without any such line
    it is the innermost one under ``root``.
    """
    frames = [(frame.pc.uri, frame.pc.line) for frame in trace.frames if frame.HasField("pc")]
    return _first(frames, root, libraries=False) or _first(frames, root, libraries=True)


def _first(frames: Iterable[tuple[str, int]], root: Path, *, libraries: bool) -> Source | None:
    for uri, line in frames:
        file = _inside(uri, root, libraries)
        if file:
            return Source(file, line)
    return None


@functools.cache
def _inside(uri: str, root: Path, libraries: bool) -> str:
    """The file relative to the root; empty when it is no file of the program."""
    path = Path(unquote(urlsplit(uri).path))
    if not path.is_relative_to(root) or "site-packages" in path.parts or _belongs_to_python(path):
        return ""
    between = [folder for folder in path.parents if folder.is_relative_to(root) and folder != root]
    if not libraries and any((folder / name).exists() for folder in between for name in _PROJECT_FILES):
        return ""
    return path.relative_to(root).as_posix()


def _belongs_to_python(path: Path) -> bool:
    return any(path.is_relative_to(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
