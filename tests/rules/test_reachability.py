from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.reachability import ping6
from alicloud_rules.verdict import Piece, Verdict
from tests.rules.example_network import (
    BREAKS,
    DROP_OUT,
    INTERNET,
    LET_IPV6_IN,
    NEIGHBOUR,
    ONE,
    TWO,
    Break,
    change,
    change_address,
    damaged,
    example_2,
    with_neighbour,
)


def missing(verdict: Verdict) -> list[tuple[Piece, str]]:
    return [(hop.piece, hop.subject) for hop in verdict.missing]


def test_example_2_works_both_ways() -> None:
    assert missing(ping6(example_2(), ONE, TWO)) == []
    assert missing(ping6(example_2(), TWO, ONE)) == []


def test_example_2_looks_at_every_piece() -> None:
    assert {hop.piece for hop in ping6(example_2(), ONE, TWO).hops} == set(Piece)


@pytest.mark.parametrize(("damage", "piece", "subject"), BREAKS.values(), ids=BREAKS)
def test_one_missing_piece_is_the_one_reported(damage: Break, piece: Piece, subject: str) -> None:
    verdict = ping6(damage(example_2()), ONE, TWO)
    assert not verdict.reachable
    assert missing(verdict) == [(piece, subject)]


def test_all_missing_pieces_are_reported_together() -> None:
    network = damaged(example_2(), ["source bandwidth", "target gateway", "ingress rule", "target stopped"])
    assert missing(ping6(network, ONE, TWO)) == [
        (Piece.BANDWIDTH, "test-eni-ipv6-1"),
        (Piece.IPV6_GATEWAY, "test-vpc-2"),
        (Piece.INGRESS_RULE, "test-group-2"),
        (Piece.INSTANCE, "i-2"),
    ]


def test_the_source_needs_no_ingress_rule_for_the_answer() -> None:
    assert ping6(change(example_2(), "groups", "sg-1", rules=()), ONE, TWO).reachable


def test_the_target_needs_no_egress_rule_for_the_answer() -> None:
    assert ping6(change(example_2(), "groups", "sg-2", rules=(LET_IPV6_IN, DROP_OUT)), ONE, TWO).reachable


def test_an_egress_only_rule_on_the_source_does_not_matter() -> None:
    assert ping6(change_address(example_2(), "eni-1", egress_only=True), ONE, TWO).reachable


def test_icmpv6_alone_would_do() -> None:
    narrow = replace(LET_IPV6_IN, protocol="icmpv6")
    assert ping6(change(example_2(), "groups", "sg-2", rules=(narrow,)), ONE, TWO).reachable


def test_inside_one_vpc_neither_gateway_nor_bandwidth_is_needed() -> None:
    network = with_neighbour(example_2())
    network = change(change_address(network, "eni-1", bandwidth=None), "vpcs", "vpc-1", ipv6_gateway_id=None)
    for source, target in ((ONE, NEIGHBOUR), (NEIGHBOUR, ONE)):
        verdict = ping6(network, source, target)
        assert verdict.reachable
        assert {hop.piece for hop in verdict.hops}.isdisjoint(
            {Piece.IPV6_GATEWAY, Piece.BANDWIDTH, Piece.EGRESS_ONLY_RULE}
        )


def test_inside_one_vpc_an_egress_only_rule_does_not_matter() -> None:
    network = change_address(with_neighbour(example_2()), "eni-1", egress_only=True)
    assert ping6(network, NEIGHBOUR, ONE).reachable


def test_inside_one_vpc_a_lost_source_address_is_all_that_is_missing() -> None:
    network = change(with_neighbour(example_2()), "enis", "eni-1", addresses=())
    assert missing(ping6(network, ONE, NEIGHBOUR)) == [(Piece.SOURCE_ADDRESS, ONE)]


def test_members_of_one_basic_group_reach_one_another_without_a_rule() -> None:
    network = change(with_neighbour(example_2()), "groups", "sg-1", rules=())
    assert ping6(network, ONE, NEIGHBOUR).reachable
    isolated = change(network, "groups", "sg-1", inner_access=False)
    assert missing(ping6(isolated, ONE, NEIGHBOUR)) == [(Piece.INGRESS_RULE, "test-group-1")]


def test_an_advanced_group_needs_rules_both_ways() -> None:
    network = change(with_neighbour(example_2()), "groups", "sg-1", rules=(), advanced=True)
    pieces = [piece for piece, _ in missing(ping6(network, ONE, NEIGHBOUR))]
    assert pieces == [Piece.EGRESS_RULE, Piece.INGRESS_RULE]


def test_a_group_as_source_does_not_work_over_the_public_path() -> None:
    by_group = replace(LET_IPV6_IN, cidr=None, group_id="sg-1")
    network = change(with_neighbour(example_2()), "groups", "sg-1", rules=(by_group,), inner_access=False)
    assert ping6(network, ONE, NEIGHBOUR).reachable
    network = change(network, "groups", "sg-2", rules=(by_group,))
    assert missing(ping6(network, ONE, TWO)) == [(Piece.INGRESS_RULE, "test-group-2")]


def test_what_stays_inside_one_instance_passes_no_group() -> None:
    network = change(with_neighbour(example_2()), "enis", "eni-9", instance_id="i-1")
    network = change(network, "groups", "sg-1", rules=(DROP_OUT,), inner_access=False)
    assert ping6(network, ONE, NEIGHBOUR).reachable
    assert ping6(network, ONE, ONE).reachable


def test_a_foreign_eni_counts_where_its_own_vpc_is() -> None:
    """Example 1: an ENI of VPC 2 attached to an instance whose other ENI is in VPC 1."""
    network = change(example_2(), "enis", "eni-2", instance_id="i-9")
    network = change(network, "vpcs", "vpc-1", ipv6_gateway_id=None)
    assert missing(ping6(network, TWO, ONE)) == [(Piece.IPV6_GATEWAY, "test-vpc-1")]


def test_for_an_internet_target_only_the_sources_half_is_judged() -> None:
    assert ping6(example_2(), ONE, INTERNET).reachable
    for name, (damage, piece, subject) in BREAKS.items():
        expected = [(piece, subject)] if "source" in name or name == "egress rule" else []
        assert missing(ping6(damage(example_2()), ONE, INTERNET)) == expected


def test_an_address_of_a_vpc_that_no_eni_has_is_not_the_internet() -> None:
    verdict = ping6(example_2(), ONE, "2001:db8:0:2ff::1")
    assert missing(verdict) == [(Piece.TARGET_ADDRESS, "2001:db8:0:2ff::1")]


def test_an_unknown_source_reaches_nothing() -> None:
    assert missing(ping6(example_2(), INTERNET, TWO)) == [(Piece.SOURCE_ADDRESS, INTERNET)]
    assert missing(ping6(example_2(), INTERNET, INTERNET)) == [(Piece.SOURCE_ADDRESS, INTERNET)]


def test_addresses_may_be_written_in_any_form() -> None:
    assert ping6(example_2(), "2001:0DB8:0:100:0:0:0:1", "2001:db8:0:200::0002").reachable


@pytest.mark.parametrize("text", ["", "test-eni", "192.0.2.1", "2001:db8::/64"])
def test_what_is_no_ipv6_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not an IPv6 address"):
        ping6(example_2(), ONE, text)


def test_explain_has_a_line_per_hop_and_marks_what_is_missing() -> None:
    verdict = ping6(BREAKS["source gateway"][0](example_2()), ONE, TWO)
    lines = verdict.explain().splitlines()
    assert lines[0] == f"{ONE} -> {TWO}: not reachable"
    assert len(lines) == 1 + len(verdict.hops)
    assert [line for line in lines if "MISSING" in line] == ["  MISSING  IPv6 gateway: test-vpc-1 has no IPv6 gateway"]
    assert ping6(example_2(), ONE, TWO).explain().startswith(f"{ONE} -> {TWO}: reachable\n  ok ")


def test_hops_show_what_they_looked_at() -> None:
    details = [hop.detail for hop in ping6(example_2(), ONE, INTERNET).hops]
    assert details == [
        f"{ONE} is on test-eni-ipv6-1",
        "test-vpc-1 has 2001:db8:0:100::/56",
        "vsw-1 has 2001:db8:0:100::/64",
        "i-1 is running",
        f"{ONE} is configured in the operating system",
        "test-group-1 has no rule for icmpv6 out, and a basic group lets all out by default",
        "test-vpc-1 has ipv6gw-1",
        f"{ONE} on test-eni-ipv6-1 has 5 Mbit/s",
    ]


def test_a_part_without_a_name_is_called_by_its_id() -> None:
    network = change(BREAKS["source bandwidth"][0](example_2()), "enis", "eni-1", name="")
    assert missing(ping6(network, ONE, TWO)) == [(Piece.BANDWIDTH, "eni-1")]


PIECES = [name for name in BREAKS if "address" not in name]
PAIRS = st.permutations([ONE, TWO, NEIGHBOUR, INTERNET]).map(lambda order: (order[0], order[1]))


@given(gone=st.lists(st.sampled_from(PIECES), unique=True), pair=PAIRS, last=st.sampled_from(PIECES))
def test_taking_a_piece_away_never_makes_a_pair_reachable(gone: list[str], pair: tuple[str, str], last: str) -> None:
    before = damaged(with_neighbour(example_2()), gone)
    assert ping6(damaged(before, [last]), *pair).reachable <= ping6(before, *pair).reachable


@given(pair=st.permutations([ONE, NEIGHBOUR]), gone=st.sets(st.sampled_from(PIECES)))
def test_inside_one_vpc_and_group_reachability_is_symmetric(pair: list[str], gone: set[str]) -> None:
    network = damaged(with_neighbour(example_2()), sorted(gone))
    there, back = ping6(network, pair[0], pair[1]), ping6(network, pair[1], pair[0])
    assert there.reachable == back.reachable
    assert set(missing(there)) == set(missing(back))


@given(gone=st.sets(st.sampled_from([name for name in PIECES if "detached" not in name and "stopped" not in name])))
def test_exactly_what_is_broken_is_reported(gone: set[str]) -> None:
    verdict = ping6(damaged(example_2(), sorted(gone)), ONE, TWO)
    assert set(missing(verdict)) == {BREAKS[name][1:] for name in gone}
