"""Check a program: run it, evaluate the policy packs, and return the report."""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from alicloud_offline.check import schema_errors
from alicloud_offline.check.active_exemptions import active_exemptions
from alicloud_offline.check.check_defaults import CheckDefaults
from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.placeholder_settings import fill_environment, fill_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.policy_packs import Evaluation, RunningPack, evaluate, find_packs, start_packs
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.check.recording_monitor import RecordingMonitor
from alicloud_offline.check.run_recorded import run_recorded
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings, load_settings
from alicloud_offline.report.report_model import MANDATORY, Report, ReportedResource, SourceLine


def check_program(
    folder: Path,
    stack: str,
    progress: CheckProgress,
    packs: Sequence[Path] = (),
    configs: Sequence[Path] = (),
    unknown_environment: Sequence[str] = (),
    list_length: int | None = None,
) -> Report:
    """Run the program and evaluate the packs; raise OfflineError with the reason when that fails.

    `list_length` is the number of elements of each list of a data source. When the program needs more, raise
    ListTooShortError: it is to be run again, in a new process.
    """
    begun, here, root, placeholders = time.monotonic(), Path.cwd(), folder.resolve(), Placeholders()
    settings = fill_settings(load_settings(root, stack), placeholders)
    defaults = CheckDefaults.read(root)
    found = find_packs(packs or defaults.packs, configs or defaults.configs, sys.executable)
    os.environ["PULUMI_CONFIG"] = json.dumps(settings.config)  # The engine sets it for packs.
    fill_environment([*defaults.unknown_environment, *unknown_environment], placeholders)
    answers = UnknownAnswers(placeholders, list_length or defaults.list_length)
    monitor = RecordingMonitor(settings, root, answers, progress.registered)
    with _collector_off(), start_packs(found, settings.project, settings.stack) as starting:
        run_recorded(settings, root, monitor, placeholders, answers)
        evaluation = _evaluate_all(starting, settings, monitor, progress)
    progress.clear()
    return Report(
        project=settings.project,
        stack=settings.stack,
        resources=[_reported(one, root, here) for one in monitor.recorded.values()],
        rules=evaluation.rules,
        findings=evaluation.findings,
        exemptions=active_exemptions((pack.config for pack in found), date.today()),
        notes=[*evaluation.notes, *_notes(placeholders, monitor, answers)],
        seconds=time.monotonic() - begun,
        peak_mib=_peak_mebibytes(),
    )


@contextmanager
def _collector_off() -> Iterator[None]:
    """Disable the cyclic garbage collector.

    The SDK keeps hundreds of objects alive for each resource. Collecting garbage among them takes twice the time of the
    program itself, and frees nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # Otherwise the first collection would go through all objects of the program.
        gc.enable()


def _peak_mebibytes() -> float:
    """Return the most memory that this process had; macOS counts in bytes, Linux in KiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _evaluate_all(
    starting: Iterable[Future[RunningPack]],
    settings: ProjectSettings,
    monitor: RecordingMonitor,
    progress: CheckProgress,
) -> Evaluation:
    """Check the schemas and evaluate every pack; with schema errors, a pack's failure is a note beside them."""
    result = Evaluation(list(schema_errors.RULES), schema_errors.schema_errors(monitor.recorded.values()))
    invalid = any(one.level == MANDATORY for one in result.findings)
    for future in starting:
        progress.show("evaluating the policy pack")
        try:
            evaluate(future.result(), settings, monitor.recorded, result)
        except OfflineError as error:
            if not invalid:
                raise
            result.notes.append(str(error))
    if len(result.rules) == len(schema_errors.RULES):
        result.notes.append("No policy pack was evaluated: only types were checked.")
    return result


def _reported(recorded: RecordedResource, root: Path, here: Path) -> ReportedResource:
    """Return the report's resource; its file is relative to the working directory, in CI a repository's root."""
    uses = dict.fromkeys(urn for urns in recorded.property_dependencies.values() for urn in urns)
    source = recorded.source
    if source and root.is_relative_to(here):
        source = SourceLine((root.relative_to(here) / source.file).as_posix(), source.line)
    return ReportedResource(recorded.urn, recorded.type, recorded.name, recorded.parent, tuple(uses), source)


def _notes(placeholders: Placeholders, monitor: RecordingMonitor, answers: UnknownAnswers) -> list[str]:
    """Return the limits of this run: unknown values, and parts that were not checked."""
    notes = list(monitor.limitations)
    if placeholders.labels and monitor.data_sources:
        names = ", ".join(sorted(token.rpartition(":")[2] for token in monitor.data_sources))
        notes.append(f"Data sources were not queried, so their answers are unknown: {names}.")
    if answers.counted:
        names = ", ".join(sorted(answers.counted))
        notes.append(f"The number of elements is unknown, and {answers.length} is assumed: {names}.")
    secrets = sorted(label for label in placeholders.labels.values() if ":" in label or label.startswith("$"))
    if secrets:
        notes.append(f"Unknown, because the check cannot read secrets: {', '.join(secrets)}.")
    return notes
