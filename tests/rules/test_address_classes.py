from ipaddress import IPv6Address, IPv6Network

from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.address_classes import representatives

BLOCK = IPv6Network("2001:db8::/124")
blocks = st.builds(
    lambda number, length: IPv6Network((int(BLOCK.network_address) + number, length), strict=False),
    st.integers(0, 15),
    st.integers(122, 128),
)


def combination(address: IPv6Address, others: list[IPv6Network]) -> tuple[bool, ...]:
    return tuple(address in other for other in others)


def test_a_block_alone_has_one_representative() -> None:
    assert representatives(BLOCK, []) == [BLOCK.network_address]


@given(others=st.lists(blocks, max_size=6))
def test_every_combination_has_a_representative_in_the_block(others: list[IPv6Network]) -> None:
    found = representatives(BLOCK, others)
    assert set(found) <= set(BLOCK)
    assert {combination(one, others) for one in found} == {combination(one, others) for one in BLOCK}
