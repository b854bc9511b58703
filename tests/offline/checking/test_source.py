"""The line that a resource is reported at."""

from pathlib import Path

import pytest
from pulumi.runtime.proto import source_pb2

from alicloud_offline.checking.source import Source, declared


def trace(*places: tuple[Path, int]) -> source_pb2.StackTrace:
    frames = [source_pb2.StackFrame(pc=source_pb2.SourcePosition(uri=str(file), line=line)) for file, line in places]
    return source_pb2.StackTrace(frames=frames)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "library" / "inner").mkdir(parents=True)
    (tmp_path / "library" / "pyproject.toml").touch()
    return tmp_path


def test_it_is_the_innermost_line_of_the_program(root: Path) -> None:
    assert declared(trace((root / "net" / "a.py", 3), (root / "__main__.py", 9)), root) == Source("net/a.py", 3)


def test_what_is_installed_is_passed_over(root: Path) -> None:
    installed = root / ".venv" / "lib" / "site-packages" / "x.py"
    assert declared(trace((installed, 3), (root / "__main__.py", 9)), root) == Source("__main__.py", 9)


def test_a_library_beside_the_program_is_passed_over(root: Path) -> None:
    inside = root / "library" / "inner" / "vpc.py"
    assert declared(trace((inside, 3), (root / "__main__.py", 9)), root) == Source("__main__.py", 9)
    assert declared(trace((inside, 3)), root) == Source("library/inner/vpc.py", 3)


def test_a_line_outside_is_none(root: Path) -> None:
    assert declared(trace((Path("/elsewhere/a.py"), 3)), root) is None
