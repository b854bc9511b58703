from dataclasses import fields, replace
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.group_decisions import Flow, PeerGroups, Somewhere, decide
from alicloud_rules.security_groups import ANY_PORT, Direction, PlannedRule, Policy, Rule, SecurityGroup
from alicloud_rules.three_valued import Ternary, Unknown, unknown

PEER = IPv6Address("2001:db8::1")
PING = Flow("icmpv6", PEER)
X = unknown("x")
SOMEWHERE = Flow("icmpv6", Somewhere(IPv6Network("2001:db8::/56"), X))
SSH = Flow("tcp", PEER, port=22)


def rule(  # the defaults let everything in
    protocol: str = "all",
    port_range: str = ANY_PORT,
    cidr: str | None = "::/0",
    group_id: str | None = None,
    priority: int = 1,
    policy: Policy = Policy.ACCEPT,
    direction: Direction = Direction.INGRESS,
) -> Rule:
    return Rule(direction, policy, protocol, port_range, cidr, group_id, priority)


def members(ids: set[str]) -> PeerGroups:
    return PeerGroups(frozenset(ids))


def group(
    *rules: PlannedRule, advanced: bool = False, inner_access: bool = True, group_id: str = "sg-1"
) -> SecurityGroup:
    return SecurityGroup(group_id, f"name-of-{group_id}", "vpc-1", advanced, inner_access, rules)


def lets_in(flow: Flow, *groups: SecurityGroup) -> Ternary:
    return decide(groups, Direction.INGRESS, flow).allowed


def lets_out(flow: Flow, *groups: SecurityGroup) -> Ternary:
    return decide(groups, Direction.EGRESS, flow).allowed


RULES = st.builds(
    Rule,
    direction=st.sampled_from(Direction),
    policy=st.sampled_from(Policy),
    protocol=st.sampled_from(["all", "icmpv6", "icmp", "tcp"]),
    port_range=st.sampled_from([ANY_PORT, "22/22", "1/65535"]),
    cidr=st.sampled_from(["::/0", "2001:db8::/32", "2001:db8:1::/48", "0.0.0.0/0"]),
    group_id=st.none(),
    priority=st.integers(min_value=1, max_value=3),
) | st.builds(
    Rule,
    direction=st.sampled_from(Direction),
    policy=st.sampled_from(Policy),
    protocol=st.just("all"),
    port_range=st.just(ANY_PORT),
    cidr=st.none(),
    group_id=st.sampled_from(["sg-1", "sg-2", "sg-3"]),
    priority=st.integers(min_value=1, max_value=3),
)
FLOWS = st.builds(
    Flow,
    protocol=st.sampled_from(["icmpv6", "tcp"]),
    peer=st.just(PEER),
    port=st.sampled_from([None, 22, 80]),
    peer_groups=st.builds(PeerGroups, st.frozensets(st.sampled_from(["sg-1", "sg-2"]))),
    internal=st.booleans(),
)


@pytest.mark.parametrize("protocol", ["all", "ALL", "icmpv6", "ICMPv6"])
def test_all_and_icmpv6_let_a_ping_in(protocol: str) -> None:
    assert lets_in(PING, group(rule(protocol)))


@pytest.mark.parametrize("protocol", ["icmp", "tcp", "udp", "gre"])
def test_no_other_protocol_lets_a_ping_in(protocol: str) -> None:
    assert not lets_in(PING, group(rule(protocol)))


@pytest.mark.parametrize(
    ("port_range", "passes"),
    [("22/22", True), ("1/22", True), ("22/65535", True), ("80/80,20/25", True), (ANY_PORT, True), ("23/80", False)],
)
def test_a_port_lies_in_the_range(port_range: str, passes: bool) -> None:
    assert lets_in(SSH, group(rule("tcp", port_range))) == passes


def test_a_port_range_never_matches_a_protocol_without_ports() -> None:
    assert not lets_in(PING, group(rule("all", "1/65535")))


@pytest.mark.parametrize(
    ("cidr", "passes"),
    [
        ("::/0", True),
        ("2001:db8::/32", True),
        ("2001:db8::1", True),
        ("2001:db8::1/64", True),
        ("2001:db8::2/128", False),
        ("0.0.0.0/0", False),
    ],
)
def test_the_cidr_contains_the_peer(cidr: str, passes: bool) -> None:
    assert lets_in(PING, group(rule(cidr=cidr))) == passes


def test_an_ipv6_cidr_says_nothing_of_ipv4() -> None:
    assert not lets_in(Flow("tcp", IPv4Address("192.0.2.1"), port=22), group(rule(cidr="::/0")))
    assert lets_in(Flow("tcp", IPv4Address("192.0.2.1"), port=22), group(rule(cidr="0.0.0.0/0")))


def test_a_group_rule_works_for_members_on_the_internal_network_only() -> None:
    by_group = group(rule(cidr=None, group_id="sg-2"))
    assert lets_in(Flow("icmpv6", PEER, peer_groups=members({"sg-2"})), by_group)
    assert not lets_in(Flow("icmpv6", PEER, peer_groups=members({"sg-3"})), by_group)
    assert not lets_in(PING, by_group)


def test_a_rule_works_in_its_direction_only() -> None:
    egress_only = group(rule(direction=Direction.EGRESS), advanced=True)
    assert lets_out(PING, egress_only)
    assert not lets_in(PING, egress_only)


def test_the_lowest_priority_number_wins() -> None:
    accept, drop = rule(priority=5), rule(priority=10, policy=Policy.DROP)
    assert lets_in(PING, group(accept, drop))
    assert not lets_in(PING, group(rule(priority=20), drop))


@pytest.mark.parametrize("order", [1, -1])
def test_drop_wins_at_equal_priority_in_any_order_and_across_groups(order: int) -> None:
    rules = [rule(), rule(policy=Policy.DROP)][::order]
    assert not lets_in(PING, group(*rules))
    assert not lets_in(PING, *(group(each, group_id=f"sg-{number}") for number, each in enumerate(rules)))


def test_the_rules_of_all_groups_count() -> None:
    assert lets_in(PING, group(), group(rule(), group_id="sg-2"))


def test_a_basic_group_lets_all_out_and_its_own_members_in() -> None:
    assert lets_out(PING, group())
    assert not lets_in(PING, group())
    assert lets_in(Flow("icmpv6", PEER, peer_groups=members({"sg-1"})), group())


def test_members_of_an_isolated_group_are_strangers_to_one_another() -> None:
    fellow = Flow("icmpv6", PEER, peer_groups=members({"sg-1"}))
    assert not lets_in(fellow, group(inner_access=False))


def test_a_rule_overrides_what_members_have_by_default() -> None:
    fellow = Flow("icmpv6", PEER, peer_groups=members({"sg-1"}))
    assert not lets_in(fellow, group(rule(priority=100, policy=Policy.DROP)))
    assert not lets_out(PING, group(rule(priority=100, policy=Policy.DROP, direction=Direction.EGRESS)))


def test_an_advanced_group_lets_nothing_in_or_out() -> None:
    fellow = Flow("icmpv6", PEER, peer_groups=members({"sg-1"}))
    assert not lets_out(fellow, group(advanced=True))
    assert not lets_in(fellow, group(advanced=True))


def test_without_a_group_nothing_passes() -> None:
    assert not lets_in(PING)
    assert not lets_out(PING)


def test_the_detail_names_the_rule_that_decided() -> None:
    decision = decide([group(rule("icmpv6", priority=7, policy=Policy.DROP))], Direction.INGRESS, PING)
    assert decision.detail == "name-of-sg-1 does not let icmpv6 in: drop ::/0, priority 7"


def test_the_detail_says_when_no_rule_decided() -> None:
    decision = decide([group(rule("icmp"))], Direction.INGRESS, PING)
    assert decision.detail == "name-of-sg-1 has no rule that lets icmpv6 in from 2001:db8::1"


def test_the_detail_says_that_members_reach_one_another() -> None:
    fellow = Flow("icmpv6", PEER, peer_groups=members({"sg-1"}))
    decision = decide([group()], Direction.INGRESS, fellow)
    assert decision.detail == "name-of-sg-1 lets its own members in over the internal network"


@given(
    rules=st.lists(RULES, max_size=6),
    advanced=st.booleans(),
    inner_access=st.booleans(),
    direction=st.sampled_from(Direction),
    flow=FLOWS,
    data=st.data(),
)
def test_fewer_accepts_and_more_drops_never_let_more_through(
    rules: list[Rule], advanced: bool, inner_access: bool, direction: Direction, flow: Flow, data: st.DataObject
) -> None:
    def passes(those: list[Rule]) -> bool:
        return decide([group(*those, advanced=advanced, inner_access=inner_access)], direction, flow).allowed is True

    before = passes(rules)
    accepts = [index for index, each in enumerate(rules) if each.policy is Policy.ACCEPT]
    if accepts:
        gone = data.draw(st.sampled_from(accepts))
        assert passes(rules[:gone] + rules[gone + 1 :]) <= before
    drop = data.draw(RULES.filter(lambda each: each.policy is Policy.DROP))
    assert passes([*rules, drop]) <= before


@given(rules=st.lists(RULES, max_size=6), flow=FLOWS, direction=st.sampled_from(Direction), data=st.data())
def test_the_order_of_rules_does_not_matter(
    rules: list[Rule], flow: Flow, direction: Direction, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rules))
    assert decide([group(*rules)], direction, flow).allowed == decide([group(*shuffled)], direction, flow).allowed


def test_an_unknown_address_is_judged_by_the_block_that_has_it() -> None:
    assert lets_in(SOMEWHERE, group(rule(cidr="2001:db8::/32"))) is True
    assert lets_in(SOMEWHERE, group(rule(cidr="2001:db8::/64"))) == X
    assert lets_in(SOMEWHERE, group(rule(cidr="2001:db9::/32"))) is False
    assert lets_in(SOMEWHERE, group(rule(cidr="0.0.0.0/0"))) is False


def test_a_rule_that_may_match_matters_only_if_it_would_change_the_decision() -> None:
    maybe = PlannedRule(Direction.INGRESS, Policy.DROP, X, ANY_PORT, "::/0", None, 5)
    assert lets_in(PING, group(rule(priority=1), maybe)) is True
    assert lets_in(PING, group(rule(priority=9), maybe)) == X
    assert lets_in(PING, group(maybe)) is False
    assert decide([group(rule(priority=9), maybe)], Direction.INGRESS, PING).detail == (
        "name-of-sg-1 may have the rule that decides about icmpv6"
    )


@given(rules=st.lists(RULES, max_size=5), flow=FLOWS, direction=st.sampled_from(Direction), data=st.data())
def test_a_known_decision_stays_whatever_the_unknown_values_are(
    rules: list[Rule], flow: Flow, direction: Direction, data: st.DataObject
) -> None:
    names = ["direction", "policy", "protocol", "port_range", "priority", "peer"]
    planned: list[PlannedRule] = []
    for one in rules:
        hidden = data.draw(st.sets(st.sampled_from(names), max_size=2))
        other = "cidr" if one.cidr is not None else "group_id"
        masked = {other if name == "peer" else name: X for name in hidden}
        planned.append(replace(PlannedRule(**{each.name: getattr(one, each.name) for each in fields(one)}), **masked))
    decision = decide([group(*planned)], direction, flow)
    if not isinstance(decision.allowed, Unknown):
        assert decide([group(*rules)], direction, flow).allowed is decision.allowed
