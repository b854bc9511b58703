import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.security_group_rules import RuleProtocol, check_rule, rule_key
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy, Rule


@pytest.mark.parametrize(
    "rule",
    [
        ("all", "-1/-1", "::/0", "accept", 1),
        ("icmpv6", "-1/-1", "2001:db8::/64", "drop", 100),
        ("icmp", "-1/-1", "0.0.0.0/0", "accept", 1),
        ("tcp", "1/65535", "::/0", "accept", 1),
        ("udp", "53/53", "192.0.2.0/24", "accept", 1),
    ],
)
def test_rules_the_service_takes(rule: tuple[str, str, str, str, int]) -> None:
    assert check_rule(*rule) is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (("sctp", "-1/-1", "::/0", "accept", 1), "expected one of: all, icmpv6, icmp, tcp, udp, gre"),
        (("all", "-1/-1", "::/0", "allow", 1), "expected one of: accept, drop"),
        (("all", "-1/-1", "::/0", "accept", 0), "1 (first) to 100, not 0"),
        (("all", "-1/-1", "::/0", "accept", 101), "not 101"),
        (("icmpv6", "22/22", "::/0", "accept", 1), "Protocol icmpv6 has no ports"),
        (("tcp", "-1/-1", "::/0", "accept", 1), "such as 22/22, not '-1/-1'"),
        (("tcp", "0/22", "::/0", "accept", 1), "two ports from 1 to 65535"),
        (("tcp", "22/21", "::/0", "accept", 1), "two ports"),
        (("udp", "22/65536", "::/0", "accept", 1), "two ports"),
        (("all", "-1/-1", "2001:db8::1/64", "accept", 1), "2001:db8::1/64"),
        (("all", "-1/-1", "everywhere", "accept", 1), "everywhere"),
        (("icmp", "-1/-1", "::/0", "accept", 1), "needs icmpv6"),
        (("icmpv6", "-1/-1", "0.0.0.0/0", "accept", 1), "needs icmp"),
    ],
)
def test_rules_the_service_refuses(rule: tuple[str, str, str, str, int], said: str) -> None:
    assert said in str(check_rule(*rule))


rules = st.builds(
    Rule,
    direction=st.just(Direction.INGRESS),
    policy=st.sampled_from(Policy),
    protocol=st.sampled_from([protocol.value for protocol in RuleProtocol]),
    port_range=st.sampled_from([ANY_PORT, "1/2", "1/22", "11/2", "22/22"]),
    cidr=st.sampled_from(["::/0", "0.0.0.0/0", "2001:db8::/64", "2001:db8::/6", "10.0.0.0/8", "::1/128"]),
    group_id=st.none(),
    priority=st.sampled_from([1, 2, 10, 100]),
)


@given(rules, rules)
def test_two_rules_share_a_key_only_when_they_are_the_same(one: Rule, other: Rule) -> None:
    assert (rule_key(one) == rule_key(other)) == (one == other)


def test_the_spelling_of_a_block_does_not_matter() -> None:
    def rule(cidr: str) -> Rule:
        return Rule(Direction.INGRESS, Policy.ACCEPT, "all", ANY_PORT, cidr, None, 1)

    assert rule_key(rule("2001:DB8:0::/64")) == rule_key(rule("2001:db8::/64")) == "all-2001.db8.._64"
