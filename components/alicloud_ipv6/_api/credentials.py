"""Credentials for `OpenApi`: those that the alicloud provider uses, so that both act as the same user."""

import json
from collections.abc import Callable, Mapping

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.provider import (  # type: ignore[import-untyped]
    CLIProfileCredentialsProvider,
    StaticAKCredentialsProvider,
    StaticSTSCredentialsProvider,
)

from alicloud_rules.roles import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

from .role_session import AssumedRole

# Setting of the alicloud provider -> environment variables it reads when the setting is absent, in its own order.
_ENVIRONMENT = {
    "accessKey": ("ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"),
    "secretKey": ("ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"),
    "securityToken": ("ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"),
    "profile": ("ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"),
}

ACCESS_KEY_VARIABLES = _ENVIRONMENT["accessKey"]
"""Environment variables with an access key: it precedes every profile, even that of an explicit provider."""

_ROLE_KEYS = ("roleArn", "sessionName", "sessionExpiration", "externalId")


class CredentialError(Exception):
    """The configured credentials cannot be used; the message is one sentence and names the setting, never its value."""


def find_credential(configured: Callable[[str], str | None], environ: Mapping[str, str]) -> Credential:
    """Return the credential that the alicloud provider with this config and environment would use.

    `configured` looks up a stack config key such as `alicloud:accessKey`. With neither keys nor profile it is Alibaba
    Cloud's default chain. Raise `CredentialError` for half a key pair. `find_role` finds the role.
    """
    found = {setting: _look_up(setting, configured, environ) for setting in _ENVIRONMENT}
    access_key, secret_key, token = found["accessKey"], found["secretKey"], found["securityToken"]
    if bool(access_key) != bool(secret_key):
        missing = "secretKey" if access_key else "accessKey"
        raise CredentialError(f"Half of the key pair is missing: set alicloud:{missing} or {_ENVIRONMENT[missing][0]}.")
    if not access_key:
        profile = found["profile"]
        return Credential(provider=CLIProfileCredentialsProvider(profile_name=profile)) if profile else Credential()
    keys = {"access_key_id": access_key, "access_key_secret": secret_key}
    if token:
        return Credential(provider=StaticSTSCredentialsProvider(**keys, security_token=token))
    return Credential(provider=StaticAKCredentialsProvider(**keys))


def find_role(configured: Callable[[str], str | None]) -> AssumedRole | None:
    """Return the role that the alicloud provider assumes with this config, `alicloud:assumeRole`; None without one.

    Raise `CredentialError` for a setting of the role that this package does not support.
    """
    text = configured("alicloud:assumeRole")
    return read_role(text, "alicloud:assumeRole") if text else None


def read_role(text: str, name: str) -> AssumedRole | None:
    """Return the role of the provider setting `assumeRole`, given as JSON; `name` is its name in messages."""
    given = json.loads(text)
    if not given:
        return None
    unknown = sorted(key for key, value in given.items() if value and key not in _ROLE_KEYS)
    if unknown or not given.get("roleArn"):
        wrong = f"it has {', '.join(unknown)}" if unknown else "it has no roleArn"
        raise CredentialError(f"{name} cannot be used for IPv6 assignment: {wrong}; known: {', '.join(_ROLE_KEYS)}.")
    return AssumedRole(
        arn=str(given["roleArn"]),
        session_name=str(given.get("sessionName") or DEFAULT_SESSION_NAME),
        seconds=int(given.get("sessionExpiration") or DEFAULT_SESSION_SECONDS),
        external_id=given.get("externalId") or None,
    )


def _look_up(setting: str, configured: Callable[[str], str | None], environ: Mapping[str, str]) -> str | None:
    if value := configured(f"alicloud:{setting}"):
        return value
    return next((environ[name] for name in _ENVIRONMENT[setting] if environ.get(name)), None)
