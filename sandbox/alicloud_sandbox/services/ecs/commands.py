"""The rules of Cloud Assistant commands."""

import base64
import binascii

from alicloud_rules.names import MAX_COMMAND_NAME_LENGTH
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Command
from alicloud_sandbox.services.ecs import command_parameters

SHELL = "RunShellScript"
TYPES = (SHELL, "RunBatScript", "RunPowerShellScript")
PLAIN_TEXT, BASE64 = "PlainText", "Base64"
DEFAULT_TIMEOUT = 60

_MOST_CONTENT = 24 * 1024
_MOST_DESCRIPTION = 512
_MOST_DIRECTORY = 200


def get_command(call: Call, command_id: str) -> Command:
    """Return the caller's command in this region."""
    return call.get_owned(Command, command_id, "InvalidCmdId.NotFound", "command")


def encoded(content: str, encoding: str, default: str) -> str:
    """Return the content in base64; an unknown `encoding` counts as the `default`."""
    kinds = {kind.lower(): kind for kind in (PLAIN_TEXT, BASE64)}
    if kinds.get(encoding.lower(), default) == PLAIN_TEXT:
        return base64.b64encode(content.encode()).decode()
    decoded(content)
    return content


def decoded(content: str) -> str:
    """Return the script in a base64 content."""
    try:
        return base64.b64decode(content, validate=True).decode()
    except (binascii.Error, ValueError):
        raise invalid("CommandContent", "it is not base64 of UTF-8") from None


def shown(text: str, encoding: str) -> str:
    """Return a string as an answer shows it: in base64 unless `encoding` is PlainText."""
    plain = encoding.lower() == PLAIN_TEXT.lower()
    return text if plain else base64.b64encode(text.encode()).decode()


def check(command: Command) -> None:
    """Refuse a command with an unknown type, a value that is too long, or malformed parameters."""
    if command.kind not in TYPES:
        raise ApiError(
            403,
            "InvalidCmdType.NotFound",
            f"The command type {command.kind!r} does not exist; expected one of {', '.join(TYPES)}.",
        )
    if len(command.name) > MAX_COMMAND_NAME_LENGTH:
        raise ApiError(
            403, "CmdName.ExceedLimit", f"A command's name has at most {MAX_COMMAND_NAME_LENGTH} characters."
        )
    if len(command.description) > _MOST_DESCRIPTION:
        raise ApiError(
            403, "CmdDesc.ExceedLimit", f"A command's description has at most {_MOST_DESCRIPTION} characters."
        )
    check_directory(command.working_dir)
    check_size(command.content)
    check_timeout(command.timeout)
    if command.enable_parameter:
        command_parameters.names(decoded(command.content))


def check_size(content: str) -> None:
    """Refuse more than 24 KB of base64."""
    if len(content) > _MOST_CONTENT:
        raise ApiError(403, "CmdContent.ExceedLimit", f"A command has at most {_MOST_CONTENT} bytes in base64.")


def check_directory(path: str) -> None:
    """Refuse a working directory with too long a name."""
    if len(path) > _MOST_DIRECTORY:
        raise invalid("WorkingDir", f"it has at most {_MOST_DIRECTORY} characters")


def check_timeout(seconds: int) -> None:
    """Refuse a timeout below 1 second; the actions that run commands require at least 10 seconds."""
    if seconds < 1:
        raise invalid("Timeout", "it must be at least 1 second")
