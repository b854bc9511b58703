from hypothesis import given
from hypothesis import strategies as st

from alicloud_ipv6._assignment.address_plan import LOST, DesiredAddresses, current_slots, make_plan

ADDRESSES = [f"2001:db8::{n:x}" for n in range(1, 9)]
some = st.lists(st.sampled_from(ADDRESSES), unique=True)
slots = st.lists(st.sampled_from([*ADDRESSES, LOST]), max_size=5).filter(
    lambda found: len({slot for slot in found if slot}) == len([slot for slot in found if slot])
)
wanted_counts = st.builds(DesiredAddresses, count=st.integers(1, 6))
wanted_lists = st.builds(DesiredAddresses, addresses=some.filter(bool).map(tuple))


def carry_out(present: list[str], known: list[str], wanted: DesiredAddresses) -> tuple[set[str], tuple[str, ...]]:
    """What is on the ENI and in the slots once the plan has been carried out by a faultless service."""
    plan = make_plan(known, present, wanted)
    new = [f"2001:db8:new::{n:x}" for n in range(1, plan.assign_count + 1)]
    assert set(plan.unassign) <= set(present)
    assert not set(plan.assign) & set(present)
    return (set(present) - set(plan.unassign)) | set(plan.assign) | set(new), plan.filled(new).slots


@given(present=some, known=slots, wanted=wanted_counts | wanted_lists)
def test_afterwards_every_slot_holds_an_address_of_its_own(
    present: list[str], known: list[str], wanted: DesiredAddresses
) -> None:
    after, filled = carry_out(present, known, wanted)
    assert len(filled) == wanted.slots
    assert len(set(filled)) == len(filled)
    assert set(filled) <= after


@given(present=some, known=slots, wanted=wanted_lists)
def test_fixed_addresses_are_the_ones_wanted_in_their_order(
    present: list[str], known: list[str], wanted: DesiredAddresses
) -> None:
    assert carry_out(present, known, wanted)[1] == wanted.addresses


@given(present=some, known=slots, wanted=wanted_counts | wanted_lists)
def test_nothing_known_is_left_behind_and_nothing_foreign_goes(
    present: list[str], known: list[str], wanted: DesiredAddresses
) -> None:
    after, filled = carry_out(present, known, wanted)
    assert not (set(known) - set(filled)) & after
    foreign = set(present) - set(known)
    assert foreign <= after


@given(present=some, known=slots, wanted=wanted_counts)
def test_an_address_that_stays_keeps_its_slot(present: list[str], known: list[str], wanted: DesiredAddresses) -> None:
    _, filled = carry_out(present, known, wanted)
    for before, after in zip(known, filled, strict=False):
        assert after == before or before not in present


@given(present=some, known=slots, wanted=wanted_counts | wanted_lists)
def test_nothing_needless_is_done(present: list[str], known: list[str], wanted: DesiredAddresses) -> None:
    after, filled = carry_out(present, known, wanted)
    again = make_plan(filled, sorted(after), wanted)
    assert (again.unassign, again.assign, again.assign_count, again.slots) == ((), (), 0, filled)


@given(present=some, known=slots, wanted=wanted_counts)
def test_no_more_is_assigned_than_there_are_empty_slots(
    present: list[str], known: list[str], wanted: DesiredAddresses
) -> None:
    kept = [slot for slot in known[: wanted.count] if slot in present]
    foreign = set(present) - set(known)
    assert make_plan(known, present, wanted).assign_count == max(0, wanted.count - len(kept) - len(foreign))


def test_what_a_dead_run_assigned_is_taken_over() -> None:
    plan = make_plan([], ADDRESSES[:1], DesiredAddresses(count=2))
    assert (plan.slots, plan.assign_count) == ((ADDRESSES[0], LOST), 1)


def test_a_lost_address_leaves_its_slot_empty() -> None:
    assert current_slots(["2001:db8::1", "2001:db8::2"], ["2001:db8::2"]) == (LOST, "2001:db8::2")
