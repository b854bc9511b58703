"""What the policies of the pack share during one run: the plan, and what could not be told or was exempted.

The engine asks for the policies of a pack one after the other, in its order, and hands each of them the resources
anew. So whoever asks first has them read, and a policy that comes no later than the last one begins a new run.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pulumi_policy import PolicyResource, ResourceValidationArgs

from .exemptions import Exemption
from .plan.build import build
from .plan.credentials import Credential, credentials
from .plan.model import Plan
from .plan.outside import Facts
from .plan.reader import Inputs, read_inputs, read_stack
from .plan.record import Record
from .verdicts import Verdict


@dataclass
class Run:
    """One run over a stack."""

    records: Sequence[Record]
    credentials: Sequence[Credential]
    today: date
    open: list[tuple[str, Verdict]] = field(default_factory=list)
    """What cannot be told yet, with the limit's id."""
    exempted: list[tuple[str, Verdict, Exemption]] = field(default_factory=list)
    """Violations that are exempted, with the limit's id."""
    unused: list[tuple[str, Exemption]] = field(default_factory=list)
    """Exemptions that cover no violation, with the limit's id."""
    troubles: list[str] = field(default_factory=list)
    """What went wrong inside the pack itself."""
    _plans: list[tuple[Facts, Plan]] = field(default_factory=list)

    def plan(self, facts: Facts) -> Plan:
        """Return the plan, given what is told of things outside the stack; built once for the same facts."""
        for known, plan in self._plans:
            if known == facts:
                return plan
        built = build(self.records, self.credentials, facts)
        self._plans.append((facts, built))
        return built


@dataclass
class _Told:
    """What the program gave, resource by resource, since the last run."""

    inputs: dict[str, Inputs] = field(default_factory=dict)
    """By URN, of the kinds that the limits know; an empty one for any other resource."""
    credentials: dict[str, tuple[Credential, ...]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


class Session:
    """The runs of a pack's process."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """`today` tells the day by which exemptions expire."""
        self._today = today
        self._told = _Told()
        self._run: Run | None = None
        self._last = -1

    def note_inputs(self, args: ResourceValidationArgs) -> None:
        """Remember what the program gave for a resource, which the whole stack's resources do not tell later on."""
        try:
            inputs = read_inputs(args.resource_type, args.props)
            self._told.inputs[args.urn] = inputs or {}
            self._told.credentials[args.urn] = _credentials(args)
        except Exception as error:
            self._told.troubles.append(f"reading {args.urn}: {error!r}")

    def run_at(self, position: int, resources: Sequence[PolicyResource]) -> Run:
        """Return the run that the policy at this position of the pack belongs to."""
        if self._run is None or position <= self._last:
            self._run = self._begin(resources)
        self._last = position
        return self._run

    def _begin(self, resources: Sequence[PolicyResource]) -> Run:
        told, self._told = self._told, _Told()
        found: list[Credential] = []

        def trouble(urn: str, error: Exception) -> None:
            told.troubles.append(f"reading {urn}: {error!r}")

        for resource in resources:
            try:
                found += told.credentials.get(resource.urn, ()) if told.inputs else _credentials(resource)
            except Exception as error:
                trouble(resource.urn, error)
        records = read_stack(resources, told.inputs, trouble)
        return Run(records, found, self._today(), troubles=told.troubles)


def _credentials(resource: PolicyResource | ResourceValidationArgs) -> tuple[Credential, ...]:
    label = f"{resource.resource_type.rpartition(':')[2]} {resource.name}"
    return tuple(credentials(resource.urn, label, resource.props))
