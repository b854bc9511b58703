"""Every private name of the Pulumi policy SDK that this package uses.

No other module imports a submodule of `pulumi_policy`. A new SDK release may change these names without notice:
`TESTED_SDK` is the newest release that the tests have run with.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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


class _FirstReading:
    """A request whose resources can be read once; later readings find none."""

    def __init__(self, request: Any) -> None:  # noqa: ANN401 (a message of the protocol)
        self._resources = request.resources

    @property
    def resources(self) -> Sequence[Any]:
        found: Sequence[Any] = self._resources
        self._resources = ()
        return found


_Server: Any = policy._PolicyAnalyzerServicer
_sdk_analyze_stack = _Server.AnalyzeStack


def _deserialize(props: dict[str, Any], _proxy_secrets: bool = False) -> Mapping[str, Any]:
    return deserialize_properties(props, True)


def _analyze_stack(server: Any, request: Any, _context: object) -> Any:  # noqa: ANN401 (as in the SDK)
    return _sdk_analyze_stack(server, _FirstReading(request), _context)


_ADAPTED: tuple[tuple[Any, str, Any], ...] = (
    (policy, "deserialize_properties", _deserialize),
    (_Server, "AnalyzeStack", _analyze_stack),
    (_Server, "_configure_runtime_settings", lambda _: None),
)
_ORIGINAL = tuple((holder, name, getattr(holder, name)) for holder, name, _ in _ADAPTED)


@contextmanager
def adapted_sdk() -> Iterator[None]:
    """Adapt the SDK's server to this pack until the end of the block.

    - Validating policies receive marked secrets, as the SDK passes them to remediating ones. By default they receive
      secrets like other values, so `plain-secret` could not distinguish them.
    - Only the first stack policy of a run receives the resources, which `Session` keeps for the others. By default the
      SDK converts the whole stack again for each policy.
    - The settings of the program are not read again for each resource, because no policy uses them.
    """
    try:
        for holder, name, value in _ADAPTED:
            setattr(holder, name, value)
        yield
    finally:
        for holder, name, value in _ORIGINAL:
            setattr(holder, name, value)
