"""The faults on purpose: what a specification means, and that the decisions are repeatable and as frequent as asked."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_sandbox.core.faults import NO_FAULTS, FaultKind, Faults

REQUESTS = 5_000
RATES = st.dictionaries(st.sampled_from(list(FaultKind)), st.floats(0, 0.16).map(lambda rate: round(rate, 3)))
SCOPES = st.sampled_from(["", "ecs", "vpc", "ecs.runinstances"])
SEEDS = st.integers(0, 2**32)


@st.composite
def some_faults(draw: st.DrawFn) -> Faults:
    return Faults(draw(st.dictionaries(SCOPES, RATES.filter(bool))), draw(SEEDS), draw(st.sampled_from([0.5, 2.0, 30])))


@given(some_faults())
def test_a_specification_is_printed_as_it_is_read(faults: Faults) -> None:
    assert Faults.parse(str(faults)) == (faults if faults.rates else NO_FAULTS)


@given(some_faults())
@settings(max_examples=20)
def test_the_same_seed_gives_the_same_faults(faults: Faults) -> None:
    again = Faults.parse(str(faults))
    first = [faults.of_request("Ecs.RunInstances", number) for number in range(1, 200)]
    assert [again.of_request("Ecs.RunInstances", number) for number in range(1, 200)] == first


@given(RATES, SEEDS)
@settings(max_examples=20, deadline=None)
def test_each_fault_is_as_frequent_as_its_rate(rates: dict[FaultKind, float], seed: int) -> None:
    faults = Faults({"": rates}, seed)
    found = Counter(faults.of_request("Vpc.CreateVpc", number) for number in range(REQUESTS))
    for kind in FaultKind:
        rate = rates.get(kind, 0.0)
        deviation = (REQUESTS * rate * (1 - rate)) ** 0.5
        assert abs(found[kind] - REQUESTS * rate) <= 6 * deviation


def test_another_seed_and_another_action_get_other_faults() -> None:
    def drawn(seed: int, action: str) -> list[FaultKind | None]:
        return [Faults.parse(f"throttle=0.5,seed={seed}").of_request(action, number) for number in range(100)]

    assert drawn(1, "Vpc.CreateVpc") != drawn(2, "Vpc.CreateVpc") != drawn(2, "Vpc.DeleteVpc")


def test_a_narrower_scope_replaces_the_rates_that_it_names() -> None:
    faults = Faults.parse("throttle=0.1,slow=0.2,ecs:throttle=0.3,ECS.RunInstances:reset=0.4")
    halves = {FaultKind.RESET_BEFORE: 0.2, FaultKind.RESET_AFTER: 0.2}
    assert faults.rates_of("vpc.createvpc") == {FaultKind.THROTTLE: 0.1, FaultKind.SLOW: 0.2}
    assert faults.rates_of("ecs.describezones") == {FaultKind.THROTTLE: 0.3, FaultKind.SLOW: 0.2}
    assert faults.rates_of("ecs.runinstances") == {FaultKind.THROTTLE: 0.3, FaultKind.SLOW: 0.2, **halves}


def test_the_settings_are_read() -> None:
    assert Faults.parse("slow=1,seed=7,seconds=0.5") == Faults({"": {FaultKind.SLOW: 1.0}}, 7, 0.5)
    assert (Faults.parse("off"), str(Faults.parse("off"))) == (NO_FAULTS, "off")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "invalid entry ''"),
        ("throttle", "expected `KIND=RATE`"),
        ("throttle=x", "expected `KIND=RATE`"),
        ("throttle=1.2.3", "expected `KIND=RATE`"),
        ("throttle=-0.1", "expected `KIND=RATE`"),
        ("throttle=0.1;slow=0.1", "expected `KIND=RATE`"),
        ("throttling=0.1", "expected one of throttle, unavailable, internal, reset-before"),
        ("throttle=1.1", "a rate is from 0 to 1"),
        ("throttle=0.6,reset=0.6", "add up to 1.2; they may add up to 1"),
        ("throttle=0.6,ecs:reset=0.6", "for ecs add up to 1.2"),
        ("throttle=0.1,seed=1.5", "`seed` is an integer"),
        ("throttle=0.1,seconds=601", "`seconds` is at most 600"),
        ("throttle=0.1,ecs:seed=1", "each for all actions"),
    ],
)
def test_a_wrong_specification_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match="faults") as caught:
        Faults.parse(text)
    assert reason in str(caught.value)


def test_an_unknown_action_is_refused() -> None:
    known = [("Ecs", "RunInstances")]
    Faults.parse("ecs.runinstances:throttle=1,ECS:slow=0").check_scopes(known)
    for text in ("ecs.RunInstance:throttle=1", "ess:throttle=1"):
        with pytest.raises(ValueError, match="neither a product nor an action"):
            Faults.parse(text).check_scopes(known)
