import pytest

from alicloud_rules.limits import ipv6_ingress_open


@pytest.mark.parametrize(
    ("protocol", "ports", "exposed"),
    [
        ("all", "-1/-1", "every protocol and port"),
        ("TCP", "1/65535", "every tcp port"),
        ("udp", None, "every udp port"),
        ("tcp", "20/25", "22 (SSH)"),
        ("tcp", "443/443,3389/3389", "3389 (RDP)"),
        ("tcp", "1/4000", "22 (SSH) and 3389 (RDP)"),
    ],
)
def test_what_a_rule_opens_is_named(protocol: str, ports: str | None, exposed: str) -> None:
    assert f"in on {exposed}." in str(ipv6_ingress_open.check(protocol, ports))


@pytest.mark.parametrize(
    ("protocol", "ports"), [("icmpv6", "-1/-1"), ("tcp", "443/443"), ("udp", "22/22"), ("tcp", "x/y"), ("", None)]
)
def test_rules_that_open_little(protocol: str, ports: str | None) -> None:
    assert ipv6_ingress_open.check(protocol, ports) is None
