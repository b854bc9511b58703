from ipaddress import IPv6Network

import pytest

from alicloud_rules.everybody import Cover, admits_everybody, ipv6_block


@pytest.mark.parametrize("cidr", ["::/0", "2000::/3", "::/1", "::/2", "0:0:0:0:0:0:0:0/0"])
def test_blocks_with_the_whole_internet_admit_everybody(cidr: str) -> None:
    assert admits_everybody(IPv6Network(cidr))


@pytest.mark.parametrize("cidr", ["8000::/1", "2000::/4", "2001:db8::/32", "fc00::/7"])
def test_other_blocks_do_not(cidr: str) -> None:
    assert not admits_everybody(IPv6Network(cidr))


@pytest.mark.parametrize("cidr", ["0.0.0.0/0", "no block", ""])
def test_other_strings_are_not_ipv6_blocks(cidr: str) -> None:
    assert ipv6_block(cidr) is None


@pytest.mark.parametrize(
    ("block", "others", "missing"),
    [
        ("2000::/4", ["3000::/4"], 0),
        ("2000::/4", [], 1),
        ("2000::/5", ["3000::/4"], 1),
        ("2000::/5", ["2800::/6", "2c00::/6", "3000::/4"], 0),
        ("2000::/4", ["::/0"], 1),
        ("8000::/1", ["::/1"], 0),
        ("2001:db8::/32", ["::/0", "2000::/3"], 3),
    ],
)
def test_how_many_blocks_are_missing_until_one_is_needed(block: str, others: list[str], missing: int) -> None:
    cover = Cover(map(IPv6Network, (block, *others)))
    assert cover.missing(IPv6Network(block), at_most=2) == missing
