"""Rules parsed from requests, and written as requests again."""

from ipaddress import IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.services.ecs.rule_parsing import parse, same
from alicloud_sandbox.services.ecs.rule_specs import EgressSpec, IngressSpec, spec_of

_PORTS = st.tuples(st.integers(1, 65535), st.integers(1, 65535)).map(sorted).map(lambda span: f"{span[0]}/{span[1]}")
_IPV6 = st.ip_addresses(v=6).flatmap(lambda address: st.sampled_from([str(address), address.exploded, f"{address}/64"]))
_COMMON = {
    "ip_protocol": st.sampled_from(["tcp", "UDP"]),
    "port_range": _PORTS,
    "policy": st.sampled_from(["", "accept", "Drop"]),
    "priority": st.integers(1, 100).map(str),
    "source_port_range": st.one_of(st.just(""), _PORTS),
    "description": st.text(max_size=512),
}
_SPECS = st.one_of(
    st.builds(IngressSpec, ipv6_source_cidr_ip=_IPV6, **_COMMON),
    st.builds(EgressSpec, ipv6_dest_cidr_ip=_IPV6, **_COMMON),
)


@given(_SPECS)
def test_a_rule_written_out_is_the_same_rule(spec: IngressSpec | EgressSpec) -> None:
    rule = parse(spec)
    again = parse(spec_of(rule))
    assert again == rule
    assert same(again, rule)
    (_, block), _ = spec.blocks
    assert IPv6Network(rule.ipv6_cidr, strict=False) == IPv6Network(block, strict=False)


_FIELDS = ("ip_protocol", "port_range", "priority", "source_cidr_ip")


@given(st.builds(IngressSpec, **{name: st.text(max_size=8) for name in _FIELDS}))
def test_any_string_is_parsed_or_refused(spec: IngressSpec) -> None:
    try:
        rule = parse(spec)
    except ApiError as error:
        assert error.status == 400
    else:
        assert rule.cidr == spec.source_cidr_ip


def test_peer_and_own_side_swap_with_the_direction() -> None:
    common = {"ip_protocol": "icmpv6", "port_range": "-1/-1", "ipv6_source_cidr_ip": "::1", "ipv6_dest_cidr_ip": "::2"}
    for kind, peer, own in ((IngressSpec, "::1", "::2"), (EgressSpec, "::2", "::1")):
        rule = parse(kind(**common))
        assert (rule.ipv6_cidr, rule.own_ipv6_cidr) == (peer, own)


@pytest.mark.parametrize(("kind", "side"), [(IngressSpec, "Source"), (EgressSpec, "Dest")])
def test_a_rule_needs_a_peer(kind: type[IngressSpec | EgressSpec], side: str) -> None:
    with pytest.raises(ApiError, match=f"MissingParameter.{side}"):
        parse(kind(ip_protocol="all", port_range="-1/-1"))
