import base64
from typing import Any

import pytest
from pulumi.dynamic import Config, ConfigureRequest
from pulumi.output import UNKNOWN

from alicloud_ipv6._assignment import dynamic_base
from alicloud_ipv6._assignment.desired_record import record_desired, reset
from alicloud_ipv6.ipv6_address_hold import Ipv6AddressHold, Ipv6AddressHoldProvider
from tests.components.fake_eni import ENI, FakeApi
from tests.components.recorder import record

ONE, TWO = "2001:db8::1", "2001:db8::2"
HELD = {"networkInterfaceId": ENI, "region": "cn-beijing", "ipv6Address": ONE}


@pytest.fixture(autouse=True)
def new_process() -> None:
    reset()


def serving(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> Ipv6AddressHoldProvider:
    monkeypatch.setattr(dynamic_base, "OpenApi", lambda _region, _credential: api)
    provider = Ipv6AddressHoldProvider()
    provider.configure(ConfigureRequest(Config({"alicloud:accessKey": "id", "alicloud:secretKey": "secret"}, "p")))
    return provider


def test_registers_what_it_holds() -> None:
    inputs = record(lambda: Ipv6AddressHold("hold", ENI, "cn-beijing", ONE)).one("Ipv6AddressHold").inputs
    stored = base64.b64decode(inputs.pop("__provider"))
    assert inputs == HELD
    assert stored == b"\x80\x02calicloud_ipv6.ipv6_address_hold\nIpv6AddressHoldProvider\n)\x81."


def test_holding_calls_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi()
    provider = serving(api, monkeypatch)
    created = provider.create(dict(HELD))
    assert (created.id, created.outs) == (f"{ENI}:{ONE}", HELD)
    assert provider.read(created.id, dict(HELD)).outs == HELD
    assert api.calls == []


def test_deleting_gives_back_what_the_assignment_has_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(ONE, TWO)
    record_desired(ENI, [TWO])
    serving(api, monkeypatch).delete("id", dict(HELD))
    assert api.present == [TWO]


def test_deleting_keeps_what_the_assignment_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when public bandwidth is turned off and the addresses stay."""
    api = FakeApi(ONE)
    record_desired(ENI, [ONE])
    serving(api, monkeypatch).delete("id", dict(HELD))
    assert api.calls == []


def test_deleting_leaves_it_to_the_assignment_when_that_goes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(ONE)
    record_desired("eni-other", [])
    serving(api, monkeypatch).delete("id", dict(HELD))
    assert api.calls == []


def test_deleting_is_fine_when_the_address_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(TWO)
    record_desired(ENI, [TWO])
    serving(api, monkeypatch).delete("id", dict(HELD))
    assert api.writes() == []


@pytest.mark.parametrize(
    ("news", "replaces"),
    [
        ({}, []),
        ({"ipv6Address": TWO}, ["ipv6Address"]),
        ({"ipv6Address": UNKNOWN}, ["ipv6Address"]),
        ({"networkInterfaceId": "eni-2"}, ["networkInterfaceId"]),
        ({"region": "cn-shanghai"}, ["region"]),
    ],
)
def test_another_address_is_another_hold(news: dict[str, Any], replaces: list[str]) -> None:
    diff = Ipv6AddressHoldProvider().diff("id", dict(HELD), {**HELD, **news})
    assert (diff.changes, diff.replaces) == (bool(replaces), replaces)


def test_as_whom_the_address_is_given_back_can_change() -> None:
    role = {"roleArn": "acs:ram::1000000000000002:role/owner", "sessionName": "me"}
    provider = Ipv6AddressHoldProvider()
    diff = provider.diff("id", dict(HELD), {**HELD, **role})
    assert (diff.changes, diff.replaces) == (True, [])
    assert provider.update("id", dict(HELD), {**HELD, **role, "more": 1}).outs == {**HELD, **role}
