"""The roles among the settings of the alicloud provider: `assumeRole` and `assumeRoleWithOidc`.

Each is a nested setting whose keys the provider reads in two spellings: `roleArn`, and `role_arn` as the Python SDK
sends it. A key that the setting lacks comes from the environment, as for the provider.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alicloud_rules.roles import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

from .role_session import AssumedRole

# Key -> the environment variables that the provider reads in its place, in order.
_ROLE = {
    "roleArn": ("ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN"),
    "sessionName": ("ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"),
    "sessionExpiration": ("ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION",),
    "externalId": (),
}
_OIDC = {
    "roleArn": ("ALIBABA_CLOUD_ROLE_ARN",),
    "oidcProviderArn": ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN",),
    "oidcTokenFile": ("ALIBABA_CLOUD_OIDC_TOKEN_FILE",),
    "roleSessionName": ("ALIBABA_CLOUD_ROLE_SESSION_NAME",),
    "sessionExpiration": (),
}
_TOKEN = "oidcToken"  # noqa: S105 - the name of a setting
_SPELLINGS = {
    "role_arn": "roleArn",
    "session_name": "sessionName",
    "session_expiration": "sessionExpiration",
    "external_id": "externalId",
    "oidc_provider_arn": "oidcProviderArn",
    "oidc_token_file": "oidcTokenFile",
    "oidc_token": _TOKEN,
    "role_session_name": "roleSessionName",
}


class CredentialError(Exception):
    """The configured credentials cannot be used; the message is one sentence and names the setting, never its value."""


@dataclass(frozen=True)
class OidcRole:
    """A role that is assumed with the token of an OpenID Connect provider, and no key (AssumeRoleWithOIDC)."""

    arn: str
    provider_arn: str
    token_file: str
    session_name: str = DEFAULT_SESSION_NAME
    seconds: int = DEFAULT_SESSION_SECONDS


def read_role(given: str | Mapping[str, Any], name: str, environ: Mapping[str, str]) -> AssumedRole | None:
    """Return the role of the provider setting `assumeRole`, which is JSON or an object; `name` is for messages."""
    found = _read(given, name, _ROLE, environ)
    if not found:
        return None
    if not found.get("roleArn"):
        raise _unusable(name, "it has no roleArn", _ROLE)
    return AssumedRole(
        arn=str(found["roleArn"]),
        session_name=str(found.get("sessionName") or DEFAULT_SESSION_NAME),
        seconds=int(found.get("sessionExpiration") or DEFAULT_SESSION_SECONDS),
        external_id=found.get("externalId") or None,
    )


def read_oidc_role(given: str | Mapping[str, Any], name: str, environ: Mapping[str, str]) -> OidcRole | None:
    """Return the role of the provider setting `assumeRoleWithOidc`, which is JSON or an object.

    The token is read from a file each time that it is needed: a token in the setting itself would end and be stored.
    """
    found = _read(given, name, {**_OIDC, _TOKEN: ()}, environ)
    if not found:
        return None
    missing = [key for key in ("roleArn", "oidcProviderArn", "oidcTokenFile") if not found.get(key)]
    if "oidcTokenFile" in missing and found.get(_TOKEN):
        raise _unusable(name, f"it has {_TOKEN}; give the token as oidcTokenFile", _OIDC)
    if missing:
        raise _unusable(name, f"it has no {', '.join(missing)}", _OIDC)
    return OidcRole(
        arn=str(found["roleArn"]),
        provider_arn=str(found["oidcProviderArn"]),
        token_file=str(found["oidcTokenFile"]),
        session_name=str(found.get("roleSessionName") or DEFAULT_SESSION_NAME),
        seconds=int(found.get("sessionExpiration") or DEFAULT_SESSION_SECONDS),
    )


def _read(
    given: str | Mapping[str, Any], name: str, known: Mapping[str, tuple[str, ...]], environ: Mapping[str, str]
) -> dict[str, Any]:
    """Return the keys in the spelling of `known`, completed from the environment; empty if the setting is."""
    found: dict[str, Any] = {}
    for key, value in (json.loads(given) if isinstance(given, str) else given).items():
        usual = _SPELLINGS.get(key, key)
        if value and found.setdefault(usual, value) != value:
            raise CredentialError(f"{name} has {usual} in two spellings with two values; leave one of them out.")
    if unknown := sorted(found.keys() - known.keys()):
        raise _unusable(name, f"it has {', '.join(unknown)}", known)
    if found:
        for key, variables in known.items():
            value = next((environ[one] for one in variables if environ.get(one)), None)
            if value and key not in found:
                found[key] = value
    return found


def _unusable(name: str, wrong: str, known: Mapping[str, object]) -> CredentialError:
    return CredentialError(f"{name} cannot be used for IPv6 assignment: {wrong}; known: {', '.join(known)}.")
