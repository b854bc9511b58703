"""Alibaba Cloud's RPC APIs, called with Alibaba Cloud's Python core: the only module of this package that uses HTTP.

Proxy and certificate authority come from the usual environment: `HTTPS_PROXY`, and `REQUESTS_CA_BUNDLE` or
`SSL_CERT_FILE`, a PEM file.
"""

import os
import re
from collections.abc import Mapping
from typing import Any, Protocol

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.exceptions import CredentialException  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.client import Client  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.utils import Utils  # type: ignore[import-untyped]
from darabonba.exceptions import RetryError, UnretryableException  # type: ignore[import-untyped]
from darabonba.runtime import RuntimeOptions  # type: ignore[import-untyped]

CONNECT_TIMEOUT_MS = 10_000
READ_TIMEOUT_MS = 60_000

# Product -> (API version, host). The hosts are those of the public network.
_PRODUCTS = {
    "Ecs": ("2014-05-26", "ecs.{region}.aliyuncs.com"),
    "Vpc": ("2016-04-28", "vpc.{region}.aliyuncs.com"),
    "Sts": ("2015-04-01", "sts.{region}.aliyuncs.com"),
    "Ram": ("2015-05-01", "ram.aliyuncs.com"),
    "ResourceManager": ("2020-03-31", "resourcemanager.aliyuncs.com"),
    "Location": ("2015-06-12", "location.aliyuncs.com"),
    "BssOpenApi": ("2017-12-14", "business.aliyuncs.com"),
}
_WITHOUT_REGION_ID = {"Sts", "Ram", "ResourceManager", "Location", "BssOpenApi"}
_LONGEST_MESSAGE = 500

NO_ANSWER = "NoAnswer"
"""Code of an `ApiError` for a call without a readable answer: the service may or may not have carried it out."""
NO_CREDENTIAL = "NoCredential"
"""Code of an `ApiError` for a call that was not sent because no credential was found."""


class ApiError(Exception):
    """A call that did not succeed.

    `status` is the HTTP status; without an answer it is 0 and `code` is `NO_ANSWER` or `NO_CREDENTIAL`.
    """

    def __init__(
        self, code: str, message: str, status: int = 0, request_id: str = "", action: str = "", role: str = ""
    ) -> None:
        """Take the answer's `Code`, `Message`, HTTP status and `RequestId`, the action, and the role that called it."""
        self.code, self.message, self.status, self.request_id, self.action = code, message, status, request_id, action
        caller = f" as {role}" if role else ""
        super().__init__(
            f"{action or 'the call'} failed{caller}: {code}: {message} (request id {request_id or 'none'})"
        )

    def of_role(self, role: str) -> "ApiError":
        """Return the same error with the ARN of the role that called, or was to be assumed."""
        return ApiError(self.code, self.message, self.status, self.request_id, self.action, role)


class Api(Protocol):
    """Anything that can call an API: `OpenApi`, `RoleApi`, or a fake of a test."""

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Call one action and return its answer, or raise `ApiError`."""


class OpenApi:
    """Calls the APIs of one region with one credential.

    `region` is a region id such as `cn-beijing`. `credential` is a client of `alibabacloud_credentials`; left out, it
    is Alibaba Cloud's default chain (environment, CLI profile, ECS RAM role).
    """

    def __init__(self, region: str, credential: Credential | None = None) -> None:
        """Store the region and the credential; nothing is sent yet."""
        self.region = region
        self._credential = credential or Credential()
        self._clients: dict[str, Client] = {}

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Call one RPC action: `call("Ecs", "AttachNetworkInterface", {"NetworkInterfaceId": ..., "InstanceId": ...})`.

        Lists become `Name.1`, `Name.2`; `None` is left out; `RegionId` is added where the product knows regions.
        Nothing is retried. Raise `ApiError`, also when no answer came.
        """
        version, _ = _PRODUCTS[product]
        region = {} if product in _WITHOUT_REGION_ID else {"RegionId": self.region}
        query = {name: _text(value) for name, value in {**region, **(params or {})}.items() if value is not None}
        what = Params(
            action=action,
            version=version,
            protocol="HTTPS",
            pathname="/",
            method="POST",
            auth_type="AK",
            style="RPC",
            req_body_type="formData",
            body_type="json",
        )
        try:
            answer = self._client(product).call_api(what, OpenApiRequest(query=Utils.query(query)), _runtime())
        except AlibabaCloudException as error:
            raise _api_error(error, action) from None
        except UnretryableException as error:
            raise _unanswered(error.inner_exception, action) from None
        body = answer["body"]
        return body if isinstance(body, dict) else {}

    def _client(self, product: str) -> Client:
        if product not in self._clients:
            _, host = _PRODUCTS[product]
            endpoint = host.format(region=self.region)
            self._clients[product] = Client(Config(credential=self._credential, endpoint=endpoint))
        return self._clients[product]


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _runtime() -> RuntimeOptions:
    # The library passes a CA file to its HTTP layer only if it is set here: with a proxy it ignores these variables.
    ca_file = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
    return RuntimeOptions(ca=ca_file, connect_timeout=CONNECT_TIMEOUT_MS, read_timeout=READ_TIMEOUT_MS)


def _api_error(error: AlibabaCloudException, action: str) -> ApiError:
    # `data` is the answer's own JSON; the exception's message is wrapped once more by the library.
    answer = error.data if isinstance(error.data, dict) else {}
    message = str(answer.get("Message") or answer.get("message") or error.message or "no message")
    return ApiError(error.code or "Unknown", message, error.status_code or 0, error.request_id or "", action)


def _unanswered(cause: Exception, action: str) -> Exception:
    if isinstance(cause, CredentialException):
        return ApiError(NO_CREDENTIAL, str(cause), action=action)
    if isinstance(cause, RetryError | RuntimeError):
        # The HTTP layer quotes the whole URL, parameters and all: a password may be among them.
        said = re.sub(r" with url: \S+", "", str(getattr(cause, "message", cause)))
        return ApiError(NO_ANSWER, said[:_LONGEST_MESSAGE], action=action)
    return cause
