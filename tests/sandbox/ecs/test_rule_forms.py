"""What a request says of a rule, read and written out again."""

from ipaddress import IPv6Network

from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.services.ecs.rule_forms import Asked, asked_of, parse, same

_PORTS = st.tuples(st.integers(1, 65535), st.integers(1, 65535)).map(sorted).map(lambda span: f"{span[0]}/{span[1]}")
_ASKED = st.builds(
    Asked,
    protocol=st.sampled_from(["tcp", "UDP"]),
    port_range=_PORTS,
    policy=st.sampled_from(["", "accept", "Drop"]),
    priority=st.integers(1, 100).map(str),
    peer_ipv6_cidr=st.ip_addresses(v=6).flatmap(
        lambda address: st.sampled_from([str(address), address.exploded, f"{address}/64"])
    ),
    source_port_range=st.one_of(st.just(""), _PORTS),
    description=st.text(max_size=512),
)


@given(_ASKED, st.sampled_from(["ingress", "egress"]))
def test_a_rule_written_out_is_the_same_rule(asked: Asked, direction: str) -> None:
    rule = parse(direction, asked)
    again = parse(direction, asked_of(rule))
    assert again == rule
    assert same(again, rule)
    assert IPv6Network(rule.ipv6_cidr, strict=False) == IPv6Network(asked.peer_ipv6_cidr, strict=False)


@given(st.builds(Asked, **{name: st.text(max_size=8) for name in ("protocol", "port_range", "priority", "peer_cidr")}))
def test_any_text_is_read_or_refused(asked: Asked) -> None:
    try:
        rule = parse("ingress", asked)
    except ApiError as error:
        assert error.status == 400
    else:
        assert rule.cidr == asked.peer_cidr
