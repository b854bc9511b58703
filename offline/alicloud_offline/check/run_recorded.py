"""Run the program under the recording monitor, and state in one sentence why it failed."""

import contextlib
import sys
import traceback
from pathlib import Path

from alicloud_offline._pulumi_internals import converted_results
from alicloud_offline.check.placeholder_settings import typed_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.recording_monitor import RecordingMonitor
from alicloud_offline.check.source_lines import send_source_lines
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings
from alicloud_offline.program.run_program import run_program


class ListTooShortError(OfflineError):
    """The program reads beyond the end of a list of a data source; `length` is the length that it needs."""

    def __init__(self, length: int, message: str) -> None:
        super().__init__(message)
        self.length = length


def run_recorded(
    settings: ProjectSettings,
    root: Path,
    monitor: RecordingMonitor,
    placeholders: Placeholders,
    answers: UnknownAnswers,
) -> None:
    """Run the program; its standard output goes to standard error, because standard output has the report.

    Raise ListTooShortError when it needs longer answers, whatever it made of the shorter ones.
    """
    try:
        _run(settings, root, monitor, placeholders, answers)
    finally:
        if answers.needed > answers.length:
            raise ListTooShortError(
                answers.needed,
                f"The program reads element {answers.needed} of a data source's list, and the check answers with"
                f" {answers.length} elements; set --list-length to {answers.needed} or more.",
            ) from None


def _run(
    settings: ProjectSettings,
    root: Path,
    monitor: RecordingMonitor,
    placeholders: Placeholders,
    answers: UnknownAnswers,
) -> None:
    try:
        with (
            contextlib.redirect_stdout(sys.stderr),
            send_source_lines(root),
            converted_results(answers.convert),
            typed_settings(placeholders),
        ):
            run_program(settings, monitor, preview=True)
    except OfflineError as error:
        raise OfflineError(placeholders.explain(str(error))) from None
    except SystemExit as error:
        raise OfflineError(f"The program exited with code {error.code}.") from None
    except Exception as error:
        raise OfflineError(placeholders.explain(_failure(error, settings.main.parent))) from error


def _failure(error: Exception, folder: Path) -> str:
    """Return one sentence with the program's innermost line and the exception."""
    message = " ".join(str(error).split()) or "no message"
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(folder))]
    lines = [frame for frame in lines if "site-packages" not in frame.filename]
    where = f" at {Path(lines[-1].filename).relative_to(folder)}:{lines[-1].lineno}" if lines else ""
    return f"The program failed{where}: {type(error).__name__}: {message}"
