"""The identity of a dynamic resource: that of the alicloud provider beside it, without that provider's secrets.

Dynamic resources get no provider configuration from the engine. What they need of it are inputs: a CLI profile, a role
of the ECS instance or of an OIDC token file, each by its name, and a role to assume. Access keys and tokens would have
to be stored with the resource, so a provider with one of them is refused.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .._api.provider_roles import CredentialError, read_oidc_role, read_role
from ..version import PACKAGE
from . import hosting
from .assumed_role import AssumedRoleArgs
from .provider_settings import provider_of, provider_settings

_NOT_FOLLOWED = ("accessKey", "secretKey", "securityToken", "credentialsUri", "sharedCredentialsFile")
_FOLLOWED = ("profile", "ecsRoleName", "assumeRoleWithOidc", "assumeRole")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Where credentials come from, a role to assume with them, or both; empty: the stack's own credentials."""

    profile: pulumi.Input[str | None] | None = None
    """A profile of the Alibaba Cloud CLI's configuration; default: the credentials of the stack."""
    ecs_role_name: pulumi.Input[str | None] | None = None
    """The RAM role of the ECS instance that Pulumi runs on; default: none."""
    oidc_role_arn: pulumi.Input[str | None] | None = None
    """A role whose credentials are requested with an OpenID Connect token; needs the next two, too."""
    oidc_provider_arn: pulumi.Input[str | None] | None = None
    """The OpenID Connect provider, `acs:ram::<16 digits of the account>:oidc-provider/<name>`."""
    oidc_token_file: pulumi.Input[str | None] | None = None
    """The file with the OpenID Connect token."""
    oidc_session_name: pulumi.Input[str | None] | None = None
    """The name of the session that the token opens; default `pulumi-ipv6`."""
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
        return replace(
            self,
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
    outputs = {one.name: followed if one.name == "external_id" else found for one in fields(Identity)}
    return Identity(**{name: output.apply(partial(_value, name)) for name, output in outputs.items()})


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
    return Identity(**_settings_of({name: config.get(name) for name in _FOLLOWED}, "alicloud:"))


def has_own_provider(component: pulumi.ComponentResource) -> bool:
    """Return whether the caller passed a provider of this package; only a plugin has such providers."""
    return hosting.is_hosted() and component.get_provider(f"{PACKAGE}:index:Provider") is not None


def _value(name: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the value of any field
    return values.get(name)


def _followed(settings: dict[str, Any], keys_elsewhere: bool) -> dict[str, Any]:
    """Return the fields of the identity of a provider with these settings."""
    given = [name for name in _NOT_FOLLOWED if settings.get(name)]
    if given and not keys_elsewhere:
        also = f", or pass a provider of {PACKAGE} that has them too" if hosting.is_hosted() else ""
        raise pulumi.RunError(
            f"An alicloud provider has {', '.join(given)}, which IPv6 assignment cannot use without storing it;"
            f" give the provider a profile, a role to assume, or credentials from the environment{also}."
        )
    return _settings_of(settings, "A provider's ")


def _settings_of(settings: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """Return the fields of `Identity` by the provider's settings; `owner` precedes a setting's name in messages."""
    try:
        role = read_role(settings.get("assumeRole") or {}, f"{owner}assumeRole", os.environ)
        oidc = read_oidc_role(settings.get("assumeRoleWithOidc") or {}, f"{owner}assumeRoleWithOidc", os.environ)
    except CredentialError as error:
        raise pulumi.RunError(str(error)) from None
    found: dict[str, Any] = {"profile": settings.get("profile"), "ecs_role_name": settings.get("ecsRoleName")}
    if oidc:
        found |= {"oidc_role_arn": oidc.arn, "oidc_provider_arn": oidc.provider_arn}
        found |= {"oidc_token_file": oidc.token_file, "oidc_session_name": oidc.session_name}
    if role:
        found |= {"role_arn": role.arn, "session_name": role.session_name}
        found |= {"duration_seconds": role.seconds, "external_id": role.external_id}
    return {name: value or None for name, value in found.items()}
