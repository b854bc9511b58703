"""The one remediation that is safe: a credential passed as plain text becomes a secret, and stays the same value."""

from typing import Any

from pulumi_policy import EnforcementLevel, ResourceValidationArgs, ResourceValidationPolicy
from pulumi_policy.secret import Secret, _DictSecretsProxy

from .plan.credentials import needs_a_mark, opened

MARK_SECRETS = "mark-secrets"


def mark_secrets_policy() -> ResourceValidationPolicy:
    """Return the policy; it does something only where the config raises it to `remediate`."""
    return ResourceValidationPolicy(
        name=MARK_SECRETS,
        description="Turns what plain-secret would remark on into secrets, before the state gets it; the level "
        "remediate switches it on.",
        remediate=remediate,  # type: ignore[arg-type]
        enforcement_level=EnforcementLevel.DISABLED,
    )


def remediate(args: ResourceValidationArgs) -> dict[str, Any] | None:
    """Return a resource's inputs with its plain credentials marked; None where there are none."""
    given = opened(args.props) if isinstance(args.props, _DictSecretsProxy) else {}
    marked: dict[str, Any] = _marked(given)
    return None if marked == given else marked


def _marked(value: Any, name: str = "") -> Any:  # noqa: ANN401 (a property of any kind)
    if isinstance(value, dict):
        return {key: _marked(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner) for inner in value]
    return Secret(value) if needs_a_mark(name, value) else value
