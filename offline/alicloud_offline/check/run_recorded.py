"""Run the program in this process and write its record, with one sentence on why it failed."""

import gc
import json
import os
import traceback
from pathlib import Path

from alicloud_offline._pulumi_internals import converted_results
from alicloud_offline.check.answering_monitor import AnsweringMonitor
from alicloud_offline.check.placeholder_settings import fill_environment, typed_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.program_run import ProgramRun
from alicloud_offline.check.record_frames import Kind, Write, json_frame
from alicloud_offline.check.source_lines import send_source_lines
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.run_program import run_program


def run_recorded(run: ProgramRun, write: Write) -> None:
    """Run the program and write every frame of its record.

    The record is complete when the program ended without an error and all that it registers was answered. A program
    that reads beyond a list of a data source has failed, whatever it made of the shorter list.

    The cyclic garbage collector is off: the SDK keeps hundreds of objects alive for each resource, and collecting
    garbage among them takes twice the time of the program itself, and frees nothing.
    """
    gc.disable()
    placeholders = Placeholders(run.labels)
    os.environ["PULUMI_CONFIG"] = json.dumps(run.settings.config)  # The engine sets it.
    fill_environment(run.unknown_environment, placeholders)
    answers = UnknownAnswers(placeholders, run.list_length)
    monitor = AnsweringMonitor(run.settings, answers, write)
    failure = _failure(run, monitor, answers)
    if answers.needed > answers.length:
        failure = (
            f"The program reads element {answers.needed} of a data source's list, and the check answers with"
            f" {answers.length} elements; set --list-length to {answers.needed} or more."
        )
    if failure:
        write(json_frame(Kind.FAILED, {"message": placeholders.explain(failure), "needed": answers.needed}))
        return
    content = {
        "data_sources": list(monitor.data_sources),
        "counted": list(answers.counted),
        "unknown": list(placeholders.labels.values()),
    }
    write(json_frame(Kind.COMPLETE, content))


def _failure(run: ProgramRun, monitor: AnsweringMonitor, answers: UnknownAnswers) -> str:
    """Run the program; return why it failed, and an empty string when it did not."""
    try:
        with send_source_lines(run.root), converted_results(answers.convert), typed_settings(answers.placeholders):
            run_program(run.settings, monitor, preview=True)
    except OfflineError as error:
        return str(error) or "The program failed."
    except SystemExit as error:
        return f"The program exited with code {error.code}."
    except BaseException as error:
        return _sentence(error, run.settings.main.parent)
    return ""


def _sentence(error: BaseException, folder: Path) -> str:
    """Return one sentence with the program's innermost line and the exception."""
    message = " ".join(str(error).split()) or "no message"
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(folder))]
    lines = [frame for frame in lines if "site-packages" not in frame.filename]
    where = f" at {Path(lines[-1].filename).relative_to(folder)}:{lines[-1].lineno}" if lines else ""
    name = error.args[0] if isinstance(error, KeyError) and error.args else None
    # Variables that are secret by name are not passed on, see `program_environment`.
    hint = f"; for an environment variable, use --unknown-environment {name}" if _is_variable(name) else ""
    return f"The program failed{where}: {type(error).__name__}: {message}{hint}"


def _is_variable(name: object) -> bool:
    return isinstance(name, str) and name.isupper() and name.isidentifier()
