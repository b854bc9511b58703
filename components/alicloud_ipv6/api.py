"""Alibaba Cloud's APIs, called as the alicloud provider beside this package would: `OpenApi(region, credential)`."""

from ._api.cloud_assistant import Outcome, run_command
from ._api.credentials import ACCESS_KEY_VARIABLES, find_credential, find_role
from ._api.openapi import Api, ApiError, OpenApi
from ._api.provider_roles import CredentialError
from ._api.retry import Deadline, DeadlineError
from ._api.role_session import AssumedRole, RoleApi

__all__ = [
    "ACCESS_KEY_VARIABLES",
    "Api",
    "ApiError",
    "AssumedRole",
    "CredentialError",
    "Deadline",
    "DeadlineError",
    "OpenApi",
    "Outcome",
    "RoleApi",
    "find_credential",
    "find_role",
    "run_command",
]
