"""Answers as JSON or XML: as `Format` says, which is XML by default in signature version 1.

Source: "Response results" and "Common parameters" in the API references of ECS, RAM and STS.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any
from xml.etree.ElementTree import Element, tostring

import msgspec

from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.iam.signature import SignedRequest


class AnswerFormat(Enum):
    """A format, by its value of `Format` in lower case."""

    JSON = "json"
    XML = "xml"

    @property
    def content_type(self) -> str:
        """The media type."""
        return "application/json" if self is AnswerFormat.JSON else "text/xml"


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_of(request: SignedRequest) -> AnswerFormat:
    """Return the format for the answer to a request.

    Requests that are signed in their headers are answered as JSON without `Format`; that they never get XML by default
    is assumed.
    """
    asked = request.query.get("Format") or request.form.get("Format") or ""
    if not asked:
        return AnswerFormat.JSON if "authorization" in request.headers else AnswerFormat.XML
    try:
        return AnswerFormat(asked.lower())
    except ValueError:
        raise invalid("Format", f"{asked!r} is neither JSON nor XML") from None


def encode(body: Mapping[str, Any], action: str, chosen: AnswerFormat) -> bytes:
    """Encode an answer; in XML its root is `<ActionResponse>`, or `<Error>` for a body with a `Code`."""
    if chosen is AnswerFormat.JSON:
        return msgspec.json.encode(body)
    root = Element("Error" if "Code" in body else f"{action}Response")
    root.extend(_elements(body))
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _elements(body: Mapping[str, Any]) -> Iterator[Element]:
    """Yield the elements of a record; a list is one element per item, each with the list's name."""
    for name, value in body.items():
        for item in value if isinstance(value, list) else [value]:
            element = Element(name)
            if isinstance(item, Mapping):
                element.extend(_elements(item))
            elif item is not None:
                element.text = _NOT_IN_XML.sub("\ufffd", str(item).lower() if isinstance(item, bool) else str(item))
            yield element
