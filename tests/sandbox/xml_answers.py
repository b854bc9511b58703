"""Answers in XML, read back for a comparison with the same answers in JSON."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from alicloud_sandbox.gateway.answer_formats import AnswerFormat, encode


def through_xml(answer: Mapping[str, Any], action: str) -> object:
    """Write an answer as XML and read it back."""
    return read_back(fromstring(encode(answer, action, AnswerFormat.XML)))


def read_back(element: Element) -> object:
    """Read an element as the answer that it was, with text for every value and lists for every name."""
    if len(element) == 0:
        return element.text or ""
    found: dict[str, list[object]] = {}
    for child in element:
        found.setdefault(child.tag, []).append(read_back(child))
    return found


def in_text(value: object) -> Any:  # noqa: ANN401 (JSON)
    """Return a value in the form of `read_back`; an empty record or list is not to be told from an empty text."""
    if isinstance(value, dict):
        rows = {name: item if isinstance(item, list) else [item] for name, item in value.items()}
        return {name: [in_text(item) for item in items] for name, items in rows.items() if items} or ""
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
