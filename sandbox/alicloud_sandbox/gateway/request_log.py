"""The request log: one line per request with time, account, action, ids, result and milliseconds.

Only ids are taken from parameters and answers, so passwords, keys and user data are never logged.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_ID = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z]+)?-[a-z0-9]{4,}$")
_NAMED = re.compile(r"(?:^|\.)[A-Za-z0-9]*Ids?(?:\.\d+)?$")
_NOT_OBJECTS = frozenset(
    {"Id", "AccessKeyId", "RegionId", "ZoneId", "RequestId", "OwnerId", "ResourceOwnerId", "HostId"}
)
_ACTION = re.compile(r"[A-Za-z0-9.]{1,80}")
_MOST_IDS = 8

logger = logging.getLogger("sandbox.requests")


def line(
    account: str, action: str, parameters: Mapping[str, str], status: int, body: Mapping[str, Any], seconds: float
) -> str:
    """Format the log line of one answered request; an error shows its code, and an impossible action name is `?`."""
    ids = list(dict.fromkeys((*_ids(parameters.items()), *_ids(body.items()))))
    more = f",+{len(ids) - _MOST_IDS}" if len(ids) > _MOST_IDS else ""
    result = str(body.get("Code", "OK")) if status != 200 else "OK"
    known = action if action == "-" or _ACTION.fullmatch(action) else "?"
    shown = ",".join(ids[:_MOST_IDS]) + more or "-"
    return f"account={account} action={known} ids={shown} result={status}/{result} ms={seconds * 1000:.1f}"


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
