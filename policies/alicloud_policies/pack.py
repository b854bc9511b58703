"""The pack: every limit as a policy, in the order of the table of limits."""

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pulumi_policy import Policy, PolicyPack

from . import limits
from .limit_policy import limit_policy
from .report_policies import cannot_tell_policy, exempted_policy, inputs_policy
from .run import Session
from .secret_marks import keep_secrets_apart
from .secret_policy import mark_secrets_policy

NAME = "alicloud-ipv6"


def folder() -> Path:
    """Return the folder of PulumiPolicy.yaml: this package where it is installed, its parent in a checkout."""
    package = Path(__file__).resolve().parent
    return package if (package / "PulumiPolicy.yaml").exists() else package.parent


def policies(today: Callable[[], date] = date.today) -> list[Policy]:
    """Return the policies, to be used in this order and all in one pack; `today` tells when exemptions expire."""
    session = Session(today)
    found: list[Policy] = [mark_secrets_policy(), inputs_policy(session)]
    found += [limit_policy(check, position, session) for position, check in enumerate(limits.CHECKS)]
    last = len(limits.CHECKS)
    return [*found, cannot_tell_policy(last, session), exempted_policy(last + 1, session)]


def serve() -> None:
    """Answer the engine until it ends the process.

    The SDK reads the whole stack anew for each policy, and what it reads is let go without the collector of cycles,
    which would look through all of it again and again: the cost per resource would grow with the stack.
    """
    gc.disable()
    keep_secrets_apart()
    PolicyPack(NAME, policies())
