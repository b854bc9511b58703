"""An alicloud provider that acts as a role of another account."""

import json
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.roles import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

from .assumed_role import AssumedRoleArgs
from .provider_settings import provider_settings

# Settings that an explicit provider does not inherit from the stack's configuration or from another provider.
_KEPT = {
    "access_key": "accessKey",
    "secret_key": "secretKey",
    "security_token": "securityToken",
    "profile": "profile",
    "shared_credentials_file": "sharedCredentialsFile",
    "ecs_role_name": "ecsRoleName",
    "credentials_uri": "credentialsUri",
    "assume_role_with_oidc": "assumeRoleWithOidc",
}
_SECRET = ("access_key", "secret_key", "security_token", "assume_role_with_oidc")


def role_provider(
    name: str,
    role: AssumedRoleArgs,
    region: pulumi.Input[str],
    own: alicloud.Provider | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> alicloud.Provider:
    """Create a provider that assumes `role` with the credentials behind the provider `own`, or else the stack's.

    Those are keys, a profile, or a role of the ECS instance or of an OIDC token: a role that `own` assumes with them is
    not assumed first.
    """
    return alicloud.Provider(
        name,
        region=region,
        assume_role=alicloud.ProviderAssumeRoleArgs(
            role_arn=role.role_arn,
            session_name=role.session_name or DEFAULT_SESSION_NAME,
            session_expiration=role.duration_seconds or DEFAULT_SESSION_SECONDS,
            external_id=role.external_id,
        ),
        opts=opts,
        **{setting: _kept(own, setting) for setting in _KEPT},
    )


def _kept(own: alicloud.Provider | None, setting: str) -> Any:  # noqa: ANN401 - an input or nothing
    if own:
        return provider_settings(own).apply(lambda settings: _plain(setting, settings.get(_KEPT[setting])))
    value = _plain(setting, pulumi.Config("alicloud").get(_KEPT[setting]) or getattr(alicloud.config, setting, None))
    return pulumi.Output.secret(value) if value and setting in _SECRET else value


def _plain(setting: str, value: Any) -> Any:  # noqa: ANN401 - an input or nothing
    """Return the value as a provider takes it: in state and configuration, an object is JSON."""
    return json.loads(value) if setting == "assume_role_with_oidc" and isinstance(value, str) else value
