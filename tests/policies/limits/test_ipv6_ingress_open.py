import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import judged, open_questions, said, world

LIMIT = "ipv6-ingress-open"
OPEN = {"type": "ingress", "ipProtocol": "all", "portRange": "-1/-1", "ipv6CidrIp": "::/0", "securityGroupId": "sg-1"}


def found(**changes: object) -> list[str]:
    w = world()
    w.plan.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", {**OPEN, **changes})
    return said(LIMIT, w) + open_questions(LIMIT, w)


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
    assert "icmpv6 alone does" in message


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
def test_anything_else_is_fine(changes: dict[str, object]) -> None:
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
    w = world()
    w.plan.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", OPEN)
    assert {one.level for one in judged(w).of(LIMIT)} == {"advisory"}
    assert {one.level for one in judged(w, {LIMIT: "mandatory"}).of(LIMIT)} == {"mandatory"}
