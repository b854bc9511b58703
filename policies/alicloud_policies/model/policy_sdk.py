"""Access to internals of the Pulumi policy SDK: wrapped properties, placeholders of unknown values, secret marks.

No other module of this package uses names that `pulumi_policy` does not export. The SDK wraps properties in proxies
that raise `UnknownValueError` for an unknown value from `[]`, `in`, `.get`, `.items` and iteration; `len` and listing
the keys are safe. Where secrets are marked, unknown values arrive as placeholder strings instead.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_policy import Secret, proxy
from pulumi_policy import policy as sdk_policy
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.proxy import UnknownValueError
from pulumi_policy.secret import _DictSecretsProxy, _ListSecretsProxy

from .three_valued import Unknown

TESTED_VERSION = "1.21"
"""The newest minor version of `pulumi-policy` that the tests have run with; pyproject.toml excludes later ones."""

Plain = Any
"""A dict, list, string, number, boolean or None; in any place `UNKNOWN`."""

UNKNOWN: Final = Unknown(frozenset())
"""An unknown value whose reason is not recorded."""

_PLACEHOLDERS = frozenset(value for name, value in vars(proxy).items() if name.startswith("UNKNOWN_"))
_MAX_DEPTH = 50


def plain(value: object, depth: int = 0) -> Plain:
    """Return the value as plain dicts and lists, with `UNKNOWN` for unknown values and for other types."""
    if isinstance(value, Secret):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return UNKNOWN if is_placeholder(value) else value
    if depth > _MAX_DEPTH:
        return UNKNOWN
    if isinstance(value, Mapping):
        return {key: plain(_entry(value, key), depth + 1) for key in value}
    if isinstance(value, Sequence):
        return [plain(_entry(value, index), depth + 1) for index in range(len(value))]
    return UNKNOWN


def pick(values: Mapping[str, object], names: Sequence[str]) -> dict[str, Plain]:
    """Return those of the named properties that are present."""
    present = set(values)
    return {name: plain(_entry(values, name)) for name in names if name in present}


def is_placeholder(value: object) -> bool:
    """Return whether the protocol sends this string in place of an unknown value."""
    return isinstance(value, str) and value in _PLACEHOLDERS


def _entry(values: Any, key: Any) -> object:  # noqa: ANN401 (a wrapped mapping or sequence)
    try:
        return values[key]
    except UnknownValueError:
        return UNKNOWN


def has_secret_marks(props: object) -> bool:
    """Return whether the SDK marked the secrets among these properties."""
    return isinstance(props, _DictSecretsProxy)


def with_secret_marks(value: Any) -> Any:  # noqa: ANN401 (a property of any type)
    """Return properties with marked secrets as plain dicts and lists of plain and `Secret` values."""
    if isinstance(value, _DictSecretsProxy | _ListSecretsProxy):
        value = value["__target"]
    if isinstance(value, dict):
        return {key: with_secret_marks(inner) for key, inner in value.items()}
    return [with_secret_marks(inner) for inner in value] if isinstance(value, list) else value


def mark_secrets_for_validation() -> None:
    """Let validating policies of this process receive marked secrets, as the SDK does for remediating ones.

    By default validating policies receive secrets like other values, so `plain-secret` could not distinguish them.
    """

    def deserialize(props: dict[str, Any], _proxy_secrets: bool = False) -> Mapping[str, Any]:
        return deserialize_properties(props, True)

    sdk_policy.deserialize_properties = deserialize  # type: ignore[attr-defined, assignment]
