"""The time limit of one request: it ends a handler, its transaction has no effect, and the next request works."""

import re
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway import products
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.gateway.time_limit import TimeLimit
from tests.sandbox.conftest import Cloud, refused


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """A cloud with a short limit."""
    kept = signal.getsignal(signal.SIGVTALRM)
    yield Cloud(Dispatcher(Store(":memory:"), time_limit=TimeLimit(0.05)))
    signal.signal(signal.SIGVTALRM, kept)


def create_and_loop(call: Call, p: Params) -> dict[str, object]:
    """Make a VPC, then go on forever, and hide every usual error."""
    products.ACTIONS["2016-04-28", "CreateDefaultVpc"].handler(call, p)
    while True:
        try:
            re.fullmatch("(a*)*b", "a" * 30)
        except Exception:
            continue


def test_a_long_request_ends_without_an_effect(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    default = products.ACTIONS["2016-04-28", "CreateDefaultVpc"]
    with refused("InvalidParameter", 400) as caught:
        cloud.request(replace(default, handler=create_and_loop), {})
    assert "more than 0.05 seconds of processor time" in caught.value.message
    assert cloud.vpc("DescribeVpcs")["TotalCount"] == 0
    assert cloud.vpc("CreateVpc")["VpcId"]


def test_a_limit_that_is_over_does_not_reach_the_next_request(cloud: Cloud) -> None:
    with cloud.dispatcher.time_limit():
        pass
    signal.raise_signal(signal.SIGVTALRM)
    assert cloud.vpc("CreateVpc")["VpcId"]
