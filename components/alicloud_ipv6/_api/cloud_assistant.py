"""Shell commands in an instance, run through Cloud Assistant.

API pages: RunCommand, DescribeInvocationResults.
"""

import base64
import uuid
from dataclasses import dataclass
from typing import Any

from .openapi import Api
from .retry import Clock, Deadline

COMMAND_SECONDS = 60
"""The longest time that the command may run."""
_MARGIN_SECONDS = 60
_UNFINISHED = ("Pending", "Scheduled", "Running", "Stopping")


@dataclass(frozen=True)
class Outcome:
    """The outcome of a command; `status` is Cloud Assistant's, `Success` if the exit code is 0."""

    status: str
    output: str
    error: str
    """The error of Cloud Assistant if the command could not be run; else empty."""

    @property
    def succeeded(self) -> bool:
        """Whether the command ran and its exit code was 0."""
        return self.status == "Success"


def run_command(api: Api, instance_id: str, command: str, clock: Clock | None = None) -> Outcome:
    """Run one shell command and wait for its outcome; raise `ApiError` or `DeadlineError` if Cloud Assistant fails."""
    deadline = Deadline(COMMAND_SECONDS + _MARGIN_SECONDS, clock)
    params = {
        "Type": "RunShellScript",
        "CommandContent": base64.b64encode(command.encode()).decode(),
        "ContentEncoding": "Base64",
        "InstanceId": [instance_id],
        "Timeout": COMMAND_SECONDS,
        "ClientToken": str(uuid.uuid4()),
    }
    invocation = deadline.retry(lambda: api.call("Ecs", "RunCommand", params))["InvokeId"]
    return deadline.until(lambda: _outcome(api, invocation), f"command run {invocation} on {instance_id} to end")


def _outcome(api: Api, invocation: str) -> Outcome | None:
    answer = api.call("Ecs", "DescribeInvocationResults", {"InvokeId": invocation})
    results: list[dict[str, Any]] = answer["Invocation"]["InvocationResults"]["InvocationResult"]
    if not results or results[0]["InvocationStatus"] in _UNFINISHED:
        return None
    result = results[0]
    output = base64.b64decode(result.get("Output") or "").decode(errors="replace")
    return Outcome(result["InvocationStatus"], output, result.get("ErrorInfo") or "")
