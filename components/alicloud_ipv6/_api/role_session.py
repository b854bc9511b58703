"""The APIs, called as an assumed role: a session of STS that is renewed before it ends.

Alibaba Cloud's credentials library can assume a role too, but its HTTP client ignores the certificate authority of the
environment; this module uses `OpenApi`, as every other call. Keys and tokens of a session stay in memory.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.provider import StaticSTSCredentialsProvider  # type: ignore[import-untyped]

from alicloud_rules.roles import DEFAULT_SESSION_NAME, DEFAULT_SESSION_SECONDS

from .openapi import Api, ApiError, OpenApi

RENEW_SECONDS = 180
"""A session with less time left than this is renewed before a call, as the alicloud provider does."""
EXPIRED = "InvalidSecurityToken.Expired"

OpenSession = Callable[[str, Credential], Api]


@dataclass(frozen=True)
class AssumedRole:
    """A role and the parameters of AssumeRole."""

    arn: str
    session_name: str = DEFAULT_SESSION_NAME
    seconds: int = DEFAULT_SESSION_SECONDS
    external_id: str | None = None


class RoleApi:
    """The APIs of one region, called as a role; `ApiError` names the role."""

    def __init__(
        self,
        base: Api,
        region: str,
        role: AssumedRole,
        now: Callable[[], float] = time.time,
        open_session: OpenSession = OpenApi,
    ) -> None:
        """Assume `role` with `base`, when the first call is made; `now` is in seconds since the epoch."""
        self._base, self._region, self._role = base, region, role
        self._now, self._open_session = now, open_session
        self._session: Api | None = None
        self._ends = 0.0

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Call one action as the role, see `OpenApi.call`; renew a session that the service reports as expired."""
        try:
            return self._call(product, action, params)
        except ApiError as error:
            if error.code != EXPIRED:
                raise
        self._session = None
        return self._call(product, action, params)

    def _call(self, product: str, action: str, params: Mapping[str, object] | None) -> dict[str, Any]:
        try:
            return self._current_session().call(product, action, params)
        except ApiError as error:
            raise error.of_role(self._role.arn) from None

    def _current_session(self) -> Api:
        if self._session is None or self._ends - self._now() < RENEW_SECONDS:
            self._session = self._assume()
        return self._session

    def _assume(self) -> Api:
        params = {
            "RoleArn": self._role.arn,
            "RoleSessionName": self._role.session_name,
            "DurationSeconds": self._role.seconds,
            "ExternalId": self._role.external_id,
        }
        keys = self._base.call("Sts", "AssumeRole", params)["Credentials"]
        self._ends = datetime.strptime(keys["Expiration"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        provider = StaticSTSCredentialsProvider(
            access_key_id=keys["AccessKeyId"],
            access_key_secret=keys["AccessKeySecret"],
            security_token=keys["SecurityToken"],
        )
        return self._open_session(self._region, Credential(provider=provider))
