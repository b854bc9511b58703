import pytest

from alicloud_rules.instance_types import CATALOGUE, READ_ON, Evidence, find


@pytest.mark.parametrize(
    ("type_id", "cpu", "memory", "enis", "ipv4", "ipv6"),
    [
        ("ecs.g6.large", 2, 8, 2, 6, 1),
        ("ecs.g6.xlarge", 4, 16, 3, 10, 1),
        ("ecs.g6.2xlarge", 8, 32, 4, 10, 1),
        ("ecs.c6.large", 2, 4, 2, 6, 1),
        ("ecs.c6.xlarge", 4, 8, 3, 10, 1),
        ("ecs.r6.large", 2, 16, 2, 6, 1),
        ("ecs.g6e.large", 2, 8, 3, 6, 1),
        ("ecs.g7.large", 2, 8, 3, 6, 6),
        ("ecs.g7.xlarge", 4, 16, 4, 15, 15),
        ("ecs.g7.2xlarge", 8, 32, 4, 15, 15),
        ("ecs.c7.large", 2, 4, 3, 6, 6),
        ("ecs.r7.large", 2, 16, 3, 6, 6),
        ("ecs.hfc7.large", 2, 4, 2, 6, 6),
        ("ecs.g5.large", 2, 8, 2, 6, 1),
        ("ecs.c5.large", 2, 4, 2, 6, 1),
        ("ecs.u1-c1m4.xlarge", 4, 16, 3, 10, 1),
        ("ecs.s6-c1m2.large", 2, 4, 2, 2, 1),
        ("ecs.t6-c1m1.large", 2, 2, 2, 2, 1),
        ("ecs.t5-lc1m1.small", 1, 1, 2, 2, 1),
        ("ecs.sn1ne.large", 2, 4, 2, 6, 1),
        ("ecs.sn2ne.large", 2, 8, 2, 6, 1),
        ("ecs.ic5.large", 2, 2, 2, 6, 0),
        ("ecs.xn4.small", 1, 1, 2, 2, 0),
        ("ecs.g8i.large", 2, 8, 3, 6, 6),
        ("ecs.g9i.xlarge", 4, 16, 4, 15, 15),
        ("ecs.mn4.4xlarge", 16, 64, 8, 6, 0),
    ],
)
def test_known_types(type_id: str, cpu: int, memory: float, enis: int, ipv4: int, ipv6: int) -> None:
    found = find(type_id)
    assert found is not None
    numbers = (found.cpu, found.memory_gib, found.eni_quantity, found.private_ipv4_per_eni, found.ipv6_per_eni)
    assert numbers == (cpu, memory, enis, ipv4, ipv6)


@pytest.mark.parametrize(
    ("type_id", "family"),
    [("ecs.g6.large", "ecs.g6"), ("ecs.u1-c1m4.xlarge", "ecs.u1"), ("ecs.t5-lc1m1.small", "ecs.t5")],
)
def test_the_family_is_the_apis(type_id: str, family: str) -> None:
    assert CATALOGUE[type_id].family == family


@pytest.mark.parametrize("family", ["ecs.ic5", "ecs.xn4", "ecs.n4", "ecs.mn4", "ecs.e4"])
def test_families_without_ipv6(family: str) -> None:
    members = [found for found in CATALOGUE.values() if found.family == family]
    assert members
    assert all(found.ipv6_per_eni == 0 for found in members)


def test_an_unknown_type_is_none() -> None:
    assert find("ecs.g99.large") is None


def test_every_row_is_plausible_and_read_on_a_date() -> None:
    assert READ_ON.year >= 2026
    for type_id, found in CATALOGUE.items():
        assert found.id == type_id
        assert found.cpu >= 1 and found.memory_gib > 0 and found.queues_per_eni >= 1
        assert found.eni_quantity >= 2
        assert 0 <= found.ipv6_per_eni <= found.private_ipv4_per_eni
        assert found.evidence is Evidence.API or (found.ipv6_per_eni == 0) == (found.evidence is Evidence.NO_IPV6)


CURRENT = [
    "g9i",
    "c9i",
    "r9i",
    "g8i",
    "c8i",
    "r8i",
    "g8y",
    "c8y",
    "g8a",
    "c7a",
    "g6a",
    "u1",
    "u2i",
    "e",
    "hfg8i",
    "gn7i",
    "gn6i",
]


def test_the_current_families_are_listed() -> None:
    assert {f"ecs.{family}" for family in CURRENT} <= {found.family for found in CATALOGUE.values()}


def test_the_doubtful_family_has_the_lower_number() -> None:
    disputed = {found.family: found.ipv6_per_eni for found in CATALOGUE.values() if found.evidence is Evidence.DISPUTED}
    assert disputed == {"ecs.u1": 1}


def test_bigger_sizes_of_a_family_never_take_fewer_addresses() -> None:
    """GPU families are left out: their lines have different cards, and the page has odd numbers."""
    for family in {found.family for found in CATALOGUE.values() if "gn" not in found.family}:
        members = sorted((found for found in CATALOGUE.values() if found.family == family), key=lambda found: found.cpu)
        addresses = [found.private_ipv4_per_eni for found in members]
        assert addresses == sorted(addresses), family
