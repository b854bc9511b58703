"""plain-secret: a password, access key or secret is passed as plain text."""

from ..limit import Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="plain-secret",
    order=2,
    says="a password, access key or secret is passed as plain text",
    level=Level.ADVICE,
    source="Pulumi's pages on secrets",
)


def check(name: str, secret: bool) -> Violation | None:
    """Check whether the credential in the property `name` is a secret."""
    if secret:
        return None
    return LIMIT.violation(
        "plain text", "a secret", f"Its {name} is not a secret, so the state holds it in plain text."
    )
