"""Values that the check cannot know although the program wants them plain: secrets, and what data sources answer.

Each is stood in for by a text of its own, its mark. A program can pass a mark on, join it to other texts and hand it to
a resource; there, every text that holds a mark is an unknown value again, as policies know it. So a mark never looks
like a known value to a policy. What a program computes from a mark otherwise (its length, a hash) is out of reach.
"""

import hashlib
import re

from google.protobuf import struct_pb2
from pulumi.runtime import rpc

_FORM = re.compile(r"Unknown-[0-9a-f]{12}")
_BYTES = re.compile(rb"Unknown-[0-9a-f]{12}")


class Unknowns:
    """The marks given out in one run, each with what it stands for."""

    def __init__(self) -> None:
        """None yet."""
        self.labels: dict[str, str] = {}

    def mark(self, label: str) -> str:
        """The mark for what ``label`` names, such as a key of the config: the same label has the same mark.

        It has 20 characters, among them upper and lower case, digits and a hyphen, and begins with a letter, so that
        it passes for a name, an id or a password where a program looks at the form of its values.
        """
        text = f"Unknown-{hashlib.sha256(label.encode()).hexdigest()[:12]}"
        self.labels[text] = label
        return text

    def explained(self, text: str) -> str:
        """The text with each mark replaced by what it stands for."""
        return _FORM.sub(lambda found: f"[unknown: {self.labels.get(found[0], 'a value')}]", text)


def cleaned(properties: struct_pb2.Struct) -> struct_pb2.Struct:
    """The properties, in place, with every text that holds a mark made unknown."""
    if _BYTES.search(properties.SerializeToString()):
        for value in properties.fields.values():
            _clean(value)
    return properties


def _clean(value: struct_pb2.Value) -> None:
    kind = value.WhichOneof("kind")
    if kind == "string_value" and _FORM.search(value.string_value):
        value.string_value = rpc.UNKNOWN
    elif kind == "list_value":
        for inner in value.list_value.values:
            _clean(inner)
    elif kind == "struct_value":
        for inner in value.struct_value.fields.values():
            _clean(inner)


def is_unknown(value: struct_pb2.Value) -> bool:
    """Whether the value is unknown or holds an unknown anywhere."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return value.string_value == rpc.UNKNOWN
    if kind == "list_value":
        return any(is_unknown(inner) for inner in value.list_value.values)
    if kind == "struct_value":
        return any(is_unknown(inner) for inner in value.struct_value.fields.values())
    return False
