"""Two disturbances of each mode: the soak works. Not proved here: that a stack always survives (`make soak`)."""

from pathlib import Path

import pytest

from dev.soak.__main__ import main
from dev.soak.modes import MODES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("mode", list(MODES))
def test_two_of_each_are_survived(mode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--kills",
        "2",
        "--ups",
        "2",
        "--modes",
        mode,
        "--stacks",
        "dev",
        "--seed",
        "1",
        "--folder",
        str(tmp_path / "soak"),
    ]
    code = main(words)
    shown = capsys.readouterr().out
    assert code == 0, shown
    (row,) = [line.split() for line in shown.splitlines() if line.startswith(f"{mode} ")]
    assert (row[1], row[3], row[6:11]) == ("dev", "2", ["0"] * 5)
    assert not (tmp_path / "soak").exists()
