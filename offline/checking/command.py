"""``offline check``: from the program's folder to the outcome."""

import contextlib
import gc
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from offline import program, settings
from offline.checking import inputs, misuse, packs
from offline.checking.events import remediated
from offline.checking.exemptions import exemptions
from offline.checking.outcome import Finding, Outcome, Piece
from offline.checking.progress import Progress
from offline.checking.project import Defaults
from offline.checking.recorder import RecordingMonitor
from offline.checking.records import Record
from offline.checking.source import Source, traced
from offline.checking.unknowns import Unknowns
from offline.errors import OfflineError


@dataclass(frozen=True)
class Wanted:
    """What to check: a program's folder and stack, with which packs and configs."""

    stack: str
    folder: Path
    packs: Sequence[Path] = ()
    configs: Sequence[Path] = ()
    unknown_environment: Sequence[str] = ()


def check(wanted: Wanted, progress: Progress) -> Outcome:
    """Run the program, ask the packs; OfflineError says why that could not be done."""
    begun = time.monotonic()
    unknowns = Unknowns()
    root = wanted.folder.resolve()
    here = Path.cwd()
    setting = inputs.marked(settings.load(root, wanted.stack), unknowns)
    defaults = Defaults.of(root)
    chosen = packs.find(wanted.packs or defaults.packs, wanted.configs or defaults.configs, sys.executable)
    os.environ["PULUMI_CONFIG"] = json.dumps(setting.config)
    inputs.mark_environment([*defaults.unknown_environment, *wanted.unknown_environment], unknowns)
    rules, findings, notes = list(misuse.RULES), list[Finding](), list[str]()
    with packs.started(chosen, setting.project, setting.stack) as starting:
        monitor = RecordingMonitor(setting, root, unknowns, progress.registered)
        _run(setting, root, monitor, unknowns)
        findings += misuse.misuses(monitor.records.values())
        for future in starting:
            progress.say("asking the policy pack")
            judged = packs.judge(future.result(), setting, monitor.records)
            rules += judged.rules
            findings += judged.findings
            notes += [remediated(policy, names) for policy, names in judged.remediated.items()]
    progress.done()
    return Outcome(
        project=setting.project,
        stack=setting.stack,
        pieces=[_piece(record, root, here) for record in monitor.records.values()],
        rules=rules,
        findings=findings,
        exemptions=exemptions((pack.config for pack in chosen), date.today()),
        notes=[*notes, *_notes(unknowns, monitor), *([] if chosen else ["There is no policy pack: only types count."])],
        seconds=time.monotonic() - begun,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _run(setting: settings.Settings, root: Path, monitor: RecordingMonitor, unknowns: Unknowns) -> None:
    """Run the program; what it prints goes to standard error, where it is no part of a report."""
    # The SDK keeps hundreds of objects alive for each resource: looking for garbage among them again and again takes
    # twice the time of the program itself, and finds none.
    gc.disable()
    try:
        with contextlib.redirect_stdout(sys.stderr), traced(root):
            program.run(setting, monitor, preview=True)
    except OfflineError as error:
        raise OfflineError(unknowns.explained(str(error))) from None
    except SystemExit as error:
        raise OfflineError(f"The program ended itself with exit code {error.code}.") from None
    except Exception as error:
        raise OfflineError(unknowns.explained(_what_failed(error, setting.main.parent))) from error
    finally:
        gc.enable()


def _what_failed(error: Exception, folder: Path) -> str:
    """One sentence: the program's own innermost line, and the exception."""
    said = " ".join(str(error).split()) or "no message"
    kind = type(error).__name__
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(folder))]
    lines = [frame for frame in lines if "site-packages" not in frame.filename]
    where = f" at {Path(lines[-1].filename).relative_to(folder)}:{lines[-1].lineno}" if lines else ""
    return f"The program failed{where}: {kind}: {said}"


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
