"""Check the types of role/ and of the Python examples: `python -m dev.tools.typecheck_programs`.

Each of these programs is a `__main__.py`, and mypy accepts only one module of a name. So it checks copies of them.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from dev.tools import CHECKOUT

PROGRAMS = [CHECKOUT / "role" / "__main__.py"] + [
    program for program in sorted(CHECKOUT.glob("examples/**/__main__.py")) if ".venv" not in program.parts
]


def typecheck(programs: list[Path]) -> tuple[int, str]:
    """Return mypy's exit code and its output, with the paths of the programs."""
    with tempfile.TemporaryDirectory(prefix="programs-") as name:
        copies = [Path(name) / f"program_{number}.py" for number in range(len(programs))]
        for copy, program in zip(copies, programs, strict=True):
            copy.write_text(program.read_text())
        command = [sys.executable, "-m", "mypy", "--no-error-summary", *map(str, copies)]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600)
    # mypy caches its errors, so the folder can be that of an earlier run.
    named = re.sub(r"^.*program_(\d+)\.py", lambda found: str(programs[int(found[1])]), done.stdout, flags=re.MULTILINE)
    return done.returncode, named + done.stderr


if __name__ == "__main__":
    code, errors = typecheck(PROGRAMS)
    print(errors, end="")
    sys.exit(code)
