from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_ipv6._api.openapi import NO_ANSWER, ApiError
from alicloud_ipv6._api.retry import DeadlineError
from alicloud_ipv6._assignment.address_plan import LOST, DesiredAddresses
from alicloud_ipv6._assignment.assignment_api import Assigned, AssignmentError, Ipv6AssignmentApi
from tests.components.fake_eni import ENI, FakeApi
from tests.components.stopped_clock import StoppedClock

ONE, TWO, THREE = "2001:db8::1", "2001:db8::2", "2001:db8::3"
CHOSEN = "2001:db8:a::1"
CONFLICT = ApiError("OperationConflict", "busy", 409)


def on(api: FakeApi, time: StoppedClock | None = None) -> Ipv6AssignmentApi:
    return Ipv6AssignmentApi(api, ENI, (time or StoppedClock()).clock)


def test_create_assigns_the_count_and_tells_addresses_and_ids() -> None:
    api = FakeApi()
    assigned = on(api).create(DesiredAddresses(count=2))
    assert assigned.addresses == ("2001:db8:a::1", "2001:db8:a::2")
    assert assigned.ids == tuple(map(api.id_of, assigned.addresses))
    assert api.writes() == [("AssignIpv6Addresses", 2)]


def test_create_assigns_fixed_addresses() -> None:
    api = FakeApi()
    assert on(api).create(DesiredAddresses(addresses=(TWO, ONE))).addresses == (TWO, ONE)
    assert api.writes() == [("AssignIpv6Addresses", [TWO, ONE])]


def test_nothing_is_waited_for_when_the_service_is_quick() -> None:
    time = StoppedClock()
    on(FakeApi(), time).create(DesiredAddresses(count=1))
    assert time.slept == []


def test_create_waits_until_the_eni_is_attached() -> None:
    time = StoppedClock()
    api = FakeApi(states=("Attaching", "Attaching", "InUse"))
    on(api, time).create(DesiredAddresses(count=1))
    assert [action for action, _ in api.calls[:4]] == ["DescribeNetworkInterfaces"] * 3 + ["AssignIpv6Addresses"]
    assert len(time.slept) == 2


def test_create_gives_up_on_an_eni_that_stays_in_a_passing_state() -> None:
    time = StoppedClock()
    api = FakeApi(states=("Attaching",) * 1000)
    with pytest.raises(DeadlineError, match="eni-1 to be Available or InUse"):
        on(api, time).create(DesiredAddresses(count=1))
    assert api.writes() == []
    assert 280 < sum(time.slept) <= 300


def test_create_waits_until_the_vpc_service_knows_the_addresses() -> None:
    time = StoppedClock()
    assert on(FakeApi(shown_late=3), time).create(DesiredAddresses(count=1)).ids == (f"ipv6-{CHOSEN}",)
    assert len(time.slept) == 3


def test_more_than_one_request_carries_are_several_requests() -> None:
    api = FakeApi()
    assert len(on(api).create(DesiredAddresses(count=23)).addresses) == 23
    assert [asked for _, asked in api.writes()] == [10, 10, 3]


def test_ids_are_read_from_every_page() -> None:
    many = tuple(f"2001:db8::{n:x}" for n in range(1, 121))
    api = FakeApi(*many)
    assert on(api).read(many) == Assigned(many, tuple(map(api.id_of, many)))


def test_create_after_a_run_that_died_takes_over_what_that_run_assigned() -> None:
    api = FakeApi()
    on(api).create(DesiredAddresses(count=1))
    again = on(api).create(DesiredAddresses(count=1))
    assert again.addresses == (CHOSEN,)
    assert api.writes() == [("AssignIpv6Addresses", 1)]


def test_update_after_a_run_that_died_takes_over_what_that_run_assigned() -> None:
    api = FakeApi(ONE)
    on(api).update([ONE], DesiredAddresses(count=2))
    assert on(api).update([ONE], DesiredAddresses(count=2)).addresses == (ONE, CHOSEN)
    assert api.writes() == [("AssignIpv6Addresses", 1)]


def test_create_refuses_an_eni_with_too_many_addresses() -> None:
    api = FakeApi(ONE, TWO)
    with pytest.raises(AssignmentError, match="eni-1 already has 2 IPv6 addresses, more than the 1 desired"):
        on(api).create(DesiredAddresses(count=1))
    assert api.writes() == []


def test_a_lost_answer_does_not_assign_twice() -> None:
    api = FakeApi()
    api.faults["AssignIpv6Addresses"] = [None]

    def answered_into_the_void() -> None:
        api.call("Ecs", "AssignIpv6Addresses", api.calls[-1][1])
        raise ApiError(NO_ANSWER, "timed out")

    api.faults["AssignIpv6Addresses"] = [answered_into_the_void, None]
    assert on(api).create(DesiredAddresses(count=1)).addresses == (CHOSEN,)
    assert api.present == [CHOSEN]
    assert len({params["ClientToken"] for action, params in api.calls if action == "AssignIpv6Addresses"}) == 1


def test_different_requests_have_different_tokens() -> None:
    api = FakeApi()
    on(api).create(DesiredAddresses(count=20))
    tokens = [params["ClientToken"] for action, params in api.calls if action == "AssignIpv6Addresses"]
    assert len(set(tokens)) == len(tokens) == 2
    assert all(len(token) <= 64 and token.isascii() for token in tokens)


@pytest.mark.parametrize("action", ["DescribeNetworkInterfaces", "AssignIpv6Addresses", "DescribeIpv6Addresses"])
def test_a_busy_service_is_called_again(action: str) -> None:
    time = StoppedClock()
    api = FakeApi()
    api.faults[action] = [CONFLICT, CONFLICT]
    assert on(api, time).create(DesiredAddresses(count=1)).addresses == (CHOSEN,)
    assert len(time.slept) == 2


def test_a_refusal_is_not_repeated() -> None:
    api = FakeApi()
    api.faults["AssignIpv6Addresses"] = [ApiError("MaxEniIpv6IpsCountExceeded", "too many", 403)]
    with pytest.raises(ApiError, match="MaxEniIpv6IpsCountExceeded"):
        on(api).create(DesiredAddresses(count=1))
    assert len(api.writes()) == 1


def test_what_was_assigned_before_a_refusal_is_taken_back() -> None:
    api = FakeApi(ONE)
    api.faults["AssignIpv6Addresses"] = [None, ApiError("MaxEniIpv6IpsCountExceeded", "too many", 403)]
    with pytest.raises(ApiError, match="MaxEniIpv6IpsCountExceeded"):
        on(api).update([ONE], DesiredAddresses(count=16))
    assert api.present == [ONE]


def refused_after_ten(*looks: ApiError | Callable[[], None] | None) -> FakeApi:
    """An ENI whose second request is refused, and the faults of the looks from then on."""
    api = FakeApi(ONE)
    api.faults["AssignIpv6Addresses"] = [None, ApiError("MaxEniIpv6IpsCountExceeded", "too many", 403)]
    api.faults["DescribeNetworkInterfaces"] = [None, *looks]
    return api


def test_taking_back_survives_a_passing_failure_of_its_look() -> None:
    api = refused_after_ten(ApiError("Throttling", "slow down", 400), ApiError(NO_ANSWER, "reset"))
    with pytest.raises(ApiError, match="MaxEniIpv6IpsCountExceeded"):
        on(api).update([ONE], DesiredAddresses(count=16))
    assert api.present == [ONE]


def test_a_failure_to_take_back_does_not_hide_the_refusal() -> None:
    api = refused_after_ten(ApiError("Forbidden.RAM", "not allowed", 403))
    with pytest.raises(AssignmentError, match=r"MaxEniIpv6IpsCountExceeded.* stays on it.* Forbidden\.RAM") as caught:
        on(api).update([ONE], DesiredAddresses(count=16))
    assert isinstance(caught.value.__cause__, ApiError) and caught.value.__cause__.code == "MaxEniIpv6IpsCountExceeded"
    assert len(api.present) == 11


def test_create_on_an_eni_that_is_gone_says_so() -> None:
    api = FakeApi()
    api.gone = True
    with pytest.raises(AssignmentError, match="eni-1 does not exist"):
        on(api).create(DesiredAddresses(count=1))


def test_read_shows_what_is_there() -> None:
    api = FakeApi(ONE)
    assert on(api).read([ONE]) == Assigned((ONE,), (api.id_of(ONE),))


def test_read_shows_a_lost_address_as_an_empty_slot() -> None:
    assert on(FakeApi(TWO)).read([ONE, TWO]) == Assigned((LOST, TWO), (LOST, f"ipv6-{TWO}"))


def test_read_does_not_show_what_somebody_else_assigned() -> None:
    assert on(FakeApi(ONE, TWO)).read([ONE]) == Assigned((ONE,), (f"ipv6-{ONE}",))


def test_read_of_an_eni_that_is_gone_is_none() -> None:
    api = FakeApi()
    api.gone = True
    assert on(api).read([ONE]) is None
    api.faults["DescribeNetworkInterfaces"] = [ApiError("InvalidEniId.NotFound", "no such ENI", 404)]
    assert on(api).read([ONE]) is None


def test_update_puts_a_lost_address_back() -> None:
    api = FakeApi(TWO)
    assert on(api).update([LOST, TWO], DesiredAddresses(count=2)).addresses == (CHOSEN, TWO)
    assert api.writes() == [("AssignIpv6Addresses", 1)]


def test_update_to_fewer_unassigns_the_last_ones() -> None:
    api = FakeApi(ONE, TWO, THREE)
    assert on(api).update([ONE, TWO, THREE], DesiredAddresses(count=1)).addresses == (ONE,)
    assert api.writes() == [("UnassignIpv6Addresses", [TWO, THREE])]
    assert api.present == [ONE]


def test_update_leaves_an_address_with_public_bandwidth_to_be_given_back_later() -> None:
    api = FakeApi(ONE, TWO, THREE)
    api.public = {ONE, TWO}
    assert on(api).update([ONE, TWO, THREE], DesiredAddresses(count=1)).addresses == (ONE,)
    assert api.writes() == [("UnassignIpv6Addresses", [THREE])]
    on(api).delete([TWO])
    assert api.present == [ONE]


def test_update_to_other_fixed_addresses_makes_room_first() -> None:
    api = FakeApi(ONE, TWO)
    assert on(api).update([ONE, TWO], DesiredAddresses(addresses=(TWO, THREE))).addresses == (TWO, THREE)
    assert api.writes() == [("UnassignIpv6Addresses", [ONE]), ("AssignIpv6Addresses", [THREE])]


def test_delete_unassigns_what_is_known_and_leaves_the_rest() -> None:
    api = FakeApi(ONE, TWO)
    on(api).delete([ONE, LOST])
    assert api.present == [TWO]


def test_delete_of_addresses_that_are_gone_is_fine() -> None:
    api = FakeApi()
    on(api).delete([ONE])
    assert api.writes() == []


def test_delete_on_an_eni_that_is_gone_is_fine() -> None:
    api = FakeApi()
    api.gone = True
    on(api).delete([ONE])
    assert api.writes() == []


def test_delete_while_the_eni_vanishes_is_fine() -> None:
    api = FakeApi(ONE)

    def vanish() -> None:
        api.gone = True

    api.faults["UnassignIpv6Addresses"] = [vanish]
    on(api).delete([ONE])
    assert api.gone


def test_delete_when_somebody_was_faster_with_one_of_them() -> None:
    api = FakeApi(ONE, TWO)

    def take_one() -> None:
        api.present.remove(ONE)

    api.faults["UnassignIpv6Addresses"] = [take_one]
    on(api).delete([ONE, TWO])
    assert api.present == []


def test_unassigning_again_after_a_lost_answer_is_fine() -> None:
    api = FakeApi(ONE)

    def answered_into_the_void() -> None:
        api.present.clear()
        raise ApiError(NO_ANSWER, "timed out")

    api.faults["UnassignIpv6Addresses"] = [answered_into_the_void]
    on(api).delete([ONE])
    assert len(api.writes()) == 1


addresses = st.lists(st.sampled_from([f"2001:db8::{n:x}" for n in range(1, 15)]), unique=True)
wanted = st.builds(DesiredAddresses, count=st.integers(1, 14)) | st.builds(
    DesiredAddresses, addresses=addresses.filter(bool).map(tuple)
)


@given(present=addresses, lost=addresses, wanted=wanted)
def test_update_from_anything_to_anything(present: list[str], lost: list[str], wanted: DesiredAddresses) -> None:
    """The ENI ends with what is wanted, an update after that does nothing, and delete leaves nothing."""
    known = [LOST if address in lost else address for address in present]
    api = FakeApi(*(address for address in present if address not in lost))
    after = on(api).update(known, wanted)
    assert sorted(after.addresses) == sorted(api.present)
    assert len(after.addresses) == wanted.slots
    assert after.ids == tuple(map(api.id_of, after.addresses))
    done = api.writes()
    assert on(api).update(after.addresses, wanted) == after
    assert api.writes() == done
    on(api).delete(after.addresses)
    assert api.present == []


def test_the_addresses_of_a_primary_eni_are_looked_up_by_its_instance() -> None:
    api = FakeApi()
    api.primary_of = "i-1"
    assert on(api).create(DesiredAddresses(count=1)).ids == (api.id_of(CHOSEN),)
