"""The registry of probes: each tries assumptions of the sandbox and returns what it observed as a string."""

from collections.abc import Callable
from dataclasses import dataclass

from dev.verify_cloud.lab import Lab

FREE, NETWORK, INSTANCE, OTHER_ACCOUNT = "free", "network", "instance", "other-account"
"""The needs of probes: nothing that stays, network resources and roles (free of charge), an instance, an account id."""

Observe = Callable[[Lab], str]


@dataclass(frozen=True)
class Probe:
    """`keys` are those of the assumptions that it tries, as in `alicloud_sandbox.cli.evidence`."""

    name: str
    needs: str
    keys: tuple[str, ...]
    observe: Observe

    @property
    def purpose(self) -> str:
        """The assumption in words: the first line of the function's docstring."""
        return (self.observe.__doc__ or "").partition("\n")[0]


PROBES: list[Probe] = []


def probe(needs: str, *keys: str) -> Callable[[Observe], Observe]:
    """Register a function as a probe under its name."""

    def register(function: Observe) -> Observe:
        PROBES.append(Probe(function.__name__, needs, keys, function))
        return function

    return register
