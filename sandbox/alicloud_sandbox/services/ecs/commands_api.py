"""Requests and answers of Cloud Assistant commands."""

from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import checked_tags, ecs_tags, only, set_given, tagged
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Command, Invocation
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import COMMAND
from alicloud_sandbox.services.ecs import command_parameters, commands
from alicloud_sandbox.services.ecs.filters import matches


class CreateCommand(Params, kw_only=True):
    """Parameters of CreateCommand."""

    name: str
    type: str
    command_content: str
    content_encoding: str = commands.BASE64
    description: str = ""
    enable_parameter: bool = False
    timeout: int = commands.DEFAULT_TIMEOUT
    working_dir: str = ""
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""


@ECS.action(
    "CreateCommand", Evidence.DOCUMENTED, "the number of commands per region is not limited", resources=(COMMAND.all,)
)
def create_command(call: Call, p: CreateCommand) -> Answer:
    """Create a command."""
    command = Command(
        **call.new_entity_fields("c"),
        name=p.name,
        description=p.description,
        kind=p.type,
        content=commands.encoded(p.command_content, p.content_encoding, commands.BASE64),
        working_dir=p.working_dir,
        timeout=p.timeout,
        enable_parameter=p.enable_parameter,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
    )
    commands.check(command)
    call.store.put(command)
    return {"CommandId": command.id}


class DescribeCommands(TokenPages, kw_only=True):
    """Parameters of DescribeCommands; names and descriptions take asterisks."""

    command_id: str = ""
    name: str = ""
    description: str = ""
    type: str = ""
    provider: str = ""
    content_encoding: str = commands.BASE64
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action(
    "DescribeCommands", Evidence.SEEN, "there are no public commands: a provider has none", resources=(COMMAND.or_all,)
)
def describe_commands(call: Call, p: DescribeCommands) -> Answer:
    """Return the caller's commands that match every filter."""
    mine = call.get_owned_by_ids(Command, [p.command_id]) if p.command_id else call.owned_all(Command)
    found = [
        command
        for command in tagged(only(mine, kind=p.type, resource_group_id=p.resource_group_id), p.tag)
        if not p.provider and matches(p.name, command.name) and matches(p.description, command.description)
    ]
    rows, numbers = any_page(p, found, by_age, lambda command: _write(call, command, p.content_encoding), most=50)
    return {"Commands": {"Command": rows}, **numbers}


class ModifyCommand(Params, kw_only=True):
    """Parameters of ModifyCommand; what is left out stays. The content is base64."""

    command_id: str
    name: str | None = None
    description: str | None = None
    command_content: str | None = None
    working_dir: str | None = None
    timeout: int | None = None


@ECS.action("ModifyCommand", Evidence.DOCUMENTED, resources=(COMMAND,))
def modify_command(call: Call, p: ModifyCommand) -> Answer:
    """Change a command; runs that have started keep the old one."""
    command = commands.get_command(call, p.command_id)
    if p.command_content is not None:
        command.content = commands.encoded(p.command_content, commands.BASE64, commands.BASE64)
    set_given(command, name=p.name, description=p.description, working_dir=p.working_dir, timeout=p.timeout)
    commands.check(command)
    call.store.put(command)
    return {}


class DeleteCommand(Params, kw_only=True):
    """Parameters of DeleteCommand."""

    command_id: str


@ECS.action("DeleteCommand", Evidence.DOCUMENTED, "its runs stay", resources=(COMMAND,))
def delete_command(call: Call, p: DeleteCommand) -> Answer:
    """Delete a command."""
    call.store.delete(commands.get_command(call, p.command_id))
    return {}


def _write(call: Call, command: Command, encoding: str) -> Answer:
    script = commands.decoded(command.content)
    names = command_parameters.names(script) if command.enable_parameter else []
    plain = encoding.lower() == commands.PLAIN_TEXT.lower()
    return {
        "CommandId": command.id,
        "Name": command.name,
        "Description": command.description,
        "Type": command.kind,
        "CommandContent": script if plain else command.content,
        "WorkingDir": command.working_dir,
        "Timeout": command.timeout,
        "EnableParameter": command.enable_parameter,
        "ParameterNames": {"ParameterName": names},
        "ParameterDefinitions": {"ParameterDefinition": []},
        "CreationTime": timestamp(command.created),
        "InvokeTimes": call.store.count(Invocation, command=command.id),
        "Provider": "User",
        "Category": "",
        "Version": 1,
        "Latest": True,
        "ResourceGroupId": command.resource_group_id,
        "Tags": ecs_tags(command.tags),
    }
