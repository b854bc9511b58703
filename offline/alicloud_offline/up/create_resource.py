"""Create one resource through the API, and wait until it is ready."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jmespath

from alicloud_ipv6.api import Api, Deadline, DeadlineError
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.resource_tables import RESOURCE_TABLES, ResourceTable
from alicloud_offline.up.supported import check_supported

TIMEOUT = 120.0
"""Seconds that a resource may take to become ready."""

State = dict[str, Any]
"""Outputs of a resource by property."""


@dataclass(frozen=True)
class ResourceRequest:
    """One registered resource; `inputs` are plain values, without secrets."""

    urn: str
    type: str
    inputs: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return the resource's name in the program."""
        return self.urn.rpartition("::")[2]

    @property
    def token(self) -> str:
        """Return a ClientToken that is the same in every run, so that a second run finds the resource of the first."""
        return hashlib.sha256(self.urn.encode()).hexdigest()


def create_by_table(api: Api, request: ResourceRequest) -> tuple[str, State]:
    """Create the resource by its type's table; return its id and state."""
    table = RESOURCE_TABLES[request.type]
    token = {"ClientToken": request.token} if table.token else {}
    answer = api.call(table.product, table.create, {**_parameters(request, table), **token})
    identifier = str(jmespath.search(table.id, answer))
    state = dict(request.inputs)
    if read := table.read:
        query = {read.parameter: json.dumps([identifier]) if read.in_json else identifier}
        found = wait_until(
            lambda: jmespath.search(read.path, api.call(table.product, read.action, query)),
            table.ready,
            f"{request.type} {identifier}",
        )
        state |= {name: jmespath.search(path, found) for name, path in table.outputs.items()}
    return identifier, state


def wait_until(read: Callable[[], Mapping[str, Any] | None], ready: Collection[str], what: str) -> Mapping[str, Any]:
    """Read until `Status` is one of `ready` (any, if empty); raise OfflineError with the name `what` after TIMEOUT."""
    last: Mapping[str, Any] | None = None

    def probe() -> Mapping[str, Any] | None:
        nonlocal last
        last = read()
        return last if last and (not ready or last.get("Status") in ready) else None

    try:
        return Deadline(TIMEOUT).until(probe, f"{what} to be {' or '.join(ready) or 'there'}")
    except DeadlineError as error:
        raise OfflineError(f"{error} It is {last.get('Status') if last else 'missing'}.") from None


def check_inputs(request: ResourceRequest, supported: Iterable[str]) -> None:
    """Raise OfflineError for an input that is not supported."""
    check_supported(request.inputs, supported, request.type)


def _parameters(request: ResourceRequest, table: ResourceTable) -> dict[str, object]:
    check_inputs(request, {*table.inputs, *table.unsent})
    found: dict[str, object] = {}
    for name in request.inputs.keys() & table.inputs.keys():
        parameter, value = table.inputs[name], request.inputs[name]
        if parameter == "Tag":
            value = [{"Key": key, "Value": inner} for key, inner in value.items()]
        found[parameter] = value
    return found
