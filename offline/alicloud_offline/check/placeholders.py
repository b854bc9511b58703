"""Placeholders for values that a program reads but the check cannot know: secrets and answers of data sources.

Each is a unique string. The program may pass it on or join it to other strings. In the inputs of a resource, every
string that contains a placeholder becomes an unknown value, so that a policy never sees a placeholder as a known one.
A value computed from a placeholder in another way, such as its length or hash, counts as known.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from google.protobuf import struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN

_PATTERN = re.compile(r"Unknown-[0-9a-f]{12}")
_BYTES = re.compile(_PATTERN.pattern.encode())


class Placeholders:
    """Placeholders of one run; `labels` has the name of the value that each one replaces."""

    def __init__(self, labels: Mapping[str, str] = MappingProxyType({})) -> None:
        self.labels = dict(labels)

    def create(self, label: str) -> str:
        """Return the placeholder of the value named `label`, such as a configuration key.

        It has 20 characters, begins with a letter, and contains upper and lower case letters, digits and a hyphen, so
        that it passes a program's own checks of a name, an id or a password.
        """
        placeholder = f"Unknown-{hashlib.sha256(label.encode()).hexdigest()[:12]}"
        self.labels[placeholder] = label
        return placeholder

    def explain(self, message: str) -> str:
        """Return the message with each placeholder replaced by the name of its value."""
        return _PATTERN.sub(lambda found: f"[unknown: {self.labels.get(found[0], 'a value')}]", message)


def replace_placeholders(properties: struct_pb2.Struct) -> struct_pb2.Struct:
    """Make every string that contains a placeholder unknown, in place, and return the properties."""
    if _BYTES.search(properties.SerializeToString()):
        for value in properties.fields.values():
            for string in _strings(value):
                if _PATTERN.search(string.string_value):
                    string.string_value = UNKNOWN
    return properties


def contains_unknown(value: struct_pb2.Value) -> bool:
    """Return whether the value is unknown or contains an unknown value."""
    return any(string.string_value == UNKNOWN for string in _strings(value))


def _strings(value: struct_pb2.Value) -> Iterator[struct_pb2.Value]:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        yield value
    elif kind in ("list_value", "struct_value"):
        inner = value.list_value.values if kind == "list_value" else value.struct_value.fields.values()
        for one in inner:
            yield from _strings(one)
