"""The flows of a program, from the record of its isolated run."""

from pathlib import Path

from alicloud_offline.check.check_defaults import CheckDefaults
from alicloud_offline.check.check_program import complete_record
from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.isolated_run import Limits, run_isolated
from alicloud_offline.check.placeholder_settings import fill_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.policy_packs import resource_requests, stack_request
from alicloud_offline.check.program_run import ProgramRun, Record
from alicloud_offline.program.project_settings import load_settings
from alicloud_policies.flows.stack_flows import StackFlows
from alicloud_policies.pack.flow_reader import flow_reader
from policy_testkit import InProcessAnalyzer


def planned_flows(folder: Path, stack: str, progress: CheckProgress, limits: Limits) -> StackFlows:
    """Run the program as a check does, and return its flows; raise OfflineError with the reason when that fails."""
    root, placeholders = folder.resolve(), Placeholders()
    settings = fill_settings(load_settings(root, stack), placeholders)
    defaults = CheckDefaults.read(root)
    program = ProgramRun(
        settings=settings,
        root=root,
        labels=placeholders.labels,
        unknown_environment=defaults.unknown_environment,
        list_length=defaults.list_length,
    )
    record = complete_record(program, limits, progress, run_isolated)
    progress.clear()
    return flows_of(record)


def flows_of(record: Record) -> StackFlows:
    """Return the flows of a record."""
    with flow_reader() as reader:
        analyzer = InProcessAnalyzer(reader.policies(), name="reach")
        for request in resource_requests(record.resources):
            analyzer.Analyze(request)
        analyzer.AnalyzeStack(stack_request(record.resources))
        return reader.flows
