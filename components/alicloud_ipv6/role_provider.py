"""An alicloud provider that acts as a role of another account."""

from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .assumed_role import AssumedRoleArgs
from .provider_region import provider_of
from .role_rules import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

# What an explicit provider does not take over from the stack's configuration or from another provider by itself.
_KEPT = ("access_key", "secret_key", "security_token", "profile", "shared_credentials_file")
_SECRET = ("access_key", "secret_key", "security_token")


def role_provider(
    component: pulumi.ComponentResource, name: str, role: AssumedRoleArgs, region: pulumi.Input[str]
) -> alicloud.Provider:
    """Create a child provider that assumes `role` with the credentials behind the component's own provider.

    Those are the provider's keys or profile: a role that it assumes itself is not assumed first.
    """
    own = provider_of(component)
    return alicloud.Provider(
        name,
        region=region,
        assume_role=alicloud.ProviderAssumeRoleArgs(
            role_arn=role.role_arn,
            session_name=role.session_name or DEFAULT_SESSION_NAME,
            session_expiration=role.duration_seconds or DEFAULT_SESSION_SECONDS,
            external_id=role.external_id,
        ),
        opts=pulumi.ResourceOptions(parent=component),
        **{setting: _kept(own, setting) for setting in _KEPT},
    )


def _kept(own: alicloud.Provider | None, setting: str) -> Any:  # noqa: ANN401 - an input or nothing
    if own:
        return getattr(own, setting)
    value = getattr(alicloud.config, setting)
    return pulumi.Output.secret(value) if value and setting in _SECRET else value
