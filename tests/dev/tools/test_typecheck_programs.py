"""The type check of programs. `make lint` runs it on role/ and on the examples."""

from pathlib import Path

from dev.tools.typecheck_programs import PROGRAMS, typecheck
from tests.examples.projects import EXAMPLES, PYTHON


def test_every_python_example_is_checked() -> None:
    assert {EXAMPLES / project / "__main__.py" for project in PYTHON} < set(PROGRAMS)


def test_an_error_names_the_program(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "__main__.py", tmp_path / "b" / "__main__.py"
    for program, code in ((first, "x: int = 1\n"), (second, "def untyped(x): return x\n")):
        program.parent.mkdir()
        program.write_text(code)
    exit_code, output = typecheck([first, second])
    assert exit_code == 1
    assert output.startswith(f"{second}:1: error: Function is missing a type annotation")
    assert str(first) not in output
