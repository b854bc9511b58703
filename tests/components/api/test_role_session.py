from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from alicloud_ipv6._api.openapi import ApiError
from alicloud_ipv6._api.role_session import EXPIRED, AssumedRole, RoleApi

ROLE = AssumedRole("acs:ram::1000000000000002:role/owner", "me", 900, "x-1")


class Cloud:
    """An STS that gives numbered sessions of 900 seconds, and a service that answers with who called it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.assumed: list[dict[str, Any]] = []
        self.refusals: list[ApiError] = []

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        assert (product, action) == ("Sts", "AssumeRole")
        if self.refusals:
            raise self.refusals.pop(0)
        self.assumed.append(dict(params or {}))
        ends = datetime.fromtimestamp(self.now + 900, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        number = len(self.assumed)
        keys = {"AccessKeyId": f"id-{number}", "AccessKeySecret": "secret", "SecurityToken": f"token-{number}"}
        return {"Credentials": {**keys, "Expiration": ends}}

    def api(self, *refusals: ApiError) -> RoleApi:
        faults = list(refusals)

        def opened(region: str, credential: Any) -> "Session":  # noqa: ANN401 - a client of an untyped library
            assert region == "cn-beijing"
            return Session(credential, faults)

        return RoleApi(self, "cn-beijing", ROLE, lambda: self.now, opened)


class Session:
    def __init__(self, credential: Any, faults: list[ApiError]) -> None:  # noqa: ANN401 - the same
        self._keys, self._faults = credential.get_credential(), faults

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        if self._faults:
            raise self._faults.pop(0)
        return {"id": self._keys.access_key_id, "token": self._keys.security_token, "asked": (product, action, params)}


def test_calls_are_made_in_a_session_of_the_role() -> None:
    cloud = Cloud()
    answer = cloud.api().call("Ecs", "AssignIpv6Addresses", {"Ipv6AddressCount": 1})
    assert answer == {
        "id": "id-1",
        "token": "token-1",
        "asked": ("Ecs", "AssignIpv6Addresses", {"Ipv6AddressCount": 1}),
    }
    assert cloud.assumed == [
        {"RoleArn": ROLE.arn, "RoleSessionName": "me", "DurationSeconds": 900, "ExternalId": "x-1"}
    ]


def test_nothing_is_assumed_before_the_first_call() -> None:
    cloud = Cloud()
    cloud.api()
    assert cloud.assumed == []


def test_a_session_serves_until_shortly_before_its_end() -> None:
    cloud = Cloud()
    api = cloud.api()
    assert api.call("Ecs", "X")["id"] == "id-1"
    cloud.now += 720
    assert api.call("Ecs", "X")["id"] == "id-1"
    cloud.now += 1
    assert api.call("Ecs", "X")["id"] == "id-2"


def test_a_session_that_the_service_holds_for_ended_is_renewed_once() -> None:
    cloud = Cloud()
    ended = ApiError(EXPIRED, "ended", 400)
    assert cloud.api(ended).call("Ecs", "X")["id"] == "id-2"
    with pytest.raises(ApiError, match=EXPIRED):
        cloud.api(ended, ended).call("Ecs", "X")


def test_other_refusals_are_not_asked_again_and_name_role_and_action() -> None:
    cloud = Cloud()
    denied = ApiError("Forbidden.RAM", "not authorized", 403, "r-1", "AssignIpv6Addresses")
    with pytest.raises(ApiError) as refused:
        cloud.api(denied, denied).call("Ecs", "AssignIpv6Addresses")
    said = "AssignIpv6Addresses failed as acs:ram::1000000000000002:role/owner: Forbidden.RAM: not authorized"
    assert str(refused.value) == f"{said} (request id r-1)"
    assert (refused.value.code, refused.value.status) == ("Forbidden.RAM", 403)
    assert len(cloud.assumed) == 1


def test_a_role_that_cannot_be_assumed_is_named() -> None:
    cloud = Cloud()
    cloud.refusals = [ApiError("NoPermission", "not trusted", 403, "r-1", "AssumeRole")]
    with pytest.raises(ApiError, match=r"AssumeRole failed as acs:ram::1000000000000002:role/owner: NoPermission"):
        cloud.api().call("Ecs", "X")
