from typing import Any

import pytest

from alicloud_policies.config.flow_settings import FlowSpec, block_of, read_flows
from alicloud_rules.everybody import INTERNET

FLOW = {"from": "internet", "to": "web-*"}


def test_a_flow_is_a_ping_unless_its_protocol_says_otherwise() -> None:
    assert read_flows([FLOW]) == (FlowSpec("internet", "web-*", "icmpv6", None),)


@pytest.mark.parametrize(
    ("ports", "expected"), [("443", range(443, 444)), ("8000-8010", range(8000, 8011)), ("1-65535", range(1, 65536))]
)
def test_ports_are_one_or_a_range(ports: str, expected: range) -> None:
    (flow,) = read_flows([{**FLOW, "protocol": "tcp", "ports": ports}])
    assert flow.ports == expected
    assert str(flow) == f"internet -> web-* tcp/{ports}"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"protocol": "tcp"}, "has the ports None; expected a port such as 443"),
        ({"protocol": "udp", "ports": "0"}, "has the ports '0'"),
        ({"protocol": "udp", "ports": "65536"}, "has the ports '65536'"),
        ({"protocol": "tcp", "ports": "90-80"}, "has the ports '90-80'"),
        ({"protocol": "tcp", "ports": "80/90"}, "has the ports '80/90'"),
        ({"ports": "80"}, "has ports, but icmpv6 has none; remove them"),
    ],
)
def test_other_ports_are_refused(more: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=r"^the flow from internet to web-\* ") as error:
        read_flows([{**FLOW, **more}])
    assert problem in str(error.value)


def test_an_end_is_a_block_or_a_pattern() -> None:
    assert block_of("internet") == INTERNET
    assert str(block_of("2001:db8::1")) == "2001:db8::1/128"
    assert block_of("web-*") is None
