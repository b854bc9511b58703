"""Check a program: run it, evaluate the policy packs, and return the report."""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from alicloud_offline.check import schema_errors
from alicloud_offline.check.active_exemptions import active_exemptions
from alicloud_offline.check.base_settings import trusted_files
from alicloud_offline.check.check_defaults import CheckDefaults
from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.isolated_run import Limits, run_isolated
from alicloud_offline.check.placeholder_settings import fill_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.policy_packs import Evaluation, RunningPack, evaluate, find_packs, start_packs
from alicloud_offline.check.program_run import ListTooShortError, ProgramRun, Record
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings, load_settings
from alicloud_offline.report.report_model import MANDATORY, Report, ReportedResource, SourceLine

_MOST_ELEMENTS = 16
"""The list length up to which a program that needs more elements is run again."""


@dataclass(frozen=True)
class CheckOptions:
    """Options of the command; those that are empty or None have the defaults of the program's pyproject.toml.

    With `base`, a git revision, the defaults, the packs and their configurations are those of that revision.
    """

    packs: Sequence[Path] = ()
    configs: Sequence[Path] = ()
    unknown_environment: Sequence[str] = ()
    list_length: int | None = None
    base: str | None = None
    limits: Limits = field(default_factory=Limits)


def check_program(
    folder: Path,
    stack: str,
    progress: CheckProgress,
    options: CheckOptions | None = None,
    run: Callable[[ProgramRun, Limits, CheckProgress], Record] = run_isolated,
) -> Report:
    """Run the program and evaluate the packs; raise OfflineError with the reason when that fails.

    What judges the program is read before it runs, and called after all of its processes have ended.
    """
    begun, here, root, given = time.monotonic(), Path.cwd(), folder.resolve(), options or CheckOptions()
    placeholders = Placeholders()
    settings = fill_settings(load_settings(root, stack), placeholders)
    with trusted_files(folder, given.base) as trusted, _collector_off():
        defaults = CheckDefaults.read(trusted.path(folder))
        packs, configs = given.packs or defaults.packs, given.configs or defaults.configs
        found = find_packs([*map(trusted.path, packs)], [*map(trusted.path, configs)], sys.executable)
        program = ProgramRun(
            settings=settings,
            root=root,
            labels=placeholders.labels,
            unknown_environment=(*defaults.unknown_environment, *given.unknown_environment),
            list_length=given.list_length or defaults.list_length,
        )
        protected = [*(pack.folder for pack in found), *trusted.folders]
        record = complete_record(program, replace(given.limits, protected=protected), progress, run)
        os.environ["PULUMI_CONFIG"] = json.dumps(settings.config)  # The engine sets it for packs.
        with start_packs(found, settings.project, settings.stack) as starting:
            evaluation = _evaluate_all(starting, settings, record, progress)
    progress.clear()
    return Report(
        project=settings.project,
        stack=settings.stack,
        resources=[_reported(one, root, here) for one in record.resources.values()],
        rules=evaluation.rules,
        findings=evaluation.findings,
        exemptions=active_exemptions((pack.config for pack in found), date.today()),
        notes=[*evaluation.notes, *_notes(program, record)],
        seconds=time.monotonic() - begun,
        peak_mib=_peak_mebibytes(),
    )


def complete_record(
    program: ProgramRun,
    limits: Limits,
    progress: CheckProgress,
    run: Callable[[ProgramRun, Limits, CheckProgress], Record],
) -> Record:
    """Return the record; a program that needs longer lists is run again with them, up to a length."""
    while True:
        try:
            return run(program, limits, progress)
        except ListTooShortError as error:
            if error.length > _MOST_ELEMENTS:
                raise
            program = replace(program, list_length=error.length)


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
    """Return the most memory of this process and of its largest child; macOS counts in bytes, Linux in KiB."""
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _evaluate_all(
    starting: Iterable[Future[RunningPack]],
    settings: ProjectSettings,
    record: Record,
    progress: CheckProgress,
) -> Evaluation:
    """Check the schemas and evaluate every pack; with schema errors, a pack's failure is a note beside them."""
    result = Evaluation(list(schema_errors.RULES), schema_errors.schema_errors(record.resources.values()))
    invalid = any(one.level == MANDATORY for one in result.findings)
    for future in starting:
        progress.show("evaluating the policy pack")
        try:
            evaluate(future.result(), settings, record.resources, result)
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


def _notes(program: ProgramRun, record: Record) -> list[str]:
    """Return the limits of this run: unknown values, and parts that were not checked."""
    notes = list(record.limitations)
    if record.unknown and record.data_sources:
        names = ", ".join(sorted(token.rpartition(":")[2] for token in record.data_sources))
        notes.append(f"Data sources were not queried, so their answers are unknown: {names}.")
    if record.counted:
        names = ", ".join(sorted(record.counted))
        notes.append(f"The number of elements is unknown, and {program.list_length} is assumed: {names}.")
    secrets = sorted(label for label in record.unknown if ":" in label or label.startswith("$"))
    if secrets:
        notes.append(f"Unknown, because the check cannot read secrets: {', '.join(secrets)}.")
    if record.unconfined:
        notes.append(
            f"The program ran as the check's user without namespaces ({record.unconfined}), so it could change files of"
            " the check."
        )
    return notes
