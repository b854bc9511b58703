"""Observations of `make verify-cloud` on the real service: one file for each run, named by its date.

No file means that nobody has run it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "observed"
SERVICE = "Alibaba Cloud"


class Observation(msgspec.Struct, frozen=True):
    """The answers of the service and the sandbox to the same requests."""

    service: str
    sandbox: str
    date: str = ""


class Run(msgspec.Struct):
    """The file of one run; `items` has an observation for each key of an assumption."""

    target: str
    date: str
    region: str
    items: dict[str, Observation]
    not_observed: dict[str, str] = {}
    """The assumptions that this run could not try, with the reason."""


@cache
def newest() -> Mapping[str, Observation]:
    """Return the newest observation of each assumption that was tried."""
    found: dict[str, Observation] = {}
    for file in sorted(FOLDER.glob("*.json")):
        run = msgspec.json.decode(file.read_bytes(), type=Run)
        if run.target != SERVICE:
            raise ValueError(f"{file} has observations of {run.target}, not of {SERVICE}; remove it.")
        found |= {key: Observation(one.service, one.sandbox, run.date) for key, one in run.items.items()}
    return found


def date_of_code(product: str, answer: str) -> str:
    """Return when the service last answered an action of a product with this `STATUS CODE`; empty if never."""
    return max((one.date for key, one in newest().items() if _is_of(key, product) and _has(one, answer)), default="")


def _is_of(key: str, product: str) -> bool:
    return key.startswith((f"{product}.", f"{product}:"))


def _has(observation: Observation, answer: str) -> bool:
    return any(part == answer or part.endswith(f" {answer}") for part in observation.service.split("; "))
