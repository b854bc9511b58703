"""As whom a dynamic resource acts: as the alicloud provider beside it, without that provider's secrets.

Dynamic resources get no provider configuration from the engine. What they need of it travels as inputs: a CLI profile's
name and a role. Access keys would have to be stored with the resource, so a provider that has its own is refused.
"""

from dataclasses import dataclass, fields
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .assumed_role import AssumedRoleArgs
from .credentials import CredentialError, read_role
from .provider_settings import provider_of, provider_settings
from .role_session import AssumedRole

_NOT_FOLLOWED = ("accessKey", "secretKey", "securityToken", "credentialsUri", "sharedCredentialsFile")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A profile of the CLI's configuration, a role to assume, or both; empty: the stack's own credentials."""

    profile: pulumi.Input[str | None] | None = None
    role_arn: pulumi.Input[str | None] | None = None
    session_name: pulumi.Input[str | None] | None = None
    duration_seconds: pulumi.Input[int | None] | None = None
    external_id: pulumi.Input[str | None] | None = None

    def inputs(self) -> dict[str, pulumi.Input[Any]]:
        """Return the inputs of a dynamic resource that say so."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    def assuming(self, role: AssumedRoleArgs) -> "Identity":
        """Return the identity that assumes a role with the credentials of this one, not with its role."""
        return Identity(
            profile=self.profile,
            role_arn=role.role_arn,
            session_name=role.session_name,
            duration_seconds=role.duration_seconds,
            external_id=role.external_id,
        )


def component_identity(component: pulumi.ComponentResource) -> Identity:
    """Return as whom the component's children act: its caller's provider, or the stack's own credentials."""
    provider = provider_of(component)
    return provider_identity(provider) if provider else Identity()


def provider_identity(provider: alicloud.Provider) -> Identity:
    """Return as whom an explicit provider acts; `pulumi.RunError` for one with access keys of its own."""
    found = provider_settings(provider).apply(_followed)
    return Identity(
        profile=found.apply(lambda acts: acts.profile),
        role_arn=found.apply(lambda acts: acts.role.arn if acts.role else None),
        session_name=found.apply(lambda acts: acts.role.session_name if acts.role else None),
        duration_seconds=found.apply(lambda acts: acts.role.seconds if acts.role else None),
        external_id=found.apply(lambda acts: acts.role.external_id if acts.role else None),
    )


@dataclass(frozen=True)
class _Acts:
    profile: str | None
    role: AssumedRole | None


def _followed(settings: dict[str, Any]) -> _Acts:
    given = [name for name in _NOT_FOLLOWED if settings.get(name)]
    if given:
        raise pulumi.RunError(
            f"An alicloud provider has {', '.join(given)}, which IPv6 assignment cannot follow without storing it;"
            " give the provider a profile, a role to assume, or credentials from the environment."
        )
    try:
        role = read_role(settings.get("assumeRole") or "{}", "A provider's assumeRole")
    except CredentialError as error:
        raise pulumi.RunError(str(error)) from None
    return _Acts(settings.get("profile"), role)
