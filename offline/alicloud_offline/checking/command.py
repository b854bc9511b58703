"""``offline check``: from the program's folder to the outcome."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from alicloud_offline import settings
from alicloud_offline.checking import inputs, misuse, packs, running
from alicloud_offline.checking.events import remediated
from alicloud_offline.checking.exemptions import exemptions
from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, Piece, Rule
from alicloud_offline.checking.progress import Progress
from alicloud_offline.checking.project import Defaults
from alicloud_offline.checking.recorder import RecordingMonitor
from alicloud_offline.checking.records import Record
from alicloud_offline.checking.source import Source
from alicloud_offline.checking.unknowns import Unknowns
from alicloud_offline.errors import OfflineError


@dataclass(frozen=True)
class Wanted:
    """What to check: a program's folder and stack, with which packs and configs."""

    stack: str
    folder: Path
    packs: Sequence[Path] = ()
    configs: Sequence[Path] = ()
    unknown_environment: Sequence[str] = ()


@dataclass(frozen=True)
class _Said:
    """What was found by all who were asked."""

    rules: list[Rule] = field(default_factory=lambda: list(misuse.RULES))
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(wanted: Wanted, progress: Progress) -> Outcome:
    """Run the program, ask the packs; OfflineError says why that could not be done."""
    begun, here, root, unknowns = time.monotonic(), Path.cwd(), wanted.folder.resolve(), Unknowns()
    setting = inputs.marked(settings.load(root, wanted.stack), unknowns)
    defaults = Defaults.of(root)
    chosen = packs.find(wanted.packs or defaults.packs, wanted.configs or defaults.configs, sys.executable)
    os.environ["PULUMI_CONFIG"] = json.dumps(setting.config)  # as packs get it from the engine
    inputs.mark_environment([*defaults.unknown_environment, *wanted.unknown_environment], unknowns)
    monitor = RecordingMonitor(setting, root, unknowns, progress.registered)
    with packs.started(chosen, setting.project, setting.stack) as starting:
        running.run(setting, root, monitor, unknowns)
        said = _ask(starting, setting, monitor, progress)
    progress.done()
    return Outcome(
        project=setting.project,
        stack=setting.stack,
        pieces=[_piece(record, root, here) for record in monitor.records.values()],
        rules=said.rules,
        findings=said.findings,
        exemptions=exemptions((pack.config for pack in chosen), date.today()),
        notes=[*said.notes, *_notes(unknowns, monitor)],
        seconds=time.monotonic() - begun,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _ask(
    starting: Iterable[Future[packs.Running]],
    setting: settings.Settings,
    monitor: RecordingMonitor,
    progress: Progress,
) -> _Said:
    """Have the types and every pack judge; a pack that fails on misused types is told of, beside the misuse."""
    said = _Said()
    said.findings.extend(misuse.misuses(monitor.records.values()))
    misused = any(one.level == MANDATORY for one in said.findings)
    for future in starting:
        progress.say("asking the policy pack")
        try:
            judged = packs.judge(future.result(), setting, monitor.records)
        except OfflineError as error:
            if not misused:
                raise
            said.notes.append(str(error))
            continue
        said.rules.extend(judged.rules)
        said.findings.extend(judged.findings)
        said.notes.extend(remediated(policy, names) for policy, names in judged.remediated.items())
    if len(said.rules) == len(misuse.RULES):
        said.notes.append("No policy pack was asked: only types count.")
    return said


def _piece(record: Record, root: Path, here: Path) -> Piece:
    """Lines are told relative to where the command was given: in a repository's checks that is its top."""
    uses = dict.fromkeys(urn for urns in record.property_dependencies.values() for urn in urns)
    source = record.source
    if source and root.is_relative_to(here):
        source = Source((root.relative_to(here) / source.file).as_posix(), source.line)
    return Piece(record.urn, record.type, record.name, record.parent, tuple(uses), source)


def _notes(unknowns: Unknowns, monitor: RecordingMonitor) -> list[str]:
    """What the reader has to know: what stood for something unknown, and what was not seen."""
    notes = list(monitor.unseen)
    if unknowns.labels and monitor.looked_up:
        asked = ", ".join(sorted(token.rpartition(":")[2] for token in monitor.looked_up))
        notes.append(f"Data sources were not asked, their answers are unknown values: {asked}.")
    secrets = sorted(label for label in unknowns.labels.values() if ":" in label or label.startswith("$"))
    if secrets:
        notes.append(f"Unknown here, as there is no secret to read them from: {', '.join(secrets)}.")
    return notes
