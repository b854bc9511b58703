"""Draw docs/images/make-up.svg, the picture in the README, from the output of `make up` on standard input."""

import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

_IMAGE = Path(__file__).parents[2] / "docs" / "images" / "make-up.svg"
_COLUMNS = 110
_FONT_FACES = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Rich loads its fonts from another host; the image uses the reader's."""


def end_of(lines: Sequence[str]) -> list[str]:
    """Return the lines from the stack's outputs on."""
    first = max(number for number, line in enumerate(lines) if line.startswith("Outputs:"))
    return [line.rstrip() for line in lines[first:]]


def drawn(lines: Sequence[str]) -> str:
    """Return the picture of a terminal with these lines."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), highlight=False)
    console.print(Text("$ make up", style="bold green"), "...", *map(Text, lines), sep="\n")
    svg = _FONT_FACES.sub("", console.export_svg(title="make up", unique_id="make-up"))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    _IMAGE.write_text(drawn(end_of(sys.stdin.read().splitlines())), "utf-8")
