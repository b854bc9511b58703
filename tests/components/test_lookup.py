"""When what exists is asked after. Not proved here: that a real engine answers; tests/engine does."""

from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import Ipv6Vpc, Ipv6VpcArgs, VswitchArgs, lookup
from tests.components.recorder import Recorder, attempt

TOKEN = "alicloud:vpc/getNetworks:getNetworks"
ANSWER = {"vpcs": [{"ipv6CidrBlock": "2001:db8::/56"}]}
# As the provider words them, from its two SDKs and from Go's HTTP client.
PASSING = (
    "SDKError:\n   StatusCode: 400\n   Code: Throttling.User",
    'refresh session token failed: {"Code":"ServiceUnavailable"}',
    'Post "https://vpc.aliyuncs.com/": read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer',
    'Post "https://vpc.aliyuncs.com/": EOF',
)


class Watching(Recorder):
    """Notes what was registered when a data source was called."""

    before: set[str]

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 - the monitor's own protocol
        self.before = self.names()
        return super().Invoke(request)


class Failing(Watching):
    """Fails the first calls of a data source with these errors."""

    errors: list[str]

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 - the monitor's own protocol
        answer = self._invokes[request.tok]
        self._invokes = {request.tok: Exception(self.errors.pop(0)) if self.errors else ANSWER}
        found = super().Invoke(request)
        self._invokes = {request.tok: answer}
        return found


def watched(preview: bool, program_id: bool) -> Watching:
    def program() -> None:
        first = alicloud.vpc.Network("first", cidr_block="10.0.0.0/16")
        vpc_id = first.id if program_id else "vpc-1"
        args = Ipv6VpcArgs(vpc_id=vpc_id, vswitches=[VswitchArgs(vswitch_id="vsw-1")], security_group_id="sg-1")
        Ipv6Vpc("it", args, None if program_id else pulumi.ResourceOptions(depends_on=[first]))

    monitor = Watching(preview, {}, {TOKEN: {"vpcs": []}})
    attempt(program, monitor, preview=preview)
    return monitor


def test_it_comes_after_what_the_component_depends_on() -> None:
    assert watched(preview=False, program_id=False).before == {"first", "it"}


def test_the_id_is_a_known_one() -> None:
    assert watched(preview=False, program_id=True).invoked == [(TOKEN, {"ids": ["first-id"]})]
    assert watched(preview=True, program_id=True).invoked == []
    assert watched(preview=True, program_id=False).invoked == [(TOKEN, {"ids": ["vpc-1"]})]


def failing(monkeypatch: pytest.MonkeyPatch, *errors: str) -> tuple[Failing, list[Any]]:
    monkeypatch.setattr(lookup, "PAUSES", (0.0,) * 5)
    blocks: list[Any] = []

    def program() -> None:
        args = Ipv6VpcArgs(vpc_id="vpc-1", vswitches=[VswitchArgs(vswitch_id="vsw-1")], security_group_id="sg-1")
        Ipv6Vpc("it", args).ipv6_cidr_block.apply(blocks.append)

    monitor = Failing(False, {}, {TOKEN: ANSWER})
    monitor.errors = list(errors)
    attempt(program, monitor)
    return monitor, blocks


def test_a_passing_failure_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monitor, blocks = failing(monkeypatch, *PASSING)
    assert len(monitor.invoked) == len(PASSING) + 1
    assert blocks == ["2001:db8::/56"]


def test_a_failure_that_stays_is_raised_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Exception, match=r"Forbidden\.RAM"):
        failing(monkeypatch, "Code: Forbidden.RAM")


def test_the_last_failure_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Exception, match=r"Throttling\.User"):
        failing(monkeypatch, *PASSING[:1] * 6)


def test_a_lookup_before_any_resource_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "PAUSES", (0.0,) * 5)
    errors = list(PASSING)

    def query() -> str:
        if errors:
            raise RuntimeError(errors.pop(0))
        return "answer"

    assert lookup.retry_lookup(query) == "answer"
    errors = ["no such host"]
    with pytest.raises(RuntimeError, match="no such host"):
        lookup.retry_lookup(query)
    assert errors == []
