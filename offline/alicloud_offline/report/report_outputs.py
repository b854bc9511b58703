"""Destinations of reports: standard output and files."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.formats import FORMATS, text_format
from alicloud_offline.report.report_model import Report


@dataclass(frozen=True)
class ReportOutputs:
    """The format on standard output, and a format for each file."""

    printed: str
    files: Sequence[tuple[str, Path]]

    @classmethod
    def of(cls, name: str, file: Path | None, also: Sequence[tuple[str, Path]]) -> "ReportOutputs":
        """Return the outputs for the options; with a `file`, format `name` goes there and text to standard output.

        Paths are resolved at once, because a program changes the working directory.
        """
        files = [*([(name, file)] if file else []), *also]
        return cls("text" if file else name, [(each, path.resolve()) for each, path in files])

    def write(self, report: Report) -> None:
        """Write all reports; raise OfflineError when a file cannot be written."""
        for name, file in self.files:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(FORMATS[name](report) + "\n")
            except OSError as error:
                raise OfflineError(f"The report cannot be written to {file}: {error.strerror}.") from None
        if self.printed == "text" and sys.stdout.isatty():
            colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
            print(text_format.for_terminal(report, shutil.get_terminal_size().columns, colours))
        else:
            print(FORMATS[self.printed](report))
