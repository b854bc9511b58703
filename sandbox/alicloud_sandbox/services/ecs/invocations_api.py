"""Requests that run commands in guests, and stop them."""

from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import checked_tags
from alicloud_sandbox.core.api_errors import ApiError, invalid, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Command, Invocation, Run
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import COMMAND, INSTANCE
from alicloud_sandbox.services.ecs import command_parameters, commands, invocations

_LEAST_TIMEOUT = 10
_MOST_USERNAME = 255
_MOST_STOPPED = 50


class _Running(Params, kw_only=True):
    """The parameters that InvokeCommand and RunCommand share; `Timed` is deprecated and has no effect."""

    instance_id: list[str] = []
    resource_tag: list[Tag] = []
    parameters: str = ""
    repeat_mode: str = "Once"
    frequency: str = ""
    timed: bool = False
    timeout: int | None = None
    username: str = ""
    working_dir: str | None = None
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""


class InvokeCommand(_Running, kw_only=True):
    """Parameters of InvokeCommand."""

    command_id: str


@ECS.action(
    "InvokeCommand",
    Evidence.DOCUMENTED,
    "runs once, in the modelled guest: the sandbox executes nothing",
    resources=(COMMAND, INSTANCE),
)
def invoke_command(call: Call, p: InvokeCommand) -> Answer:
    """Run a saved command on up to 100 instances."""
    return {"InvokeId": _start(call, p, commands.get_command(call, p.command_id)).id}


class RunCommand(_Running, kw_only=True):
    """Parameters of RunCommand."""

    type: str
    command_content: str
    content_encoding: str = commands.PLAIN_TEXT
    enable_parameter: bool = False
    keep_command: bool = False
    name: str = ""
    description: str = ""


@ECS.action(
    "RunCommand",
    Evidence.DOCUMENTED,
    "runs once, in the modelled guest: the sandbox executes nothing",
    resources=(INSTANCE,),
)
def run_command(call: Call, p: RunCommand) -> Answer:
    """Run a command on up to 100 instances, and save it if `KeepCommand` is set."""
    command = Command(
        **call.new_entity_fields("c"),
        name=p.name,
        description=p.description,
        kind=p.type,
        content=commands.encoded(p.command_content, p.content_encoding, commands.PLAIN_TEXT),
        working_dir=p.working_dir or "",
        timeout=commands.DEFAULT_TIMEOUT if p.timeout is None else p.timeout,
        enable_parameter=p.enable_parameter,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
    )
    commands.check(command)
    if p.keep_command:
        call.store.put(command)
    return {"CommandId": command.id, "InvokeId": _start(call, p, command).id}


class StopInvocation(Params, kw_only=True):
    """Parameters of StopInvocation."""

    invoke_id: str
    instance_id: list[str] = []


@ECS.action(
    "StopInvocation",
    Evidence.SEEN,
    "a run that has ended stays as it is, whatever became of its instances",
    resources=(INSTANCE,),
)
def stop_invocation(call: Call, p: StopInvocation) -> Answer:
    """Stop a run on some of its instances, or on all."""
    invocation = call.get_owned(Invocation, p.invoke_id, "InvalidInvokeId.NotFound", "run")
    if len(p.instance_id) > _MOST_STOPPED:
        raise ApiError(403, "InstanceIds.ExceedLimit", f"At most {_MOST_STOPPED} instances at a time.")
    invocations.stop(call, invocation, p.instance_id)
    return {}


def _start(call: Call, p: InvokeCommand | RunCommand, command: Command) -> Invocation:
    """Check a run and start it."""
    _check_mode(p)
    if p.timeout is not None and p.timeout < _LEAST_TIMEOUT:
        raise invalid("Timeout", f"a run takes at least {_LEAST_TIMEOUT} seconds")
    if len(p.username) > _MOST_USERNAME:
        raise ApiError(403, "Username.ExceedLimit", f"Username has at most {_MOST_USERNAME} characters.")
    commands.check_directory(p.working_dir or "")
    _check_parameters(p, command)
    found = invocations.targets(call, p.instance_id, p.resource_tag, command.kind)
    invocation = Invocation(
        **call.new_entity_fields("t"),
        command_id=command.id,
        command_name=command.name,
        command_description=command.description,
        command_kind=command.kind,
        command_content=command.content,
        enable_parameter=command.enable_parameter,
        parameters=p.parameters or "{}",
        timed=p.timed,
        username=p.username,
        working_dir=command.working_dir if p.working_dir is None else p.working_dir,
        timeout=command.timeout if p.timeout is None else p.timeout,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
        status=invocations.RUNNING,
        runs=[Run(instance_id=one.id, status=invocations.RUNNING, started=call.now) for one in found],
    )
    invocations.start(call, invocation)
    return invocation


def _check_mode(p: InvokeCommand | RunCommand) -> None:
    if p.repeat_mode != "Once":
        raise unsupported("RepeatMode", f"every command runs once and immediately, not {p.repeat_mode}")
    if p.frequency:
        raise unsupported("Frequency", "every command runs once and immediately")


def _check_parameters(p: InvokeCommand | RunCommand, command: Command) -> None:
    """Refuse parameters that the command does not take, and a command that is too long with them filled in."""
    script = commands.decoded(command.content)
    names = command_parameters.names(script) if command.enable_parameter else []
    values = command_parameters.given(p.parameters, enabled=command.enable_parameter, defined=names)
    if command.enable_parameter:
        commands.check_size(commands.shown(command_parameters.fill(script, values, {}), commands.BASE64))
