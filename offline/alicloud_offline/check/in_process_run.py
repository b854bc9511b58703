"""Run a program that is trusted in this process, for tools that check many programs in processes of their own."""

from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.isolated_run import Limits
from alicloud_offline.check.program_run import ProgramRun, Record
from alicloud_offline.check.record_builder import RecordBuilder
from alicloud_offline.check.run_recorded import run_recorded


def run_in_process(run: ProgramRun, _limits: Limits, progress: CheckProgress) -> Record:
    """Return the record; nothing separates the program from the check, and no limit holds."""
    builder = RecordBuilder(run, progress.registered)
    run_recorded(run, builder.add)
    return builder.record()
