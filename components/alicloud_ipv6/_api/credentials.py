"""Credentials for `OpenApi`: those that the alicloud provider uses, so that both act as the same user."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.provider import (  # type: ignore[import-untyped]
    CLIProfileCredentialsProvider,
    EcsRamRoleCredentialsProvider,
    OIDCRoleArnCredentialsProvider,
    StaticAKCredentialsProvider,
    StaticSTSCredentialsProvider,
    URLCredentialsProvider,
)

from .provider_roles import CredentialError, OidcRole, read_oidc_role, read_role
from .role_session import AssumedRole

# Setting of the alicloud provider -> environment variables it reads when the setting is absent, in its own order.
_ENVIRONMENT = {
    "accessKey": ("ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"),
    "secretKey": ("ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"),
    "securityToken": ("ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"),
    "profile": ("ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"),
    "sharedCredentialsFile": ("ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"),
    "credentialsUri": ("ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"),
    "ecsRoleName": ("ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"),
}

ACCESS_KEY_VARIABLES = _ENVIRONMENT["accessKey"]
"""Environment variables with an access key: it precedes every profile, even that of an explicit provider."""


def find_credential(configured: Callable[[str], str | None], environ: Mapping[str, str]) -> Credential:
    """Return the credential that the alicloud provider with this config and environment would use.

    `configured` looks up a stack config key such as `alicloud:accessKey`. In the provider's order: keys, a
    profile, a credentials URI, the role of the ECS instance, an OIDC role; with none of them Alibaba Cloud's default
    chain. Raise `CredentialError` for half a key pair or an incomplete OIDC role. `find_role` finds the assumed role.
    """
    found = {setting: _look_up(setting, configured, environ) for setting in _ENVIRONMENT}
    access_key, secret_key, token = found["accessKey"], found["secretKey"], found["securityToken"]
    if bool(access_key) != bool(secret_key):
        missing = "secretKey" if access_key else "accessKey"
        raise CredentialError(f"Half of the key pair is missing: set alicloud:{missing} or {_ENVIRONMENT[missing][0]}.")
    if not access_key:
        return _credential_without_keys(found, configured("alicloud:assumeRoleWithOidc") or {}, environ)
    keys = {"access_key_id": access_key, "access_key_secret": secret_key}
    if token:
        return Credential(provider=StaticSTSCredentialsProvider(**keys, security_token=token))
    return Credential(provider=StaticAKCredentialsProvider(**keys))


def _credential_without_keys(
    found: Mapping[str, str | None], oidc: str | Mapping[str, str], environ: Mapping[str, str]
) -> Credential:
    """Return the credential of the first setting that the provider would use; without any it is the default chain."""
    if profile := found["profile"]:
        file = found["sharedCredentialsFile"]
        path = str(Path(file).expanduser()) if file else None
        return Credential(provider=CLIProfileCredentialsProvider(profile_name=profile, profile_file=path))
    if uri := found["credentialsUri"]:
        return Credential(provider=URLCredentialsProvider(uri=uri))
    if role_name := found["ecsRoleName"]:
        return _ecs_role_credential(role_name)
    role = read_oidc_role(oidc, "alicloud:assumeRoleWithOidc", environ)
    return _oidc_credential(role) if role else Credential()


def find_role(configured: Callable[[str], str | None], environ: Mapping[str, str]) -> AssumedRole | None:
    """Return the role that the alicloud provider assumes with this config, `alicloud:assumeRole`; None without one.

    Raise `CredentialError` for a setting of the role that this package does not support.
    """
    return read_role(configured("alicloud:assumeRole") or {}, "alicloud:assumeRole", environ)


def _oidc_credential(role: OidcRole) -> Credential:
    return Credential(
        provider=OIDCRoleArnCredentialsProvider(
            role_arn=role.arn,
            oidc_provider_arn=role.provider_arn,
            oidc_token_file_path=role.token_file,
            role_session_name=role.session_name,
            duration_seconds=role.seconds,
        )
    )


def _ecs_role_credential(name: str) -> Credential:
    try:
        return Credential(provider=EcsRamRoleCredentialsProvider(role_name=name, async_update_enabled=False))
    except ValueError as error:
        raise CredentialError(f"alicloud:ecsRoleName cannot be used: {error}.") from None


def _look_up(setting: str, configured: Callable[[str], str | None], environ: Mapping[str, str]) -> str | None:
    if value := configured(f"alicloud:{setting}"):
        return value
    return next((environ[name] for name in _ENVIRONMENT[setting] if environ.get(name)), None)
