"""The request log: one line per request with time, account, action, ids, result and milliseconds.

Only ids are taken from answers and from the parameters that are known to hold some, so passwords, keys, user data and
what a client invents are never logged.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args

import msgspec

from alicloud_sandbox.core.faults import FaultKind
from alicloud_sandbox.gateway import products

_ID = re.compile(
    r"(?:c|d|eni|eni-perm|i|ip|ipv6|ipv6bw|ipv6gw|ipv6py|rg|sg|sgr|t|vpc|vrt|vsw|vtb)-[a-z0-9]{4,32}", re.ASCII
)
_NAMED = re.compile(r"(?:^|\.)[A-Za-z0-9]*Ids?(?:\.\d+)?$")
_NOT_OBJECTS = frozenset(
    {"Id", "AccessKeyId", "RegionId", "ZoneId", "RequestId", "OwnerId", "ResourceOwnerId", "HostId"}
)
_SECRET = re.compile("External|Password|Secret|Token|Key|Credential")
_WORD = re.compile(r"[A-Za-z0-9.]{1,80}")
_MOST_IDS = 8

logger = logging.getLogger("sandbox.requests")


def line(
    account: str,
    action: str,
    parameters: Mapping[str, str],
    status: int,
    body: Mapping[str, Any],
    seconds: float,
    fault: FaultKind | None = None,
) -> str:
    """Format the log line of one answered request; an error shows its code, and an unknown action is `?`.

    A fault ends the line; a request that it prevented has no result.
    """
    asked = ((name, value) for name, value in parameters.items() if _leaf(name) in _id_parameters())
    ids = list(dict.fromkeys((*_ids(asked), *_ids(body.items()))))
    more = f",+{len(ids) - _MOST_IDS}" if len(ids) > _MOST_IDS else ""
    result = str(body.get("Code", "OK")) if status != 200 else "OK"
    result = result if _WORD.fullmatch(result) else "?"
    shown = ",".join(ids[:_MOST_IDS]) + more or "-"
    outcome = "-" if fault is FaultKind.RESET_BEFORE else f"{status}/{result}"
    ending = f" fault={fault}" if fault else ""
    return f"account={account} action={action} ids={shown} result={outcome} ms={seconds * 1000:.1f}{ending}"


def _ids(items: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, value in items:
        if name in _NOT_OBJECTS:
            continue
        if isinstance(value, Mapping):
            yield from _ids((name if isinstance(inner, list) else key, inner) for key, inner in value.items())
        elif isinstance(value, list):
            yield from _ids((name, inner) for inner in value)
        elif (_NAMED.search(name) or "IdSet" in name) and not _SECRET.search(name):
            yield from (found for found in re.split(r'[\[\]", ]+', str(value)) if _ID.fullmatch(found))


def _leaf(name: str) -> str:
    """Return the part of a parameter's name that says what it is: `VSwitchId` of `NetworkInterface.1.VSwitchId`."""
    return next((part for part in reversed(name.split(".", 8)) if not part.isdigit()), "")


@cache
def _id_parameters() -> frozenset[str]:
    """Return the names of the parameters of all actions, also those inside of records."""
    found: set[str] = set()
    pending: list[Any] = [action.params for action in products.ACTIONS.values()]
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            found.update(kind.__struct_encode_fields__)
            pending += [field.type for field in msgspec.structs.fields(kind)]
        pending += get_args(kind)
    return frozenset(name for name in found if _NAMED.search(name) and name not in _NOT_OBJECTS)
