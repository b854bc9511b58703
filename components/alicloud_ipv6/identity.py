"""As whom a dynamic resource acts: as the alicloud provider beside it, without that provider's secrets.

Dynamic resources get no provider configuration from the engine. What they need of it travels as inputs: a CLI profile's
name and a role. Access keys would have to be stored with the resource, so a provider that has its own is refused.
"""

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .assumed_role import AssumedRoleArgs
from .credentials import CredentialError, read_role
from .provider_region import provider_of

_NOT_FOLLOWED = ("access_key", "secret_key", "security_token", "credentials_uri", "shared_credentials_file")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A profile of the CLI's configuration, a role to assume, or both; empty: the stack's own credentials."""

    profile: pulumi.Input[str | None] | None = None
    role: AssumedRoleArgs | None = None

    def inputs(self) -> dict[str, pulumi.Input[Any] | None]:
        """Return the inputs of a dynamic resource that say so."""
        found: dict[str, pulumi.Input[Any] | None] = {"profile": self.profile}
        if self.role:
            found |= {
                "role_arn": self.role.role_arn,
                "session_name": self.role.session_name,
                "duration_seconds": self.role.duration_seconds,
                "external_id": self.role.external_id,
            }
        return {name: value for name, value in found.items() if value is not None}


def component_identity(component: pulumi.ComponentResource) -> Identity:
    """Return as whom the component's children act: its caller's provider, or the stack's own credentials."""
    provider = provider_of(component)
    return provider_identity(provider) if provider else Identity()


def provider_identity(provider: alicloud.Provider) -> Identity:
    """Return as whom an explicit provider acts; `pulumi.RunError` for one with access keys of its own."""
    settings = {name: _setting(provider, name) for name in (*_NOT_FOLLOWED, "profile", "assume_role")}
    found = pulumi.Output.all(**settings).apply(_followed)
    role = AssumedRoleArgs(
        role_arn=found.apply(lambda known: known["role_arn"]),
        session_name=found.apply(lambda known: known["session_name"]),
        duration_seconds=found.apply(lambda known: known["duration_seconds"]),
        external_id=found.apply(lambda known: known["external_id"]),
    )
    return Identity(profile=found.apply(lambda known: known["profile"]), role=role)


def _setting(provider: alicloud.Provider, name: str) -> pulumi.Output[Any]:
    # Some settings have no property in the provider's class, but all of them are there.
    return pulumi.Output.from_input(provider.__dict__.get(name))


def _followed(settings: dict[str, Any]) -> dict[str, Any]:
    given = [name for name in _NOT_FOLLOWED if settings[name]]
    if given:
        raise pulumi.RunError(
            f"An alicloud provider has {', '.join(given)}, which IPv6 assignment cannot follow without storing it;"
            " give the provider a profile, a role to assume, or credentials from the environment."
        )
    try:
        role = read_role(settings["assume_role"] or "{}", "A provider's assume_role")
    except CredentialError as error:
        raise pulumi.RunError(str(error)) from None
    return {
        "profile": settings["profile"],
        "role_arn": role and role.arn,
        "session_name": role and role.session_name,
        "duration_seconds": role and role.seconds,
        "external_id": role and role.external_id,
    }
