from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, collapse_addresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules import addressing

MASKS = st.integers(min_value=0, max_value=255)
VPC_BLOCKS = st.integers(min_value=0, max_value=2**56 - 1).map(lambda bits: IPv6Network((bits << 72, 56)))
VSWITCH_PREFIXES = st.integers(min_value=16, max_value=29)
IPV6_BLOCK = IPv6Network("2001:db8:0:ff::/64")


def test_the_mask_is_the_last_eight_bits_of_the_vswitch_block() -> None:
    block = addressing.vswitch_ipv6_block(IPv6Network("2408:4002:1000:b900::/56"), 255)
    assert block == IPv6Network("2408:4002:1000:b9ff::/64")


@given(vpc_block=VPC_BLOCKS, mask=MASKS, other=MASKS)
def test_vswitch_blocks_lie_in_the_vpc_and_differ_by_mask(vpc_block: IPv6Network, mask: int, other: int) -> None:
    block = addressing.vswitch_ipv6_block(vpc_block, mask)
    assert block.subnet_of(vpc_block)
    assert block.prefixlen == 64
    assert block.overlaps(addressing.vswitch_ipv6_block(vpc_block, other)) == (mask == other)


def test_all_masks_together_fill_the_vpc_block() -> None:
    vpc_block = IPv6Network("2001:db8:0:ff00::/56")
    blocks = [addressing.vswitch_ipv6_block(vpc_block, mask) for mask in range(256)]
    assert list(collapse_addresses(blocks)) == [vpc_block]


@pytest.mark.parametrize("mask", [-1, 256])
def test_other_masks_are_an_error(mask: int) -> None:
    with pytest.raises(ValueError, match=f"0 to 255, not {mask}"):
        addressing.vswitch_ipv6_block(IPv6Network("2001:db8::/56"), mask)


def test_only_a_56_can_be_divided() -> None:
    with pytest.raises(ValueError, match="a /56, not 2001:db8::/48"):
        addressing.vswitch_ipv6_block(IPv6Network("2001:db8::/48"), 0)


@pytest.mark.parametrize(
    "cidr", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "192.168.1.0/28", "10.7.0.0/16", "30.0.0.0/8"]
)
def test_blocks_a_vpc_can_have(cidr: str) -> None:
    assert addressing.check_vpc_cidr(cidr) is None


@pytest.mark.parametrize(
    ("cidr", "says"),
    [
        ("10.0.0.0/7", "/8 to /28"),
        ("192.168.0.0/29", "/8 to /28"),
        ("192.168.0.1/16", "host bits"),
        ("192.168.0.0", "no mask length"),
        ("192.168.0.0/255.255.0.0", "no mask length"),
        ("192.168.0.0/33", "is not an IPv4 block"),
        ("2001:db8::/56", "is not an IPv4 block"),
        ("nonsense/16", "is not an IPv4 block"),
        ("", "no mask length"),
        ("100.64.0.0/16", "100.64.0.0/10"),
        ("100.0.0.0/8", "100.64.0.0/10"),
        ("127.0.0.0/8", "127.0.0.0/8"),
        ("169.254.0.0/24", "169.254.0.0/16"),
        ("239.0.0.0/8", "224.0.0.0/4"),
    ],
)
def test_blocks_a_vpc_cannot_have(cidr: str, says: str) -> None:
    problem = addressing.check_vpc_cidr(cidr)
    assert problem is not None
    assert says in str(problem) and cidr in str(problem)


def test_ipv6_blocks_are_checked_for_their_form() -> None:
    assert addressing.check_ipv6_cidr("::/0") is None
    assert addressing.check_ipv6_cidr("2001:db8::1/128") is None
    assert "host bits" in str(addressing.check_ipv6_cidr("2001:db8::1/64"))
    assert "is not an IPv6 block" in str(addressing.check_ipv6_cidr("0.0.0.0/0"))


def test_a_vswitch_lies_inside_its_vpc() -> None:
    assert addressing.check_vswitch_cidr("192.168.0.0/16", "192.168.0.0/16") is None
    assert addressing.check_vswitch_cidr("192.168.255.0/29", "192.168.0.0/16") is None
    assert "not inside" in str(addressing.check_vswitch_cidr("192.169.0.0/24", "192.168.0.0/16"))
    assert "/16 to /29" in str(addressing.check_vswitch_cidr("10.0.0.0/15", "10.0.0.0/8"))
    assert "/16 to /29" in str(addressing.check_vswitch_cidr("10.0.0.0/30", "10.0.0.0/8"))
    assert "host bits" in str(addressing.check_vswitch_cidr("10.0.0.1/24", "10.0.0.0/8"))


def test_overlapping_vswitches_are_named() -> None:
    apart = {"a": "192.168.0.0/24", "b": "192.168.1.0/24"}
    assert addressing.check_overlap(apart) is None
    problem = addressing.check_overlap({**apart, "c": "192.168.1.128/25"})
    assert problem is not None
    assert "b (192.168.1.0/24) and c (192.168.1.128/25)" in str(problem)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("0:0:0:0:0:0:0:0/0", "::/0"),
        ("2001:0DB8:0000:0000:0000:0000:0000:0000/56", "2001:db8::/56"),
        ("2001:DB8::0001", "2001:db8::1"),
        ("2001:db8::1/64", "2001:db8::1/64"),
        ("10.0.0.0/8", "10.0.0.0/8"),
    ],
)
def test_canonical_ip_writes_what_the_api_shows(long: str, short: str) -> None:
    assert addressing.canonical_ip(long) == short


@given(address=st.ip_addresses(v=6), prefix=st.integers(min_value=0, max_value=128))
def test_canonical_ip_keeps_the_meaning_and_is_idempotent(address: IPv6Address, prefix: int) -> None:
    short = addressing.canonical_ip(f"{address.exploded}/{prefix}")
    assert addressing.canonical_ip(short) == short
    assert short == f"{address}/{prefix}"


def test_canonical_ip_refuses_an_invalid_address() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        addressing.canonical_ip("nonsense/8")


def test_the_first_and_the_last_three_addresses_are_reserved() -> None:
    block = IPv4Network("192.168.0.0/24")
    usable = [str(address) for address in block if addressing.is_usable_ipv4(address, block)]
    assert len(usable) == addressing.usable_ipv4_count(block) == 252
    assert (usable[0], usable[-1]) == ("192.168.0.1", "192.168.0.252")
    assert not addressing.is_usable_ipv4(IPv4Address("192.168.1.1"), block)


def test_the_smallest_vswitch_has_four_usable_addresses() -> None:
    assert addressing.usable_ipv4_count(IPv4Network("192.168.0.0/29")) == 4


def test_a_block_too_small_for_a_vswitch_has_no_usable_address() -> None:
    block = IPv4Network("192.168.0.0/31")
    assert addressing.usable_ipv4_count(block) == 0
    assert addressing.free_ipv4(block, set(), "seed") is None


@given(seed=st.text(max_size=8))
def test_every_usable_ipv4_address_is_handed_out_once(seed: str) -> None:
    block, taken = IPv4Network("192.168.0.0/28"), set[IPv4Address]()
    while (address := addressing.free_ipv4(block, taken, seed)) is not None:
        assert addressing.is_usable_ipv4(address, block)
        assert address not in taken
        taken.add(address)
    assert len(taken) == addressing.usable_ipv4_count(block)


def test_without_a_seed_the_lowest_free_ipv4_address_comes_first() -> None:
    block = IPv4Network("192.168.0.0/24")
    assert addressing.free_ipv4(block, set()) == IPv4Address("192.168.0.1")
    assert addressing.free_ipv4(block, {IPv4Address("192.168.0.1")}) == IPv4Address("192.168.0.2")


@given(seed=st.text(max_size=8), prefix=VSWITCH_PREFIXES)
def test_a_seed_gives_the_same_ipv4_address_again(seed: str, prefix: int) -> None:
    block = IPv4Network(("10.0.0.0", prefix))
    first = addressing.free_ipv4(block, set(), seed)
    assert first is not None
    assert addressing.is_usable_ipv4(first, block)
    assert addressing.free_ipv4(block, set(), seed) == first


@given(seed=st.text(max_size=8))
def test_a_free_ipv6_address_lies_in_the_block_and_is_repeatable(seed: str) -> None:
    first = addressing.free_ipv6(IPV6_BLOCK, set(), seed)
    assert first in IPV6_BLOCK
    assert first != IPV6_BLOCK.network_address
    assert addressing.free_ipv6(IPV6_BLOCK, set(), seed) == first
    assert addressing.free_ipv6(IPV6_BLOCK, {first}, seed) != first


def test_ipv6_addresses_of_different_seeds_are_far_apart() -> None:
    addresses = {addressing.free_ipv6(IPV6_BLOCK, set(), f"eni-{number}") for number in range(1000)}
    assert len(addresses) == 1000
    assert len({address.packed[8] for address in addresses}) > 200


def test_ipv6_addresses_come_from_a_64_only() -> None:
    with pytest.raises(ValueError, match="a /64, not 2001:db8::/56"):
        addressing.free_ipv6(IPv6Network("2001:db8::/56"), set(), "seed")


@given(mask=st.integers(min_value=-10, max_value=300))
def test_a_mask_is_0_to_255(mask: int) -> None:
    assert (addressing.check_mask(mask) is None) == (0 <= mask <= 255)


def test_a_wrong_mask_is_refused_with_what_is_allowed() -> None:
    assert str(addressing.check_mask(256)) == "An IPv6 mask is an integer from 0 to 255, not 256."


@pytest.mark.parametrize(
    ("vpc", "blocks"),
    [
        ("10.0.0.0/8", ["10.0.0.0/16", "10.1.0.0/16"]),
        ("192.168.0.0/16", ["192.168.0.0/24", "192.168.1.0/24"]),
        ("10.0.0.0/24", ["10.0.0.0/29", "10.0.0.8/29"]),
        ("10.0.0.0/28", ["10.0.0.0/29", "10.0.0.8/29"]),
    ],
)
def test_a_vpc_is_divided_into_256ths_or_the_smallest_blocks(vpc: str, blocks: list[str]) -> None:
    assert addressing.vswitch_blocks(vpc, 2) == blocks


@given(prefix=st.sampled_from(addressing.VPC_PREFIXES), count=st.integers(min_value=1, max_value=300))
def test_as_many_vswitches_as_there_is_room_for(prefix: int, count: int) -> None:
    vpc = str(IPv4Network(("10.0.0.0", prefix)))
    room = addressing.check_vswitch_count(vpc, count) is None
    blocks = addressing.vswitch_blocks(vpc, count)
    assert (len(blocks) == count) == room
    assert [addressing.check_vswitch_cidr(block, vpc) for block in blocks] == [None] * len(blocks)
    assert room == (count <= min(256, 2 ** (29 - prefix)))


def test_too_many_vswitches_are_refused_with_what_there_is_room_for() -> None:
    assert str(addressing.check_vswitch_count("10.0.0.0/28", 3)) == (
        "VPC block 10.0.0.0/28 has room for 2 vSwitches of /29, not 3."
    )
