"""The line at which a resource is reported."""

from pathlib import Path

import pytest
from pulumi.runtime.proto import source_pb2

from alicloud_offline.check.source_lines import source_line
from alicloud_offline.report.report_model import SourceLine


def trace(*places: tuple[Path, int]) -> source_pb2.StackTrace:
    frames = [source_pb2.StackFrame(pc=source_pb2.SourcePosition(uri=str(file), line=line)) for file, line in places]
    return source_pb2.StackTrace(frames=frames)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "library" / "inner").mkdir(parents=True)
    (tmp_path / "library" / "pyproject.toml").touch()
    return tmp_path


def test_it_is_the_innermost_line_of_the_program(root: Path) -> None:
    assert source_line(trace((root / "net" / "a.py", 3), (root / "__main__.py", 9)), root) == SourceLine("net/a.py", 3)


def test_what_is_installed_is_passed_over(root: Path) -> None:
    installed = root / ".venv" / "lib" / "site-packages" / "x.py"
    assert source_line(trace((installed, 3), (root / "__main__.py", 9)), root) == SourceLine("__main__.py", 9)


def test_a_library_beside_the_program_is_passed_over(root: Path) -> None:
    inside = root / "library" / "inner" / "vpc.py"
    assert source_line(trace((inside, 3), (root / "__main__.py", 9)), root) == SourceLine("__main__.py", 9)
    assert source_line(trace((inside, 3)), root) == SourceLine("library/inner/vpc.py", 3)


def test_a_line_outside_is_none(root: Path) -> None:
    assert source_line(trace((Path("/elsewhere/a.py"), 3)), root) is None
