"""The request log: one line per request with time, account, action, ids, result and milliseconds.

Only ids are taken from parameters and answers, so passwords, keys and user data are never logged.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alicloud_sandbox.core.faults import FaultKind

_ID = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z]+)?-[a-z0-9]{4,}$")
_NAMED = re.compile(r"(?:^|\.)[A-Za-z0-9]*Ids?(?:\.\d+)?$")
_NOT_OBJECTS = frozenset(
    {"Id", "AccessKeyId", "RegionId", "ZoneId", "RequestId", "OwnerId", "ResourceOwnerId", "HostId"}
)
_ACTION = re.compile(r"[A-Za-z0-9.]{1,80}")
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
    """Format the log line of one answered request; an error shows its code, and an impossible action name is `?`.

    A fault ends the line; a request that it prevented has no result.
    """
    ids = list(dict.fromkeys((*_ids(parameters.items()), *_ids(body.items()))))
    more = f",+{len(ids) - _MOST_IDS}" if len(ids) > _MOST_IDS else ""
    result = str(body.get("Code", "OK")) if status != 200 else "OK"
    known = action if action == "-" or _ACTION.fullmatch(action) else "?"
    shown = ",".join(ids[:_MOST_IDS]) + more or "-"
    outcome = "-" if fault is FaultKind.RESET_BEFORE else f"{status}/{result}"
    ending = f" fault={fault}" if fault else ""
    return f"account={account} action={known} ids={shown} result={outcome} ms={seconds * 1000:.1f}{ending}"


def _ids(items: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, value in items:
        if name in _NOT_OBJECTS:
            continue
        if isinstance(value, Mapping):
            yield from _ids((name if isinstance(inner, list) else key, inner) for key, inner in value.items())
        elif isinstance(value, list):
            yield from _ids((name, inner) for inner in value)
        elif _NAMED.search(name) or "IdSet" in name:
            yield from (found for found in re.split(r'[\[\]", ]+', str(value)) if _ID.match(found))
