"""The only remediation that is safe: a credential that is passed as plain text becomes a secret with the same value."""

from typing import Any

from pulumi_policy import EnforcementLevel, ResourceValidationArgs, ResourceValidationPolicy, Secret

from .._pulumi_internals import has_secret_marks, with_secret_marks
from ..model.credential_properties import name_of_value, needs_a_mark

MARK_SECRETS = "mark-secrets"


def mark_secrets_policy() -> ResourceValidationPolicy:
    """Return the policy, which is disabled unless the config sets it to `remediate`."""
    return ResourceValidationPolicy(
        name=MARK_SECRETS,
        description="Marks the credentials that plain-secret reports as secrets before they reach the state; the level "
        "remediate enables it.",
        remediate=remediate,  # type: ignore[arg-type]
        enforcement_level=EnforcementLevel.DISABLED,
    )


def remediate(args: ResourceValidationArgs) -> dict[str, Any] | None:
    """Return the inputs of a resource with its credentials marked as secrets; None if nothing changes."""
    given = with_secret_marks(args.props) if has_secret_marks(args.props) else {}
    marked: dict[str, Any] = _marked(given)
    return None if marked == given else marked


def _marked(value: Any, name: str = "") -> Any:  # noqa: ANN401 (a property of any type)
    if isinstance(value, dict):
        return {key: _marked(inner, name_of_value(key, value)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner) for inner in value]
    return Secret(value) if needs_a_mark(name, value) else value
