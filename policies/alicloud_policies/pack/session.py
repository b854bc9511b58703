"""The state that the policies of the pack share during a run: the stack model, and what the report policies show.

The engine calls the policies of a pack one after the other, in order, and passes the resources to each of them. The
first call reads them; a call of a policy that does not come after the last called one begins a new run.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pulumi_policy import PolicyResource, ResourceValidationArgs

from ..config.policy_exemptions import Exemption
from ..flows.stack_flows import StackFlows
from ..judging.findings import Subject
from ..model.build import build
from ..model.credential_properties import Credential, credentials
from ..model.outside import Facts
from ..model.record import Record
from ..model.stack_model import StackModel
from ..model.stack_reader import Inputs, read_inputs, read_stack


@dataclass
class Run:
    """One run over a stack; the tuples begin with the id of a limit."""

    records: Sequence[Record]
    credentials: Sequence[Credential]
    today: date
    internal_errors: list[str]
    undetermined: list[tuple[str, Subject, frozenset[str]]] = field(default_factory=list)
    """Undetermined findings, with the inputs that would decide."""
    exempted: list[tuple[str, Subject, str, Exemption]] = field(default_factory=list)
    """Exempted violations, with their messages."""
    unused: list[tuple[str, Exemption]] = field(default_factory=list)
    """Exemptions that apply to no violation."""
    _models: list[tuple[Facts, StackModel]] = field(default_factory=list)
    _flows: list[tuple[StackModel, StackFlows]] = field(default_factory=list)

    def model(self, facts: Facts) -> StackModel:
        """Return the stack model with these facts about things outside the stack; built once for equal facts."""
        for known, model in self._models:
            if known == facts:
                return model
        built = build(self.records, self.credentials, facts)
        self._models.append((facts, built))
        return built

    def flows(self, facts: Facts) -> StackFlows:
        """Return the flows of the stack model with these facts."""
        model = self.model(facts)
        for known, flows in self._flows:
            if known is model:
                return flows
        built = StackFlows(model)
        self._flows.append((model, built))
        return built


@dataclass
class ProgramInputs:
    """The inputs from the program since the last run, by URN."""

    inputs: dict[str, Inputs] = field(default_factory=dict)
    """Empty for a resource that the limits do not concern."""
    credentials: dict[str, tuple[Credential, ...]] = field(default_factory=dict)
    internal_errors: list[str] = field(default_factory=list)


class Session:
    """The runs of a pack's process."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """Start a session; `today` returns the date by which exemptions expire."""
        self._today = today
        self._program = ProgramInputs()
        self._run: Run | None = None
        self._last = -1

    def note_inputs(self, args: ResourceValidationArgs) -> None:
        """Record the inputs of a resource, which stack policies do not receive."""
        try:
            inputs = read_inputs(args.resource_type, args.props)
            self._program.inputs[args.urn] = inputs or {}
            self._program.credentials[args.urn] = _credentials(args)
        except Exception as error:
            self._program.internal_errors.append(f"reading {args.urn}: {error!r}")

    def run_at(self, position: int, resources: Sequence[PolicyResource]) -> Run:
        """Return the run of the policy at this position of the pack."""
        if self._run is None or position <= self._last:
            self._run = self._begin(resources)
        self._last = position
        return self._run

    def _begin(self, resources: Sequence[PolicyResource]) -> Run:
        program, self._program = self._program, ProgramInputs()
        found: list[Credential] = []

        def on_error(urn: str, error: Exception) -> None:
            program.internal_errors.append(f"reading {urn}: {error!r}")

        for resource in resources:
            try:
                found += program.credentials.get(resource.urn, ()) if program.inputs else _credentials(resource)
            except Exception as error:
                on_error(resource.urn, error)
        records = read_stack(resources, program.inputs, on_error)
        return Run(records, found, self._today(), program.internal_errors)


def _credentials(resource: PolicyResource | ResourceValidationArgs) -> tuple[Credential, ...]:
    label = f"{resource.resource_type.rpartition(':')[2]} {resource.name}"
    return tuple(credentials(resource.urn, label, resource.props))
