"""What the dynamic resources of this package share: whose credentials they act with, and how they spell properties.

Their providers run in a process of its own, which imports them by name. The state holds that name, inputs and outputs;
no code, no credential.
"""

import os
import re
from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import ConfigureRequest, Resource, ResourceProvider

from .credentials import find_credential, find_role
from .one_line import in_one_line
from .openapi import Api, OpenApi
from .role_rules import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS
from .role_session import AssumedRole, RoleApi

ACTING = ("profile", "roleArn", "sessionName", "durationSeconds", "externalId")
"""The inputs that say as whom a resource acts; without them, it is the stack's own credentials and role."""


class ApiProvider(ResourceProvider):
    """A dynamic provider that calls Alibaba Cloud's APIs as the alicloud provider beside it would."""

    # Nothing secret is in it: it is pickled as its importable name, without any attribute.
    serialize_as_secret_always = False

    @in_one_line
    def configure(self, req: ConfigureRequest) -> None:
        """Find the credential; the engine hands over the configuration of the whole stack."""
        self._credential = find_credential(req.config.get, os.environ)
        self._role = find_role(req.config.get)

    def open_api(self, props: Mapping[str, Any]) -> Api:
        """Return the APIs of the resource's region, called as the resource is to act."""
        region, profile, role = props["region"], props.get("profile"), _role(props)
        credential = find_credential({"alicloud:profile": profile}.get, os.environ) if profile else self._credential
        base = OpenApi(region, credential)
        if role is None and profile is None:
            role = self._role
        return RoleApi(base, region, role) if role else base


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
    """A dynamic resource whose properties are camelCase on the wire, as those of other providers are."""

    def translate_input_property(self, prop: str) -> str:
        """Python's spelling to the one on the wire."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"_(.)", lambda found: found[1].upper(), prop)

    def translate_output_property(self, prop: str) -> str:
        """The spelling on the wire to Python's."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", prop)
