import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import messages, new_stack, report_on, undetermined

LIMIT = "ipv6-ingress-open"
OPEN = {"type": "ingress", "ipProtocol": "all", "portRange": "-1/-1", "ipv6CidrIp": "::/0", "securityGroupId": "sg-1"}


def found(**changes: object) -> list[str]:
    builder = new_stack()
    builder.planned.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", {**OPEN, **changes})
    return messages(LIMIT, builder) + undetermined(LIMIT, builder)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({}, "every protocol and port"),
        ({"policy": "accept", "ipProtocol": "ALL"}, "every protocol and port"),
        ({"ipProtocol": "tcp"}, "every tcp port"),
        ({"ipProtocol": "udp", "portRange": "1/65535"}, "every udp port"),
        ({"ipProtocol": "tcp", "portRange": "22/22"}, "22 (SSH)"),
        ({"ipProtocol": "tcp", "portRange": "3000/4000"}, "3389 (RDP)"),
        ({"ipProtocol": "tcp", "portRange": "20/23,3389/3389"}, "22 (SSH) and 3389 (RDP)"),
        ({"ipv6CidrIp": "0::/0"}, "every protocol and port"),
    ],
)
def test_what_opens_the_group_to_everybody_is_named(changes: dict[str, object], what: str) -> None:
    (message,) = found(**changes)
    assert f"in on {what}." in message
    assert "icmpv6 for ping" in message


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "egress"},
        {"policy": "drop"},
        {"ipProtocol": "icmpv6"},
        {"ipProtocol": "tcp", "portRange": "443/443"},
        {"ipProtocol": "udp", "portRange": "22/22"},
        {"ipv6CidrIp": "2001:db8::/32"},
        {"ipv6CidrIp": "no block"},
        {"ipv6CidrIp": None, "cidrIp": "0.0.0.0/0"},
    ],
)
def test_other_rules_are_accepted(changes: dict[str, object]) -> None:
    assert found(**changes) == []


@pytest.mark.parametrize("name", ["type", "policy", "ipProtocol", "ipv6CidrIp"])
def test_what_decides_and_is_not_known_is_named(name: str) -> None:
    assert found(**{name: UNKNOWN}) == [f"SecurityGroupRule rule: needs {name} of SecurityGroupRule rule"]


def test_ports_decide_for_tcp_alone() -> None:
    assert "every protocol" in found(portRange=UNKNOWN)[0]
    assert found(ipProtocol="tcp", portRange=UNKNOWN) == [
        "SecurityGroupRule rule: needs portRange of SecurityGroupRule rule"
    ]


def test_it_is_advice() -> None:
    builder = new_stack()
    builder.planned.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", OPEN)
    assert {one.level for one in report_on(builder).of(LIMIT)} == {"advisory"}
    assert {one.level for one in report_on(builder, {LIMIT: "mandatory"}).of(LIMIT)} == {"mandatory"}
