"""Has a policy that takes longer than the caller waits."""

import time

from pulumi_policy import PolicyPack, StackValidationPolicy


def slow(args: object, report: object) -> None:
    """Take a while."""
    time.sleep(3)


PolicyPack("waiting", [StackValidationPolicy("slow", "Slow.", slow)])
