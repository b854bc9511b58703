"""Base classes of the custom resources: identity inputs, property names, and how a resource is served.

In a Python program they are dynamic resources: their providers run in a separate process, which imports them by name.
The state holds that name, inputs and outputs; no code and no credential. In the plugin, for programs in other
languages, the same providers serve them as resources of the package.
"""

import base64
import json
import os
import re
from collections.abc import Mapping
from typing import Any

import pulumi
from pulumi.dynamic import ConfigureRequest, Resource, ResourceProvider

from alicloud_rules.regions import default_region
from alicloud_rules.roles import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

from .._api.credentials import find_credential, find_role
from .._api.openapi import Api, OpenApi
from .._api.role_session import AssumedRole, RoleApi
from .._identity import hosting
from ..version import PACKAGE
from .concise_errors import concise_errors

ACTING = (
    "profile",
    "ecsRoleName",
    "oidcRoleArn",
    "oidcProviderArn",
    "oidcTokenFile",
    "oidcSessionName",
    "roleArn",
    "sessionName",
    "durationSeconds",
    "externalId",
)
"""The inputs with the identity that a resource acts with; default: the stack's credentials and role."""

_OIDC_KEYS = {
    "oidcRoleArn": "roleArn",
    "oidcProviderArn": "oidcProviderArn",
    "oidcTokenFile": "oidcTokenFile",
    "oidcSessionName": "roleSessionName",
}


class ApiProvider(ResourceProvider):
    """A dynamic provider that calls Alibaba Cloud's APIs with the identity of the alicloud provider beside it."""

    @concise_errors
    def configure(self, req: ConfigureRequest) -> None:
        """Find the credential in the stack's configuration, which the engine passes."""
        self._credential = find_credential(req.config.get, os.environ)
        self._role = find_role(req.config.get, os.environ)
        self.region = req.config.get("alicloud:region") or default_region()

    def open_api(self, props: Mapping[str, Any]) -> Api:
        """Return the APIs of the resource's region, called with the resource's identity."""
        region, settings, role = props["region"], _provider_settings(props), _role(props)
        credential = find_credential(settings.get, os.environ) if settings else self._credential
        base = OpenApi(region, credential)
        if role is None and not settings:
            role = self._role
        return RoleApi(base, region, role) if role else base


def _provider_settings(props: Mapping[str, Any]) -> dict[str, str]:
    """Return the provider settings behind the identity's inputs; empty for the stack's credentials."""
    oidc = {key: props[name] for name, key in _OIDC_KEYS.items() if props.get(name)}
    found = {
        "alicloud:profile": props.get("profile"),
        "alicloud:ecsRoleName": props.get("ecsRoleName"),
        "alicloud:assumeRoleWithOidc": json.dumps(oidc) if oidc else None,
    }
    return {name: value for name, value in found.items() if value}


def _role(props: Mapping[str, Any]) -> AssumedRole | None:
    if not props.get("roleArn"):
        return None
    return AssumedRole(
        arn=props["roleArn"],
        session_name=props.get("sessionName") or DEFAULT_SESSION_NAME,
        seconds=int(props.get("durationSeconds") or DEFAULT_SESSION_SECONDS),
        external_id=props.get("externalId"),
    )


class ApiResource(Resource):
    """A resource whose properties are camelCase for the engine, as those of other providers are."""

    def __init__(
        self, provider: type[ApiProvider], name: str, props: dict[str, Any], opts: pulumi.ResourceOptions | None
    ) -> None:
        """Register the resource, served by `provider`; raise `pulumi.RunError` for an import outside the plugin."""
        kind = type(self).__name__
        if opts is not None and opts.import_ and not hosting.is_hosted():
            raise pulumi.RunError(
                f"{kind} {name!r} cannot be imported: the engine passes no inputs to a dynamic provider."
                " Leave import_ out and name the present addresses; creating the resource takes them over and"
                " assigns no others."
            )
        if hosting.is_hosted():
            pulumi.CustomResource.__init__(self, f"{PACKAGE}:index:{kind}", name, props, opts)
        else:
            props = {**props, "__provider": by_name(provider)}
            pulumi.CustomResource.__init__(self, f"pulumi-python:{self._resource_type_name}", name, props, opts)

    def translate_input_property(self, prop: str) -> str:
        """Return the engine's name of a property."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"_(.)", lambda found: found[1].upper(), prop)

    def translate_output_property(self, prop: str) -> str:
        """Return Python's name of a property."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", prop)


def by_name(provider: type[ApiProvider]) -> str:
    """Return the state's entry of a dynamic provider: a pickle that makes an instance of the class of this name.

    The SDK would pickle the provider with the pickle protocol and library it runs on; this is the same string under
    each version of Python, of the SDK and of this package, so that updating one of them changes no state.
    """
    protocol_2, global_, empty_tuple, new_object, stop = b"\x80\x02", b"c", b")", b"\x81", b"."
    name = f"{provider.__module__}\n{provider.__qualname__}\n".encode()
    return base64.b64encode(protocol_2 + global_ + name + empty_tuple + new_object + stop).decode()
