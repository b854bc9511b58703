"""API clients with the credentials of the stack's default provider or of an explicit one."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from alicloud_ipv6.api import Api, CredentialError, OpenApi, RoleApi, find_credential, find_role
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.type_tokens import PROVIDER
from alicloud_offline.up.retrying_api import RetryingApi
from alicloud_offline.up.supported import check_supported

_TYPE = f"{PROVIDER}alicloud"
_SUPPORTED = {"region", "profile", "accessKey", "secretKey", "securityToken", "assumeRole", "accountType"}
_DEFAULT_REGION = "cn-beijing"


def stack_client(configured: Callable[[str], str | None]) -> Api:
    """Return the default provider's client, made from the configuration and the environment."""
    region = configured("alicloud:region") or os.environ.get("ALICLOUD_REGION") or _DEFAULT_REGION
    try:
        base, role = OpenApi(region, find_credential(configured, os.environ)), find_role(configured, os.environ)
    except CredentialError as error:
        raise OfflineError(str(error)) from None
    return RetryingApi(RoleApi(base, region, role) if role else base)


def provider_client(resource_type: str, name: str, inputs: Mapping[str, Any]) -> Api:
    """Return an explicit provider's client; raise OfflineError for a setting that is not supported."""
    if resource_type != _TYPE:
        raise OfflineError(f"`alicloud-offline up` supports providers of type {_TYPE}, not {resource_type} ({name}).")
    check_supported(inputs, _SUPPORTED, f"the provider {name}")
    return stack_client({f"alicloud:{setting}": value for setting, value in inputs.items()}.get)
