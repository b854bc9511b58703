"""The policy pack: one policy per limit, in the order of their table, the policies about flows, and the reports."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pulumi_policy import Policy, PolicyPack

from .._pulumi_internals import adapted_sdk
from ..flows import FLOW_RULES
from ..rules import RULES
from .flow_policy import flow_policy
from .limit_policy import limit_policy
from .report_policies import exempted_policy, inputs_policy, undetermined_policy
from .secret_policy import mark_secrets_policy
from .session import Session

NAME = "alicloud-ipv6"


def folder() -> Path:
    """Return the folder of PulumiPolicy.yaml: that of the installed package, or its parent in a checkout."""
    package = Path(__file__).resolve().parents[1]
    return package if (package / "PulumiPolicy.yaml").exists() else package.parent


def policies(today: Callable[[], date] = date.today) -> list[Policy]:
    """Return the policies, for one pack in this order; `today` returns the date by which exemptions expire."""
    session = Session(today)
    of_limits = [limit_policy(rule, position, session) for position, rule in enumerate(RULES)]
    of_flows = [flow_policy(rule, len(RULES) + place, session) for place, rule in enumerate(FLOW_RULES)]
    judging = [*of_limits, *of_flows]
    reports = [undetermined_policy(len(judging), session), exempted_policy(len(judging) + 1, session)]
    return [mark_secrets_policy(), inputs_policy(session), *judging, *reports]


@contextmanager
def served_policies() -> Iterator[list[Policy]]:
    """Yield the policies for a server of the SDK, which is adapted to them until the end of the block."""
    with adapted_sdk():
        yield policies()


def serve() -> None:
    """Serve the pack until the engine ends the process.

    The cyclic garbage collector would scan the whole stack again and again while it is read and judged, at a cost per
    resource that grows with the stack; reference counts release it without the collector.
    """
    gc.disable()
    with served_policies() as own:
        PolicyPack(NAME, own)
