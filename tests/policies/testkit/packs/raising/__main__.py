"""Has a policy that raises."""

from pulumi_policy import PolicyPack, StackValidationPolicy


def broken(args: object, report: object) -> None:
    """Raise, as a policy with a mistake does."""
    raise KeyError("the mistake")


PolicyPack("raising", [StackValidationPolicy("broken", "Broken.", broken)])
