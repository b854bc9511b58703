"""Policies that read the flows of a stack and judge nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from pulumi_policy import Policy, ReportViolation, StackValidationArgs, StackValidationPolicy

from .._pulumi_internals import adapted_sdk
from ..flows.stack_flows import StackFlows
from .report_policies import inputs_policy
from .session import Session


class FlowReader:
    """Reads the flows of the stack on which its policies run."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._session = Session()
        self._flows: StackFlows | None = None

    def policies(self) -> list[Policy]:
        """Return the policies, for one run."""

        def read(args: StackValidationArgs, _report: ReportViolation) -> None:
            self._flows = self._session.run_at(0, args.resources).flows({})

        return [inputs_policy(self._session), StackValidationPolicy("flows", "Reads the flows of the stack.", read)]

    @property
    def flows(self) -> StackFlows:
        """The flows; RuntimeError before the run."""
        if self._flows is None:
            raise RuntimeError("The policies of this reader have not run.")
        return self._flows


@contextmanager
def flow_reader() -> Iterator[FlowReader]:
    """Yield a reader for a server of the SDK, which is adapted to it until the end of the block."""
    with adapted_sdk():
        yield FlowReader()
