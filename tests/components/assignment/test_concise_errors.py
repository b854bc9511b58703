import sys
import traceback
from collections.abc import Iterator

import pytest

from alicloud_ipv6._api.openapi import ApiError
from alicloud_ipv6._assignment.concise_errors import concise_errors


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    yield
    sys.__dict__.pop("tracebacklimit", None)


def printed(error: Exception) -> str:
    """What the host of dynamic providers makes of an operation that raises this."""

    @concise_errors
    def operation() -> None:
        raise error

    try:
        operation()
    except Exception:
        return traceback.format_exc()
    raise AssertionError("nothing was raised")


def test_a_refusal_of_the_service_is_one_line() -> None:
    text = printed(ApiError("Forbidden.RAM", "not authorized", 403, "r-1", "AssignIpv6Addresses", "acs:ram::1:role/r"))
    expected = "AssignIpv6Addresses failed as acs:ram::1:role/r: Forbidden.RAM: not authorized (request id r-1)"
    assert text == f"alicloud_ipv6._api.openapi.ApiError: {expected}\n"


def test_what_nobody_expects_keeps_its_traceback_also_afterwards() -> None:
    printed(ApiError("Forbidden.RAM", "not authorized"))
    assert "raise error" in printed(KeyError("assigned"))


def test_what_an_operation_returns_is_returned() -> None:
    assert concise_errors(lambda first, *, second: (first, second))(1, second=2) == (1, 2)
