"""The line of the program that declares a resource."""

import functools
import sysconfig
from contextlib import AbstractContextManager
from pathlib import Path

from alicloud_offline._pulumi_internals import source_pb2, stack_traces
from alicloud_offline.report.report_model import SourceLine

_OWN_PACKAGE = Path(__file__).resolve().parents[1]
_STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
_PROJECT_FILES = ("pyproject.toml", "setup.py", "PulumiPlugin.yaml")


def send_source_lines(root: Path) -> AbstractContextManager[None]:
    """Have the SDK send the calls in files under `root` with each resource."""
    return stack_traces(lambda file: bool(_relative_file(file, root, libraries=True)))


def source_line(trace: source_pb2.StackTrace, root: Path) -> SourceLine | None:
    """Return the innermost line of the program among the calls that led to a resource.

    Installed packages are not the program, and neither are folders under `root` that are projects themselves (those
    with a pyproject.toml): a resource of a component library beside the program is reported at the line that uses it.
    Without such a line, return the innermost one under `root`.
    """
    for libraries in (False, True):
        for frame in trace.frames:
            if file := _relative_file(frame.pc.uri, root, libraries=libraries):
                return SourceLine(file, frame.pc.line)
    return None


@functools.cache
def _relative_file(name: str, root: Path, *, libraries: bool) -> str:
    """Return the file relative to the root; empty when it is not a file of the program."""
    path = Path(name)
    if not path.is_relative_to(root) or _is_installed(path):
        return ""
    between = [folder for folder in path.parents if folder.is_relative_to(root) and folder != root]
    if not libraries and any((folder / name).exists() for folder in between for name in _PROJECT_FILES):
        return ""
    return path.relative_to(root).as_posix()


def _is_installed(path: Path) -> bool:
    return "site-packages" in path.parts or path.is_relative_to(_OWN_PACKAGE) or path.is_relative_to(_STANDARD_LIBRARY)
