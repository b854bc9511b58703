"""Secrets in messages of the resource monitor."""

from pulumi.runtime import rpc


def secret_value(plaintext: object) -> dict[str, object]:
    """Return a secret as messages hold it."""
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": plaintext}
