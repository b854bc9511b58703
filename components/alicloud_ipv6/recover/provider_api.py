"""The API as the provider of a resource calls it: the same region, credentials and role."""

import json
import os
from collections.abc import Mapping
from typing import Any

from alicloud_rules.regions import default_region

from .._api.credentials import find_credential, find_role
from .._api.openapi import Api, OpenApi
from .._api.role_session import RoleApi


def provider_api(inputs: Mapping[str, Any]) -> Api:
    """Return the API with the settings of an alicloud provider, by their names in the state.

    Settings that it lacks come from the environment, as for the provider. Raise `CredentialError` for settings that
    cannot be used.
    """

    def configured(key: str) -> Any:  # noqa: ANN401 - a string, or an object that the state has as JSON
        return inputs.get(key.removeprefix("alicloud:"))

    region = str(inputs.get("region") or default_region())
    base = OpenApi(region, find_credential(configured, os.environ))
    role = find_role(configured, os.environ)
    return RoleApi(base, region, role) if role else base


def provider_place(inputs: Mapping[str, Any]) -> str:
    """Return the region, and the role if there is one, for a report."""
    region, role = str(inputs.get("region") or default_region()), inputs.get("assumeRole")
    settings = json.loads(role) if isinstance(role, str) else role or {}
    arn = settings.get("roleArn") or settings.get("role_arn")
    return f"{region}, as {arn}" if arn else region
