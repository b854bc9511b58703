"""Has the SDK keep apart what the program marked as secret.

The SDK does so for remediations; for validations it hands out secrets like any other value, so that a policy cannot
tell a password that was passed as a secret from one that was not. Its own code for the former serves for the latter.
"""

from collections.abc import Mapping
from typing import Any

from pulumi_policy import policy as sdk
from pulumi_policy.deserialize import deserialize_properties


def keep_secrets_apart() -> None:
    """Have every policy of this process get properties in which secrets are marked."""

    def marking(props: dict[str, Any], _proxy_secrets: bool = False) -> Mapping[str, Any]:
        return deserialize_properties(props, True)

    sdk.deserialize_properties = marking  # type: ignore[attr-defined, assignment]
