"""Decide which candidate an interrupted create made, if that is certain."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from .candidates import Candidate
from .stack_state import InterruptedCreate
from .timestamps import parse_time

CLOCK_TOLERANCE = timedelta(minutes=2)
"""How much earlier than recorded a creation may appear: ECS cuts off the seconds, and clocks differ."""


class Outcome(Enum):
    """The ways to deal with an interrupted create."""

    TAKE_OVER = "take over"
    """One candidate, with all recorded inputs: the engine gets its ID."""
    FORGET = "forget"
    """Nothing was created, or the resource completes its own creation: the next `pulumi up` creates it."""
    UNCLEAR = "unclear"
    """Something exists that may be it; a person has to decide."""


@dataclass(frozen=True)
class Decision:
    """The outcome for one interrupted create, and the reason."""

    create: InterruptedCreate
    outcome: Outcome
    reason: str
    id: str = ""
    """The ID to take over; empty for the other outcomes."""


def decide(create: InterruptedCreate, candidates: Sequence[Candidate], known: set[tuple[str, str]]) -> Decision:
    """Decide about one create; `known` is type and ID of everything that a state has already."""
    possible = [one for one in candidates if (create.type, one.id) not in known and _may_be_new(one, create.not_before)]
    if not possible:
        return Decision(create, Outcome.FORGET, "nothing was created")
    if create.known_id:
        found = ", ".join(one.id for one in possible)
        return Decision(
            create, Outcome.UNCLEAR, f"the stack has {create.known_id} already; delete what it does not use: {found}"
        )
    different = {one.id: differences(create.inputs, one.observed) for one in possible}
    matching = [one for one in possible if not different[one.id]]
    if len(matching) == 1:
        return Decision(create, Outcome.TAKE_OVER, _compared(create, matching[0]), matching[0].id)
    if matching:
        return Decision(create, Outcome.UNCLEAR, f"several match: {', '.join(one.id for one in matching)}")
    said = "; ".join(f"{identifier} differs in {', '.join(names)}" for identifier, names in different.items())
    return Decision(create, Outcome.UNCLEAR, said)


def without_conflicts(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions, those unclear that would take one thing over twice."""
    every = list(decisions)
    counts = Counter((one.create.type, one.id) for one in every if one.id)
    return [
        replace(one, outcome=Outcome.UNCLEAR, reason=f"{one.id} matches more than one create", id="")
        if counts[one.create.type, one.id] > 1
        else one
        for one in every
    ]


def differences(inputs: Mapping[str, Any], observed: Mapping[str, Any]) -> list[str]:
    """Return the names of the inputs whose values the service shows otherwise."""
    return sorted(name for name, value in observed.items() if name in inputs and not _same(name, inputs[name], value))


def _same(name: str, recorded: Any, observed: Any) -> bool:  # noqa: ANN401 - values of any input
    if name == "tags":
        # Some types get their tags only after they exist.
        return all((recorded or {}).get(key) == value for key, value in (observed or {}).items())
    return bool(_normalized(recorded) == _normalized(observed))


def _normalized(value: Any) -> Any:  # noqa: ANN401 - values of any input
    """Return a value without what does not distinguish it: order, number formats, the spaces of JSON."""
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return sorted((_normalized(one) for one in value), key=str)
    if isinstance(value, Mapping):
        return {key: _normalized(one) for key, one in value.items()}
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value)
    try:
        return _normalized(json.loads(text)) if text[:1] in ("{", "[") else text
    except ValueError:
        return text


def _may_be_new(candidate: Candidate, not_before: datetime) -> bool:
    created = parse_time(candidate.created)
    if created is None:
        return True
    return created + CLOCK_TOLERANCE >= not_before


def _compared(create: InterruptedCreate, found: Candidate) -> str:
    shown = found.observed.keys() | found.identified_by
    unseen = sorted((create.inputs.keys() | create.secrets) - shown)
    said = f"the only one; equal: {', '.join(sorted(shown & create.inputs.keys()))}"
    return f"{said}; not shown by the service: {', '.join(unseen)}" if unseen else said
