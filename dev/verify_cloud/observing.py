"""Run probes one after the other; one that fails does not end the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dev.verify_cloud.cloud import ApiError, DeadlineError
from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import Probe


@dataclass
class Observed:
    """The observations of probes, by their names, and the reasons why some observed nothing."""

    answers: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def observe(lab: Lab, probes: Iterable[Probe], say: Callable[[str], None]) -> Observed:
    """Run each probe once."""
    observed = Observed()
    for probe in probes:
        try:
            observed.answers[probe.name] = answer = probe.observe(lab)
        except ApiError as error:
            # Not the message: it may name the account.
            observed.failures[probe.name] = answer = f"failed: {error.action} {error.status} {error.code}"
        except (DeadlineError, ValueError) as error:
            observed.failures[probe.name] = answer = f"failed: {error}"
        say(f"{probe.name}: {answer}")
    return observed


def keyed(observed: Mapping[str, str], probes: Iterable[Probe]) -> dict[str, str]:
    """Return the answers, or the failures, by the keys of the assumptions."""
    return {key: observed[probe.name] for probe in probes if probe.name in observed for key in probe.keys}
