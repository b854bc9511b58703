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
from .plan.model import Plan
from .plan.outside import Facts
from .plan.reader import Inputs, read_inputs, read_stack
from .plan.record import Record
from .verdicts import Verdict


@dataclass
class Run:
    """One run over a stack."""

    records: Sequence[Record]
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
        built = build(self.records, facts)
        self._plans.append((facts, built))
        return built


class Session:
    """The runs of a pack's process."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """`today` tells the day by which exemptions expire."""
        self._today = today
        self._inputs: dict[str, Inputs] = {}
        self._troubles: list[str] = []
        self._run: Run | None = None
        self._last = -1

    def note_inputs(self, args: ResourceValidationArgs) -> None:
        """Remember what the program gave for a resource, which the whole stack's resources do not tell later on."""
        try:
            inputs = read_inputs(args.resource_type, args.props)
        except Exception as error:
            self._troubles.append(f"reading {args.urn}: {error!r}")
        else:
            if inputs is not None:
                self._inputs[args.urn] = inputs

    def run_at(self, position: int, resources: Sequence[PolicyResource]) -> Run:
        """Return the run that the policy at this position of the pack belongs to."""
        if self._run is None or position <= self._last:
            self._run = self._begin(resources)
        self._last = position
        return self._run

    def _begin(self, resources: Sequence[PolicyResource]) -> Run:
        troubles, self._troubles = self._troubles, []
        inputs, self._inputs = self._inputs, {}

        def trouble(urn: str, error: Exception) -> None:
            troubles.append(f"reading {urn}: {error!r}")

        return Run(read_stack(resources, inputs, trouble), self._today(), troubles=troubles)
