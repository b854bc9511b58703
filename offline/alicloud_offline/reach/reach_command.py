"""`alicloud-offline reach`: print who reaches whom, or explain one flow."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.isolated_run import Limits
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.reach.planned_flows import planned_flows
from alicloud_offline.reach.reach_text import path_lines, summary_lines
from alicloud_offline.report.visible_text import visible
from alicloud_policies.config.flow_settings import FlowSpec, read_flows
from alicloud_policies.flows.flow_ends import pairs
from alicloud_policies.flows.flow_summary import reaches
from alicloud_policies.flows.stack_flows import JudgedFlow, StackFlows


@dataclass(frozen=True)
class AskedFlow:
    """A flow that the command line names; `ports` is empty for icmpv6."""

    source: str
    target: str
    protocol: str
    ports: str

    def to_spec(self) -> FlowSpec:
        """Return the flow; raise OfflineError for ports that do not fit."""
        row = {"from": self.source, "to": self.target, "protocol": self.protocol}
        try:
            return read_flows([{**row, "ports": self.ports} if self.ports else row])[0]
        except ValueError as error:
            raise OfflineError(f"--port: {error}") from None


def print_reach(folder: Path, stack: str, limits: Limits, asked: AskedFlow | None) -> int:
    """Print who reaches whom, or the chain of one flow; return 1 if that flow does not certainly arrive, else 0."""
    spec = asked.to_spec() if asked else None
    flows = planned_flows(folder, stack, CheckProgress(), limits)
    if spec is None:
        print("Who reaches whom over IPv6, if the set-up commands succeed:")
        for line in summary_lines(reaches(flows)):
            print(visible(line))
        return 0
    judged = list(_judged(flows, spec))
    for flow in judged:
        for line in path_lines(flow):
            print(visible(line))
    return int(not all(flow.answer is True for flow in judged))


def _judged(flows: StackFlows, spec: FlowSpec) -> Iterator[JudgedFlow]:
    sources, targets = flows.ends.named(spec.source), flows.ends.named(spec.target)
    for option, text, found in (("--from", spec.source, sources), ("--to", spec.target, targets)):
        if not found:
            raise OfflineError(f"{option} {text!r} matches no instance or ENI of the stack, and is not an IPv6 block.")
    for source, target in pairs(sources, targets):
        yield from flows.judged(spec, source, target)
