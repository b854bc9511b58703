import pytest

from alicloud_policies.model.refs import Ref, same
from alicloud_rules.three_valued import Ternary, Unknown, unknown

X, Y = unknown("x"), unknown("y")


def test_a_value_is_known_where_all_candidates_agree() -> None:
    known: dict[str, str | Unknown] = {"a": "zone-1", "b": "zone-1", "c": "zone-2", "d": X}
    zones = known.__getitem__
    assert Ref(("a",), input="i").of(zones, "none") == "zone-1"
    assert Ref(("a", "b"), input="i").of(zones, "none") == "zone-1"
    assert Ref(("a", "c"), input="i").of(zones, "none") == unknown("i")
    assert Ref(("a", "d"), input="i").of(zones, "none") == unknown("i")
    assert Ref(("d", "d"), input="i").of(zones, "none") == X
    assert Ref((), X, "i").of(zones, "none") == X
    assert Ref(input="i").of(zones, "none") == "none"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Ref(("a",)), Ref(("a",)), True),
        (Ref(("a",)), Ref(("b",)), False),
        (Ref(("a", "b"), input="x"), Ref(("c",)), False),
        (Ref(("a", "b"), input="x"), Ref(("a",)), X),
        (Ref(undetermined=X), Ref(("a",)), X),
        (Ref(undetermined=X), Ref(("a", "b"), input="y"), X | Y),
    ],
)
def test_two_references_are_the_same_where_nothing_else_is_possible(one: Ref, other: Ref, answer: Ternary) -> None:
    assert same(one, other) == same(other, one) == answer
