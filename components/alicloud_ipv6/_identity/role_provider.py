"""An alicloud provider that acts as a role of another account."""

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
}
_SECRET = ("access_key", "secret_key", "security_token")


def role_provider(
    name: str,
    role: AssumedRoleArgs,
    region: pulumi.Input[str],
    own: alicloud.Provider | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> alicloud.Provider:
    """Create a provider that assumes `role` with the credentials behind the provider `own`, or else the stack's.

    Those are keys or a profile: a role that `own` assumes itself is not assumed first.
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
        return provider_settings(own).apply(lambda settings: settings.get(_KEPT[setting]))
    value = getattr(alicloud.config, setting)
    return pulumi.Output.secret(value) if value and setting in _SECRET else value
