"""Creates one resource through the API and waits until it is ready."""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jmespath

from alicloud_ipv6.openapi import Api
from alicloud_offline.errors import OfflineError
from alicloud_offline.kinds import KINDS, Kind, Read

#: How long a resource may take to become ready, and the pause between two looks, in seconds.
PATIENCE, PAUSE = 120.0, 0.5

State = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """One registered resource: its URN names it for good, ``inputs`` are plain values."""

    urn: str
    type: str
    inputs: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The resource's name in the program."""
        return self.urn.rpartition("::")[2]

    @property
    def token(self) -> str:
        """A ClientToken that stays the same over runs: a rerun finds what an earlier one created."""
        return hashlib.sha256(self.urn.encode()).hexdigest()


def create(api: Api, wanted: Wanted) -> tuple[str, State]:
    """Create the resource by its type's table; its id and its state."""
    kind = KINDS[wanted.type]
    token = {"ClientToken": wanted.token} if kind.token else {}
    answer = api.call(kind.product, kind.create, {**_parameters(wanted, kind), **token})
    identifier = str(jmespath.search(kind.id, answer))
    state = dict(wanted.inputs)
    if kind.read:
        found = until(_reader(api, kind, kind.read, identifier), kind.ready, f"{wanted.type} {identifier}")
        state |= {name: jmespath.search(path, found) for name, path in kind.outputs.items()}
    return identifier, state


def until(look: Callable[[], Mapping[str, Any] | None], ready: Collection[str], what: str) -> Mapping[str, Any]:
    """Look until ``Status`` is one of ``ready`` (any, when there are none); OfflineError when it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = look()
        if found and (not ready or found.get("Status") in ready):
            return found
        if time.monotonic() > deadline:
            shown = found.get("Status") if found else "not there"
            raise OfflineError(f"{what} is {shown} after {PATIENCE:.0f} s; it should be {' or '.join(ready)}.")
        time.sleep(PAUSE)


def _reader(api: Api, kind: Kind, read: Read, identifier: str) -> Callable[[], Mapping[str, Any] | None]:
    value = json.dumps([identifier]) if read.in_json else identifier

    def look() -> Mapping[str, Any] | None:
        answer = api.call(kind.product, read.action, {read.parameter: value})
        found: Mapping[str, Any] | None = jmespath.search(read.found, answer)
        return found

    return look


def only(wanted: Wanted, known: Iterable[str]) -> None:
    """Refuse a resource that has an input beyond the known ones."""
    for name in wanted.inputs:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise OfflineError(f"`offline up` does not know {name!r} of {wanted.type}; it knows {listed}.")


def _parameters(wanted: Wanted, kind: Kind) -> dict[str, object]:
    only(wanted, {*kind.inputs, *kind.unsent})
    found: dict[str, object] = {}
    for name in wanted.inputs.keys() & kind.inputs.keys():
        parameter, value = kind.inputs[name], wanted.inputs[name]
        found[parameter] = tags(value) if parameter == "Tag" else value
    return found


def tags(given: Mapping[str, object]) -> list[dict[str, object]]:
    """Tags as requests take them."""
    return [{"Key": key, "Value": value} for key, value in given.items()]
