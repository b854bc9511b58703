"""Whose calls create a resource: those of the stack's own provider, or of an explicit one."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from alicloud_ipv6.credentials import CredentialError, find_credential, find_role
from alicloud_ipv6.openapi import Api, OpenApi
from alicloud_ipv6.role_session import RoleApi
from alicloud_offline.errors import OfflineError

PREFIX = "pulumi:providers:"
_TYPE = f"{PREFIX}alicloud"
_KNOWN = {"region", "profile", "accessKey", "secretKey", "securityToken", "assumeRole", "accountType"}
_DEFAULT_REGION = "cn-beijing"


def stack_api(configured: Callable[[str], str | None]) -> Api:
    """The API as the stack's own provider calls it, by its configuration and the environment."""
    region = configured("alicloud:region") or os.environ.get("ALICLOUD_REGION") or _DEFAULT_REGION
    try:
        base, role = OpenApi(region, find_credential(configured, os.environ)), find_role(configured)
    except CredentialError as error:
        raise OfflineError(str(error)) from None
    return RoleApi(base, region, role) if role else base


def provider_api(resource_type: str, name: str, inputs: Mapping[str, Any]) -> Api:
    """The API as an explicit provider calls it; OfflineError for a setting that is not known here."""
    if resource_type != _TYPE:
        raise OfflineError(f"`offline up` knows providers of type {_TYPE}, not {resource_type} ({name}).")
    for setting in inputs:
        if setting not in _KNOWN:
            listed = ", ".join(sorted(_KNOWN))
            raise OfflineError(f"`offline up` does not know {setting!r} of the provider {name}; it knows {listed}.")
    return stack_api({f"alicloud:{setting}": value for setting, value in inputs.items()}.get)
