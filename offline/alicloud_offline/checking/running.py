"""Runs the program under the recording monitor, and says in one sentence why it could not be run."""

import contextlib
import gc
import sys
import traceback
from pathlib import Path

from alicloud_offline import program, settings
from alicloud_offline.checking.recorder import RecordingMonitor
from alicloud_offline.checking.source import traced
from alicloud_offline.checking.unknowns import Unknowns
from alicloud_offline.errors import OfflineError


def run(setting: settings.Settings, root: Path, monitor: RecordingMonitor, unknowns: Unknowns) -> None:
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
