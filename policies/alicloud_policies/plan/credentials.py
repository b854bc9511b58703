"""Finds passwords, access keys and other secrets among properties, by their names, and whether they are marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy.secret import Secret, _DictSecretsProxy, _ListSecretsProxy

from .plain import UNKNOWN, is_unknown, plain
from .values import Truth, unknown

_ENDINGS = (
    "password",
    "passwd",
    "secret",
    "secretkey",
    "secretdata",
    "privatekey",
    "accesskey",
    "accesstoken",
    "securitytoken",
)
_ENCRYPTED = "kmsencrypted"
"""How names of values begin that are encrypted already."""
_REDACTED = "[secret]"
"""What the CLI puts in the place of a secret that it cannot decrypt."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A property that holds a secret, by its name."""

    urn: str
    label: str
    name: str
    secret: Truth
    """Whether the program marked it as secret."""


def credentials(urn: str, label: str, props: Mapping[str, object]) -> Iterator[Credential]:
    """Yield the credentials among a resource's properties, at any depth; empty ones are none."""
    if isinstance(props, _DictSecretsProxy):
        for name, secret in _walk(opened(props)):
            yield Credential(urn, label, name, secret)
        return
    # Without marks, every value looks like a plain one.
    for name, secret in _walk(plain(props)):
        yield Credential(urn, label, name, secret or unknown(f"whether {name} of {label} is a secret"))


def opened(value: Any) -> Any:  # noqa: ANN401 (a property of any kind)
    """Return properties in which secrets are marked as plain dicts and lists, the marks kept."""
    if isinstance(value, _DictSecretsProxy | _ListSecretsProxy):
        value = value["__target"]
    if isinstance(value, dict):
        return {key: opened(inner) for key, inner in value.items()}
    return [opened(inner) for inner in value] if isinstance(value, list) else value


def needs_a_mark(name: str, value: object) -> bool:
    """Whether a property of this name holds a credential that is not marked as secret."""
    return _is_credential(name) and _marked(value, name) is False


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Truth]]:  # noqa: ANN401 (a property of any kind)
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{path}.{key}" if path else str(key)
            if _is_credential(str(key)) and (found := _marked(inner, name)) is not None:
                yield name, found
            else:
                yield from _walk(inner, name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{place}]")


def _is_credential(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith(_ENDINGS) and not lowered.startswith(_ENCRYPTED)


def _marked(value: object, name: str) -> Truth | None:
    """Return whether a value is marked as secret; None when there is nothing to keep secret."""
    if isinstance(value, Secret):
        return True
    if value is UNKNOWN or is_unknown(value):
        return unknown(name)
    if not isinstance(value, str) or not value:
        return None
    return value == _REDACTED
