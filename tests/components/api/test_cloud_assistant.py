import base64
from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api.cloud_assistant import Outcome, run_command
from alicloud_ipv6._api.openapi import NO_ANSWER, ApiError
from alicloud_ipv6._api.retry import DeadlineError
from tests.components.stopped_clock import StoppedClock


class FakeAssistant:
    """Runs nothing: the results are those given, one for each time somebody looks."""

    def __init__(self, *results: dict[str, Any] | None) -> None:
        self.results = list(results)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: list[ApiError] = []

    def call(self, _product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        self.calls.append((action, dict(params or {})))
        if self.faults:
            raise self.faults.pop(0)
        if action == "RunCommand":
            return {"InvokeId": "t-1"}
        assert (action, params) == ("DescribeInvocationResults", {"InvokeId": "t-1"})
        result = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        return {"Invocation": {"InvocationResults": {"InvocationResult": [] if result is None else [result]}}}


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def result(status: str, output: str = "", error: str | None = None) -> dict[str, Any]:
    return {"InvocationStatus": status, "Output": encoded(output), "ErrorInfo": error}


def test_runs_the_command_on_the_instance() -> None:
    api = FakeAssistant(result("Success", "pong\n"))
    assert run_command(api, "i-1", "ping6 ::1", StoppedClock().clock) == Outcome("Success", "pong\n", "")
    params = api.calls[0][1]
    assert params.pop("ClientToken")
    assert params == {
        "Type": "RunShellScript",
        "CommandContent": encoded("ping6 ::1"),
        "ContentEncoding": "Base64",
        "InstanceId": ["i-1"],
        "Timeout": 60,
    }


def test_waits_until_it_has_ended() -> None:
    time = StoppedClock()
    api = FakeAssistant(None, result("Pending"), result("Running"), result("Failed", "lost\n"))
    outcome = run_command(api, "i-1", "false", time.clock)
    assert outcome == Outcome("Failed", "lost\n", "")
    assert not outcome.succeeded
    assert len(time.slept) == 3


@pytest.mark.parametrize("status", ["Failed", "Stopped", "Timeout", "Error", "Terminated", "Cancelled"])
def test_every_other_end_is_a_failure(status: str) -> None:
    outcome = run_command(FakeAssistant(result(status, error="agent is away")), "i-1", "true", StoppedClock().clock)
    assert (outcome.succeeded, outcome.error) == (False, "agent is away")


def test_gives_up_on_a_command_that_does_not_end() -> None:
    with pytest.raises(DeadlineError, match="command run t-1 on i-1 to end"):
        run_command(FakeAssistant(result("Running")), "i-1", "sleep 1d", StoppedClock().clock)


def test_a_lost_answer_does_not_run_it_twice() -> None:
    api = FakeAssistant(result("Success"))
    api.faults = [ApiError(NO_ANSWER, "timed out")]
    run_command(api, "i-1", "true", StoppedClock().clock)
    tokens = [params["ClientToken"] for action, params in api.calls if action == "RunCommand"]
    assert len(tokens) == 2
    assert tokens[0] == tokens[1]
