"""The rules of runs of commands: their instances, their end, and stopping them."""

import base64
from collections.abc import Iterable

from alicloud_sandbox.core.actions import ECS
from alicloud_sandbox.core.answers import tagged
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance, Invocation, Run
from alicloud_sandbox.core.params import Tag
from alicloud_sandbox.services.ecs import command_parameters, commands, guest, guest_script, instances

RUNNING, SUCCESS, FAILED, STOPPED, PARTIAL = "Running", "Success", "Failed", "Stopped", "PartialFailed"
TERMINATED, TIMEOUT = "Terminated", "Timeout"

_MOST_INSTANCES = 100
_MOST_OUTPUT = 24 * 1024

#: Error code -> the status of the run and the service's message (page DescribeInvocationResults).
_ERRORS = {
    "InstanceReleased": ("Error", "the instance has released when create task"),
    "InstanceNotRunning": ("Aborted", "the instance is not running when create task"),
    "AccountNotExists": (FAILED, "the specified account does not exists"),
    "DirectoryNotExists": (FAILED, "the specified directory does not exists"),
    "ExecutionTimeout": (TIMEOUT, "the command execution has been timeout"),
    "ExitCodeNonzero": (FAILED, "the command execution exit code is not zero"),
}


def targets(call: Call, ids: list[str], tags: list[Tag], kind: str) -> list[Instance]:
    """Return the instances of a run, by id or by tags; refuse one that is not Running or has the wrong system."""
    if bool(ids) == bool(tags):
        raise missing("InstanceId.1") if not ids else invalid("ResourceTag", "it excludes InstanceId.N")
    if tags:
        found = tagged(call.owned_all(Instance), tags)
    else:
        found = [instances.get_instance(call, one, "InvalidInstance.NotFound") for one in dict.fromkeys(ids)]
    if not 1 <= len(found) <= _MOST_INSTANCES:
        raise ApiError(
            403, "InstanceIds.ExceedLimit", f"A command runs on 1 to {_MOST_INSTANCES} instances, not {len(found)}."
        )
    for instance in found:
        _check_target(instance, kind)
    return found


def start(call: Call, invocation: Invocation) -> None:
    """Start a run; it ends after its usual time."""
    call.store.put(invocation)
    call.schedule("invocation.done", invocation.id)


def stop(call: Call, invocation: Invocation, ids: Iterable[str]) -> None:
    """Stop a run on some of its instances or on all, where it has not ended."""
    for run in invocation.runs:
        if run.status == RUNNING and (not ids or run.instance_id in ids):
            run.status, run.stopped, run.finished = TERMINATED, call.now, call.now
    invocation.status = overall(invocation.runs)
    call.store.put(invocation)


def overall(runs: Iterable[Run]) -> str:
    """Return the status of a run from those on its instances."""
    states = {run.status for run in runs}
    if RUNNING in states:
        return RUNNING
    if states <= {TERMINATED}:
        return STOPPED
    if states <= {TERMINATED, SUCCESS}:
        return SUCCESS
    return PARTIAL if SUCCESS in states else FAILED


@ECS.event("invocation.done")
def become_done(call: Call, invocation_id: str) -> None:
    """End the run on every instance where it still runs."""
    invocation = call.store.get(Invocation, invocation_id)
    if invocation is None:
        return
    for run in invocation.runs:
        if run.status == RUNNING:
            run.finished = call.now
            _finish(call, invocation, run)
    invocation.status = overall(invocation.runs)
    call.store.put(invocation)


def _check_target(instance: Instance, kind: str) -> None:
    windows = instances.image_of(instance).windows
    if windows == (kind == commands.SHELL):
        system = "Windows" if windows else "Linux"
        raise ApiError(403, "InvalidInstance.NotMatch", f"A {kind} cannot run on {instance.id}, which has {system}.")
    instances.check_status(instance, "Running", code="InvalidInstance.NotMatch")


def _finish(call: Call, invocation: Invocation, run: Run) -> None:
    """Answer the command in the guest of one instance."""
    instance = call.store.get(Instance, run.instance_id)
    if error := _obstacle(invocation, instance):
        _fail(run, error)
    elif instance:
        script = _script(invocation, instance)
        outcome = guest_script.answer(call, instance, script, invocation.working_dir, invocation.timeout)
        _keep_output(run, outcome.output)
        run.exit_code = outcome.code
        if outcome.timed_out:
            _fail(run, "ExecutionTimeout")
        elif outcome.code:
            _fail(run, "ExitCodeNonzero")
        else:
            run.status = SUCCESS


def _obstacle(invocation: Invocation, instance: Instance | None) -> str:
    """Return the error code for a command that cannot run in the guest, or an empty string."""
    if instance is None:
        return "InstanceReleased"
    if instance.status != "Running":
        return "InstanceNotRunning"
    if invocation.username not in guest.USERS:
        return "AccountNotExists"
    if invocation.working_dir not in ("", *guest.DIRECTORIES):
        return "DirectoryNotExists"
    return ""


def _fail(run: Run, code: str) -> None:
    run.status, run.error_info = _ERRORS[code]
    run.error_code = code


def _keep_output(run: Run, output: str) -> None:
    """Save as much of the output as Cloud Assistant does."""
    raw = output.encode()
    run.output, run.dropped = raw[:_MOST_OUTPUT].decode(errors="ignore"), max(len(raw) - _MOST_OUTPUT, 0)


def _script(invocation: Invocation, instance: Instance) -> str:
    """Return the script with its parameters filled in for one instance."""
    script = base64.b64decode(invocation.command_content).decode()
    if not invocation.enable_parameter:
        return script
    values = command_parameters.given(invocation.parameters, enabled=True, defined=command_parameters.names(script))
    built_in = {
        "RegionId": invocation.region,
        "AccountId": invocation.account,
        "InstanceId": instance.id,
        "InstanceName": instance.name,
        "InvokeId": invocation.id,
        "CommandId": invocation.command_id,
    }
    return command_parameters.fill(script, values, built_in)
