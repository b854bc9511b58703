from collections.abc import Callable

import pytest

from alicloud_ipv6._api.openapi import NO_ANSWER, ApiError
from alicloud_ipv6._api.retry import RETRYABLE, Clock, Deadline, DeadlineError, is_retryable
from tests.components.stopped_clock import StoppedClock


def failing(times: int, code: str) -> tuple[Callable[[], str], list[str]]:
    """A call that fails that often, then answers "done"; it counts how often it was called."""
    calls: list[str] = []

    def call() -> str:
        calls.append(code)
        if len(calls) <= times:
            raise ApiError(code, "said the service", 400)
        return "done"

    return call, calls


@pytest.mark.parametrize(
    "code", [*sorted(RETRYABLE), "Throttling", "Throttling.User", "Rejected.Throttling", NO_ANSWER]
)
def test_retryable_codes_are_called_again(code: str) -> None:
    time = StoppedClock()
    call, calls = failing(3, code)
    assert Deadline(60, time.clock).retry(call) == "done"
    assert len(calls) == 4


@pytest.mark.parametrize(
    "code", ["InvalidEniId.NotFound", "MaxEniIpv6IpsCountExceeded", "SignatureDoesNotMatch", "NoCredential"]
)
def test_other_codes_are_raised_at_once(code: str) -> None:
    time = StoppedClock()
    call, calls = failing(1, code)
    with pytest.raises(ApiError):
        Deadline(60, time.clock).retry(call)
    assert (len(calls), time.slept) == (1, [])


def test_pauses_double_up_to_ten_seconds() -> None:
    time = StoppedClock(jitter=1)
    Deadline(600, time.clock).retry(failing(7, "OperationConflict")[0])
    assert time.slept == [0.5, 1, 2, 4, 8, 10, 10]


def test_jitter_takes_up_to_half_of_a_pause() -> None:
    time = StoppedClock(jitter=0)
    Deadline(600, time.clock).retry(failing(2, "OperationConflict")[0])
    assert time.slept == [0.25, 0.5]


def test_the_last_refusal_is_raised_before_the_deadline_passes() -> None:
    time = StoppedClock()
    with pytest.raises(ApiError, match="OperationConflict"):
        Deadline(20, time.clock).retry(failing(1000, "OperationConflict")[0])
    assert sum(time.slept) <= 20


def test_one_deadline_covers_several_calls() -> None:
    time = StoppedClock()
    deadline = Deadline(10, time.clock)
    deadline.retry(failing(3, "OperationConflict")[0])
    with pytest.raises(DeadlineError):
        deadline.until(lambda: None, "something")
    assert sum(time.slept) <= 10


def test_until_answers_without_a_pause_when_all_is_there() -> None:
    time = StoppedClock()
    assert Deadline(10, time.clock).until(lambda: 0, "nothing") == 0
    assert time.slept == []


def test_until_pauses_longer_and_longer() -> None:
    time = StoppedClock(jitter=1)
    answers = iter([None, None, None, "there"])
    assert Deadline(60, time.clock).until(lambda: next(answers), "something") == "there"
    assert time.slept == [0.5, 1, 2]


def test_until_says_what_it_waited_for() -> None:
    with pytest.raises(DeadlineError, match=r"Waited 10 s in vain for eni-1 to be Available\."):
        Deadline(10, StoppedClock().clock).until(lambda: None, "eni-1 to be Available")


def test_the_real_clock_is_the_default() -> None:
    assert Clock().now() <= Clock().now()
    assert 0 <= Clock().jitter() < 1
    assert is_retryable(ApiError("OperationConflict", ""))
