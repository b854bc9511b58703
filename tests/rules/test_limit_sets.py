import pytest

from alicloud_rules.limit_sets import DOCUMENTED, TODAY, LimitSet, limit_set


@pytest.mark.parametrize("numbers", [DOCUMENTED, TODAY], ids=lambda numbers: numbers.name)
def test_a_limit_set_is_found_by_its_name(numbers: LimitSet) -> None:
    assert limit_set(numbers.name) is numbers


def test_an_unknown_limit_set_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"Invalid limit set 'new'; expected one of: documented, today\."):
        limit_set("new")
