"""Destinations of reports: standard output and files."""

import os
import shutil
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alicloud_offline.closed_streams import discard
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

        Paths are resolved at once, so that a program cannot lead them elsewhere.
        """
        files = [*([(name, file)] if file else []), *also]
        return cls("text" if file else name, [(each, path.resolve()) for each, path in files])

    def write(self, report: Report) -> None:
        """Write all reports; raise OfflineError when one cannot be written."""
        for name, file in self.files:
            try:
                _write_file(file, FORMATS[name](report) + "\n")
            except OSError as error:
                raise OfflineError(f"The report cannot be written to {file}: {error.strerror or error}.") from None
        if sys.stdout is None:
            raise OfflineError("The report cannot be printed, because standard output is closed; use --output FILE.")
        try:
            print(self._printed(report), flush=True)
        except OSError as error:
            discard(sys.stdout)
            raise OfflineError(f"The report cannot be printed: {error.strerror}.") from None

    def _printed(self, report: Report) -> str:
        if self.printed == "text" and sys.stdout.isatty():
            colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
            return text_format.for_terminal(report, shutil.get_terminal_size().columns, colours)
        return FORMATS[self.printed](report)


def _write_file(file: Path, content: str) -> None:
    """Write a file; refuse a link, and a pipe without a reader, that a program put in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.parent.resolve() != file.parent:
        raise OSError(f"{file.parent} has become a link")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK
    with os.fdopen(os.open(file, flags, 0o666), "w", encoding="utf-8") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            os.set_blocking(stream.fileno(), True)
        stream.write(content)
