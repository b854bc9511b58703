"""Reachability where parts of the network are not known yet."""

from dataclasses import fields, replace
from ipaddress import IPv6Address as Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.network import Network
from alicloud_rules.path_ends import End, Outside, ends_of
from alicloud_rules.reachability import PING, Request, judge
from alicloud_rules.three_valued import Unknown, unknown
from alicloud_rules.verdict import Piece, Verdict
from tests.rules.example_network import (
    BREAKS,
    INTERNET,
    change,
    change_address,
    damaged,
    example_2,
    with_neighbour,
)

X = unknown("x")
OUTSIDE = Outside(Address(INTERNET))


def first_preview(network: Network) -> Network:
    """Hide what no preview knows before the network exists."""
    for key in network.vpcs:
        network = change(network, "vpcs", key, ipv6_block=True, ipv6_gateway_id=True)
    for key in network.vswitches:
        network = change(network, "vswitches", key, ipv6_block=True)
    for key in network.enis:
        network = change_address(network, key, address=unknown(f"address of {key}"), bandwidth=True)
    return network


def end(network: Network, key: str) -> End:
    return next(ends_of(network, network.enis[key]))


def between(network: Network, source: str = "eni-1", target: str = "eni-2", request: Request = PING) -> Verdict:
    return judge(end(network, source), end(network, target), request)


def test_a_first_preview_of_example_2_answers_for_sure() -> None:
    assert between(first_preview(example_2())).answer is True
    assert judge(end(first_preview(example_2()), "eni-1"), OUTSIDE, PING).answer is True
    assert judge(OUTSIDE, end(first_preview(example_2()), "eni-2"), PING).answer is True


@pytest.mark.parametrize("name", [name for name in BREAKS if not name.endswith("address")])
def test_a_first_preview_names_the_missing_piece(name: str) -> None:
    damage, piece, _ = BREAKS[name]
    verdict = between(damage(first_preview(example_2())))
    assert verdict.answer is False
    assert [hop.piece for hop in verdict.missing] == [piece]


def test_the_answer_names_what_it_depends_on() -> None:
    network = change(example_2(), "vpcs", "vpc-2", ipv6_gateway_id=unknown("gateway of site-2"))
    verdict = between(network)
    assert verdict.answer == unknown("gateway of site-2")
    assert verdict.explain().splitlines()[0].endswith("not known yet")
    assert "  unknown  IPv6 gateway: test-vpc-2 may have no IPv6 gateway" in verdict.explain().splitlines()


def test_one_missing_piece_decides_whatever_is_unknown() -> None:
    network = change(BREAKS["source bandwidth"][0](example_2()), "vpcs", "vpc-2", ipv6_gateway_id=X)
    assert between(network).answer is False


def test_a_path_that_may_stay_in_one_vpc_needs_no_gateway_for_sure() -> None:
    network = change(example_2(), "enis", "eni-2", vpc_id=X)
    assert between(network).answer == X
    assert between(change(network, "vpcs", "vpc-1", ipv6_gateway_id=None)).answer == X


def test_a_port_is_judged_by_the_rules_for_it() -> None:
    network = change(example_2(), "groups", "sg-2", rules=())
    web = replace(example_2().groups["sg-2"].rules[0], protocol="tcp", port_range="443/443")
    network = change(network, "groups", "sg-2", rules=(web,))
    assert between(network, request=Request("tcp", 443)).answer is True
    assert [hop.piece for hop in between(network, request=Request("tcp", 22)).missing] == [Piece.INGRESS_RULE]
    assert [hop.piece for hop in between(network).missing] == [Piece.INGRESS_RULE]


MASKS = {
    "vpcs": ["ipv6_block", "ipv6_gateway_id"],
    "vswitches": ["ipv6_block"],
    "groups": ["advanced", "inner_access"],
    "enis": ["vpc_id", "vswitch_id", "instance_id", "instance_running", "other_groups"],
    "addresses": ["address", "bandwidth", "egress_only", "configured_in_guest", "assigned"],
}
PLACES = [(kind, name) for kind, names in MASKS.items() for name in names]
PIECES = [name for name in BREAKS if not name.endswith("address")]


def masked(network: Network, kind: str, name: str, key: str) -> Network:
    if kind == "addresses":
        return change_address(network, key, **{name: X})
    return change(network, kind, key, **{name: X})


@given(
    gone=st.sets(st.sampled_from(PIECES), max_size=3),
    same_instance=st.booleans(),
    masks=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 2)), max_size=3),
    pair=st.permutations(["eni-1", "eni-2", "eni-9"]),
)
def test_a_definite_answer_stays_whatever_the_unknown_values_are(
    gone: set[str], same_instance: bool, masks: list[tuple[tuple[str, str], int]], pair: list[str]
) -> None:
    whole = damaged(with_neighbour(example_2()), sorted(gone))
    if same_instance:
        whole = change(whole, "enis", "eni-9", instance_id="i-1")
    plan = whole
    for (kind, name), number in masks:
        keys = sorted(plan.enis if kind == "addresses" else getattr(plan, kind))
        plan = masked(plan, kind, name, keys[number % len(keys)])
    source, target = pair[:2]
    answer = between(plan, source, target).answer
    assert isinstance(answer, Unknown) or answer is between(whole, source, target).answer


def test_the_masks_cover_what_decides() -> None:
    names = {name for names in MASKS.values() for name in names}
    known = {"id", "name", "group_ids", "addresses", "rules", "guest_detail", "instance_name"}
    parts = [part for kind in ("vpcs", "vswitches", "groups", "enis") for part in getattr(example_2(), kind).values()]
    parts += [address for eni in example_2().enis.values() for address in eni.addresses]
    assert {field.name for part in parts for field in fields(part)} == names | known
