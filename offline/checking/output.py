"""Where a report goes."""

import sys
from pathlib import Path

from offline.checking.formats import FORMATS, text
from offline.checking.outcome import Outcome
from offline.errors import OfflineError


def write(outcome: Outcome, name: str, file: Path | None) -> None:
    """Write the report to standard output; with a file, there, and the text to standard output."""
    if file is None:
        print(_shown(outcome, name))
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FORMATS[name](outcome) + "\n")
    except OSError as error:
        raise OfflineError(f"The report could not be written to {file}: {error.strerror}.") from None
    print(_shown(outcome, "text"))


def _shown(outcome: Outcome, name: str) -> str:
    if name == "text" and sys.stdout.isatty():
        return text.coloured(outcome)
    return FORMATS[name](outcome)
