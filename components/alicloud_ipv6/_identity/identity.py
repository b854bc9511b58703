"""The identity of a dynamic resource: that of the alicloud provider beside it, without that provider's secrets.

Dynamic resources get no provider configuration from the engine. What they need of it are inputs: the name of a CLI
profile and a role. Access keys would have to be stored with the resource, so a provider with access keys is refused.
"""

from dataclasses import dataclass, fields
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .._api.credentials import CredentialError, read_role
from .._api.role_session import AssumedRole
from ..version import PACKAGE
from . import hosting
from .assumed_role import AssumedRoleArgs
from .provider_settings import provider_of, provider_settings

_NOT_FOLLOWED = ("accessKey", "secretKey", "securityToken", "credentialsUri", "sharedCredentialsFile")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A profile of the CLI's configuration, a role to assume, or both; empty: the stack's own credentials."""

    profile: pulumi.Input[str | None] | None = None
    """A profile of the Alibaba Cloud CLI's configuration; default: the credentials of the stack."""
    role_arn: pulumi.Input[str | None] | None = None
    """A role to assume, `acs:ram::<16 digits of the account>:role/<role name>`; default: none."""
    session_name: pulumi.Input[str | None] | None = None
    """The session's name in the audit trail, 2 to 64 letters, digits and `.@-_`; default `pulumi-ipv6`."""
    duration_seconds: pulumi.Input[int | None] | None = None
    """The duration of a session, 900 to 43200 seconds; default 3600."""
    external_id: pulumi.Input[str | None] | None = None
    """The external id, if the role's trust policy requires one."""

    def inputs(self) -> dict[str, pulumi.Input[Any]]:
        """Return the inputs of a dynamic resource with this identity."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    def assuming(self, role: AssumedRoleArgs) -> "Identity":
        """Return the identity that assumes a role with the credentials, not with the role, of this one."""
        return Identity(
            profile=self.profile,
            role_arn=role.role_arn,
            session_name=role.session_name,
            duration_seconds=role.duration_seconds,
            external_id=role.external_id,
        )


def component_identity(component: pulumi.ComponentResource) -> Identity:
    """Return the identity of the component's children: the caller's provider, or the stack's credentials."""
    provider = provider_of(component)
    if provider:
        return provider_identity(provider, has_own_provider(component))
    return stack_identity(component) if hosting.is_hosted() else Identity()


def provider_identity(provider: alicloud.Provider, keys_elsewhere: bool = False) -> Identity:
    """Return the identity of an explicit provider.

    Raise `pulumi.RunError` for one with access keys, unless a provider of this package has them too.
    """
    followed = provider_settings(provider).apply(lambda settings: _followed(settings, keys_elsewhere))
    # Keys among the settings make all of them secret; of what is followed only an external id can be one.
    found = pulumi.Output.unsecret(followed)
    return Identity(
        profile=found.apply(lambda acts: acts.profile),
        role_arn=found.apply(lambda acts: acts.role.arn if acts.role else None),
        session_name=found.apply(lambda acts: acts.role.session_name if acts.role else None),
        duration_seconds=found.apply(lambda acts: acts.role.seconds if acts.role else None),
        external_id=followed.apply(lambda acts: acts.role.external_id if acts.role else None),
    )


def stack_identity(component: pulumi.ComponentResource) -> Identity:
    """Return the identity of the stack's alicloud provider, as far as the stack's configuration has it.

    A dynamic resource gets that configuration from the engine; a plugin gets only its own.
    """
    config = pulumi.Config("alicloud")
    given = [name for name in _NOT_FOLLOWED if config.get(name)]
    if given and not (has_own_provider(component) or pulumi.Config(PACKAGE).get("accessKey")):
        raise pulumi.RunError(
            f"The stack's configuration has {', '.join(f'alicloud:{name}' for name in given)}, which IPv6 assignment"
            f" cannot use; set {PACKAGE}:accessKey and {PACKAGE}:secretKey too, as secrets, or take"
            " a profile or credentials from the environment."
        )
    role = _role(config.get("assumeRole"), "alicloud:assumeRole")
    return Identity(
        profile=config.get("profile"),
        role_arn=role.arn if role else None,
        session_name=role.session_name if role else None,
        duration_seconds=role.seconds if role else None,
        external_id=role.external_id if role else None,
    )


def has_own_provider(component: pulumi.ComponentResource) -> bool:
    """Return whether the caller passed a provider of this package; only a plugin has such providers."""
    return hosting.is_hosted() and component.get_provider(f"{PACKAGE}:index:Provider") is not None


@dataclass(frozen=True)
class _Acts:
    profile: str | None
    role: AssumedRole | None


def _followed(settings: dict[str, Any], keys_elsewhere: bool) -> _Acts:
    given = [name for name in _NOT_FOLLOWED if settings.get(name)]
    if given and not keys_elsewhere:
        also = f", or pass a provider of {PACKAGE} that has them too" if hosting.is_hosted() else ""
        raise pulumi.RunError(
            f"An alicloud provider has {', '.join(given)}, which IPv6 assignment cannot use without storing it;"
            f" give the provider a profile, a role to assume, or credentials from the environment{also}."
        )
    return _Acts(settings.get("profile"), _role(settings.get("assumeRole"), "A provider's assumeRole"))


def _role(text: str | None, name: str) -> AssumedRole | None:
    try:
        return read_role(text or "{}", name)
    except CredentialError as error:
        raise pulumi.RunError(str(error)) from None
