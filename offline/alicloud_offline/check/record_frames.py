"""The record of a program's run: frames that the program's process writes and the judging process reads.

A frame is a byte for its kind, four bytes for the length of its content, and the content: a message of the resource
monitor's protocol, or JSON. Nothing in it is executed, and its size is limited, because the program can write to it.
"""

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from alicloud_offline.offline_error import OfflineError

MOST_BYTES = 256 * 1024 * 1024
"""Longest record; a resource takes one or two KiB."""

_HEAD = struct.Struct(">cI")


class Kind(Enum):
    """Kinds of frames; a record has exactly one of the last two, at its end."""

    REGISTER = b"r"
    READ = b"g"
    OUTPUTS = b"o"
    STACK_TRANSFORM = b"t"
    FAILED = b"f"
    COMPLETE = b"c"


LAST = (Kind.FAILED, Kind.COMPLETE)

Write = Callable[[bytes], object]


class RecordError(OfflineError):
    """The record is not one that the check's own code writes."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The record of the program's run is invalid: {reason}. Look for code that interferes with it."
        )


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """Return a frame as bytes."""
    return _HEAD.pack(kind.value, len(content)) + content


def json_frame(kind: Kind, content: Mapping[str, Any]) -> bytes:
    """Return a frame whose content is an object of JSON."""
    return frame(kind, json.dumps(content).encode())


def json_content(content: bytes) -> dict[str, Any]:
    """Return the object of a JSON frame; raise RecordError for anything else."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RecordError("a frame is not an object of JSON")
    return found


class FrameReader:
    """Splits a stream into frames; `ended` is true after the last one."""

    def __init__(self) -> None:
        self.ended = False
        self._pending = bytearray()
        self._total = 0

    def frames(self, received: bytes) -> Iterator[tuple[Kind, bytes]]:
        """Yield the frames that are complete with these bytes; raise RecordError for an invalid one."""
        self._total += len(received)
        if self._total > MOST_BYTES:
            raise RecordError(f"it has more than {MOST_BYTES // 1024 // 1024} MiB")
        self._pending += received
        start = 0
        while len(self._pending) - start >= _HEAD.size:
            if self.ended:
                break
            kind, length = _HEAD.unpack_from(self._pending, start)
            if length > MOST_BYTES:
                raise RecordError("a frame is too long")
            end = start + _HEAD.size + length
            if len(self._pending) < end:
                break
            found, content = self._kind(kind), bytes(self._pending[start + _HEAD.size : end])
            self.ended, start = found in LAST, end
            yield found, content
        del self._pending[:start]
        if self.ended and self._pending:
            raise RecordError("something follows its end")

    def _kind(self, value: bytes) -> Kind:
        try:
            return Kind(value)
        except ValueError:
            raise RecordError(f"it has a frame of the unknown kind {value!r}") from None
