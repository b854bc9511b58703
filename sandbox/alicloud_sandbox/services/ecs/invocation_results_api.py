"""Requests that find runs of commands and their output."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import ecs_tags, only, tagged
from alicloud_sandbox.core.api_errors import missing, unsupported
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Invocation, Run
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age
from alicloud_sandbox.core.params import Tag
from alicloud_sandbox.core.resource_types import COMMAND, INSTANCE
from alicloud_sandbox.services.ecs import commands, invocations

_MOST = 50

#: The values of older status fields.
_OLDER = {
    invocations.SUCCESS: "Finished",
    invocations.TIMEOUT: invocations.FAILED,
    invocations.TERMINATED: invocations.STOPPED,
    "Error": invocations.FAILED,
    "Aborted": invocations.FAILED,
}


class DescribeInvocations(TokenPages, kw_only=True):
    """Parameters of DescribeInvocations; `CommandName` and `RepeatMode` count only without `InstanceId`."""

    invoke_id: str = ""
    command_id: str = ""
    command_name: str = ""
    command_type: str = ""
    instance_id: str = ""
    invoke_status: str = ""
    repeat_mode: str = ""
    timed: bool | None = None
    include_output: bool = False
    content_encoding: str = commands.BASE64
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action("DescribeInvocations", Evidence.SEEN, "every run is one of RepeatMode Once", resources=(COMMAND, INSTANCE))
def describe_invocations(call: Call, p: DescribeInvocations) -> Answer:
    """Return the caller's runs that match every filter."""
    if p.include_output and not (p.invoke_id or p.instance_id):
        raise missing("InvokeId")
    found = only(
        _mine(call, p.invoke_id, p.command_id, p.instance_id),
        command_kind=p.command_type,
        resource_group_id=p.resource_group_id,
        command_name="" if p.instance_id else p.command_name,
        repeat_mode="" if p.instance_id else p.repeat_mode,
    )
    found = [
        one for one in tagged(found, p.tag) if not p.timed and p.invoke_status in ("", one.status, _older(one.status))
    ]
    rows, numbers = any_page(p, found, by_age, lambda one: _write(one, p), most=_MOST)
    return {"Invocations": {"Invocation": rows}, **numbers}


class DescribeInvocationResults(TokenPages, kw_only=True):
    """Parameters of DescribeInvocationResults."""

    invoke_id: str = ""
    command_id: str = ""
    instance_id: str = ""
    invoke_record_status: str = ""
    include_history: bool = False
    content_encoding: str = commands.BASE64
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action(
    "DescribeInvocationResults",
    Evidence.DOCUMENTED,
    "output over 24 KB is cut off at the end",
    resources=(COMMAND, INSTANCE),
)
def describe_invocation_results(call: Call, p: DescribeInvocationResults) -> Answer:
    """Return the results of the caller's runs, instance by instance."""
    if p.include_history:
        raise unsupported("IncludeHistory", "no command runs more than once")
    mine = only(_mine(call, p.invoke_id, p.command_id, p.instance_id), resource_group_id=p.resource_group_id)
    found = [
        (one, run)
        for one in tagged(mine, p.tag)
        for run in one.runs
        if p.instance_id in ("", run.instance_id) and p.invoke_record_status in ("", _older(run.status))
    ]
    rows, numbers = any_page(
        p,
        found,
        lambda pair: f"{by_age(pair[0])}/{pair[1].instance_id}",
        lambda pair: _write_result(*pair, p.content_encoding),
        most=_MOST,
    )
    return {"Invocation": {"InvocationResults": {"InvocationResult": rows}, **numbers}}


def _mine(call: Call, invoke_id: str, command_id: str, instance_id: str) -> list[Invocation]:
    """Return the caller's runs from the narrowest index that the request allows."""
    if invoke_id:
        found = call.get_owned_by_ids(Invocation, [invoke_id])
    elif command_id:
        found = call.store.find(Invocation, command=command_id)
    elif instance_id:
        found = call.store.find(Invocation, instance=instance_id)
    else:
        found = call.owned_all(Invocation)
    return [
        one
        for one in only(found, account=call.caller.account, region=call.region, command_id=command_id)
        if not instance_id or any(run.instance_id == instance_id for run in one.runs)
    ]


def _older(status: str) -> str:
    return _OLDER.get(status, status)


def _write(one: Invocation, p: DescribeInvocations) -> Answer:
    runs = [run for run in one.runs if p.instance_id in ("", run.instance_id)]
    return {
        "InvokeId": one.id,
        "CommandId": one.command_id,
        "CommandName": one.command_name,
        "CommandDescription": one.command_description,
        "CommandType": one.command_kind,
        "CommandContent": commands.shown(commands.decoded(one.command_content), p.content_encoding),
        "Parameters": one.parameters,
        "RepeatMode": one.repeat_mode,
        "Frequency": one.frequency,
        "Timed": one.timed,
        "Timeout": one.timeout,
        "Username": one.username,
        "WorkingDir": one.working_dir,
        "CreationTime": timestamp(one.created),
        "InvocationStatus": one.status,
        "InvokeStatus": _older(one.status),
        "InvokeInstances": {"InvokeInstance": [_write_run(one, run, p) for run in runs]},
        "Tags": ecs_tags(one.tags),
    }


def _write_run(one: Invocation, run: Run, p: DescribeInvocations) -> Answer:
    return {
        **_write_outcome(run),
        "InstanceInvokeStatus": _older(run.status),
        "CreationTime": timestamp(one.created),
        "FinishTime": _time(run.finished),
        "UpdateTime": _time(run.finished or run.started),
        "Timed": one.timed,
        "Output": commands.shown(run.output, p.content_encoding) if p.include_output else "",
    }


def _write_result(one: Invocation, run: Run, encoding: str) -> Answer:
    return {
        **_write_outcome(run),
        "InvokeId": one.id,
        "CommandId": one.command_id,
        "InvokeRecordStatus": _older(run.status),
        "FinishedTime": _time(run.finished),
        "Username": one.username,
        "Output": commands.shown(run.output, encoding),
        "Tags": ecs_tags(one.tags),
    }


def _write_outcome(run: Run) -> Answer:
    """Return the fields of a run on one instance that both actions share."""
    return {
        "InstanceId": run.instance_id,
        "InvocationStatus": run.status,
        "ExitCode": run.exit_code,
        "ErrorCode": run.error_code,
        "ErrorInfo": run.error_info,
        "Dropped": run.dropped,
        "Repeats": int(bool(run.finished)),
        "StartTime": _time(run.started),
        "StopTime": _time(run.stopped),
    }


def _time(seconds: float) -> str:
    return timestamp(seconds) if seconds else ""
