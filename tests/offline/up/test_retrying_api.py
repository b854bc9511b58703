"""Calls of the engine-free `up` that meet passing failures."""

from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api import retry
from alicloud_ipv6._api.openapi import NO_ANSWER
from alicloud_ipv6.api import ApiError
from alicloud_offline.up.retrying_api import RetryingApi

CREATE = {"VpcName": "one", "ClientToken": "token"}


class Failing:
    """An API client that fails with these errors, one after the other, before it answers."""

    def __init__(self, *errors: ApiError) -> None:
        self.errors = list(errors)
        self.calls: list[dict[str, object]] = []

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        self.calls.append(dict(params or {}))
        if self.errors:
            raise self.errors.pop(0)
        return {"VpcId": "vpc-1"}


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "_FIRST_PAUSE", 0.0)


@pytest.mark.parametrize(
    "error",
    [
        ApiError("Throttling.User", "", 400),
        ApiError("ServiceUnavailable", "", 503),
        ApiError("InternalError.Dispatch", "", 500),
        ApiError(NO_ANSWER, ""),
    ],
    ids=lambda error: error.code,
)
def test_a_passing_failure_is_repeated_with_the_same_token(error: ApiError) -> None:
    api = Failing(error, error)
    assert RetryingApi(api).call("Vpc", "CreateVpc", CREATE) == {"VpcId": "vpc-1"}
    assert api.calls == [CREATE] * 3


def test_a_refusal_is_not_repeated() -> None:
    api = Failing(ApiError("QuotaExceeded.Vpc", "", 400))
    with pytest.raises(ApiError, match=r"QuotaExceeded\.Vpc"):
        RetryingApi(api).call("Vpc", "CreateVpc", CREATE)
    assert len(api.calls) == 1


def test_an_attachment_is_not_repeated_blindly() -> None:
    api = Failing(ApiError(NO_ANSWER, ""))
    with pytest.raises(ApiError, match=NO_ANSWER):
        RetryingApi(api).call("Ecs", "AttachNetworkInterface", {})
    assert len(api.calls) == 1
