"""Every private name of the Pulumi policy SDK that this package uses.

No other module imports a submodule of `pulumi_policy`. A new SDK release may change these names without notice:
`TESTED_SDK` is the newest release that the tests have run with.
"""

from collections.abc import Mapping
from typing import Any

from pulumi_policy import policy, proxy
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.proxy import UnknownValueError
from pulumi_policy.secret import _DictSecretsProxy, _ListSecretsProxy

__all__ = ["TESTED_SDK", "UnknownValueError"]

TESTED_SDK = (1, 21)

_PLACEHOLDERS = frozenset(value for name, value in vars(proxy).items() if name.startswith("UNKNOWN_"))


def is_placeholder(value: object) -> bool:
    """Return whether the protocol sends this string in place of an unknown value."""
    return isinstance(value, str) and value in _PLACEHOLDERS


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

    policy.deserialize_properties = deserialize  # type: ignore[attr-defined, assignment]
