"""Credentials among properties: passwords, access keys and other secrets, found by name.

The name is that of the property or, in a list of environment variables, the name beside the value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy import Secret

from alicloud_rules.three_valued import Ternary, unknown

from .._pulumi_internals import has_secret_marks, is_placeholder, with_secret_marks
from .credential_names import is_credential_name
from .plain_values import UNKNOWN, plain

_VALUE, _NAMES = "value", ("name", "key")
"""An environment variable as an object: its value, and the properties that may hold its name."""
_BOOLEANS = ("true", "false", "yes", "no")
_REDACTED = "[secret]"
"""The placeholder of the CLI for a secret that it cannot decrypt."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A property that holds a credential, judging by its name."""

    urn: str
    label: str
    name: str
    secret: Ternary
    """Whether the program marks it as a secret."""


def credentials(urn: str, label: str, props: Mapping[str, object]) -> Iterator[Credential]:
    """Yield the non-empty credentials among the properties of a resource, at any depth."""
    if has_secret_marks(props):
        for name, secret in _walk(with_secret_marks(props)):
            yield Credential(urn, label, name, secret)
        return
    # Without marks, a secret value cannot be distinguished from a plain one.
    for name, secret in _walk(plain(props)):
        yield Credential(urn, label, name, secret or unknown(f"whether {name} of {label} is a secret"))


def needs_a_mark(name: str, value: object) -> bool:
    """Return whether a property holds a credential that is not marked as a secret."""
    return is_credential_name(name) and _marked(value, name) is False


def name_of_value(key: str, siblings: Mapping[str, object]) -> str:
    """Return the name of a property's value: its key, or for the value of an environment variable the variable's."""
    if key == _VALUE:
        for other in _NAMES:
            if isinstance(name := siblings.get(other), str):
                return name
    return key


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Ternary]]:  # noqa: ANN401 (a property of any type)
    if isinstance(value, dict):
        for key, inner in value.items():
            name, named = f"{path}.{key}" if path else str(key), name_of_value(key, value)
            if is_credential_name(named) and (found := _marked(inner, name)) is not None:
                yield name if named == key else f"{name} ({named})", found
            else:
                yield from _walk(inner, name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{index}]")


def _marked(value: object, name: str) -> Ternary | None:
    """Return whether a value is marked as a secret; None when it is empty or a boolean."""
    if isinstance(value, Secret):
        return True
    if value is UNKNOWN or is_placeholder(value):
        return unknown(name)
    if not isinstance(value, str) or not value or value.lower() in _BOOLEANS:
        return None
    return value == _REDACTED
