"""Parameters of Cloud Assistant commands (`{{name}}`): their definition in a command and their values in a run.

Names ignore case. The service fills in the built-in `{{ACS::...}}`. Source: pages CreateCommand and
InvokeCommand, with their error codes.
"""

import json
import re
from collections.abc import Mapping

import msgspec

from alicloud_sandbox.core.api_errors import ApiError, invalid

BUILT_IN = ("RegionId", "AccountId", "InstanceId", "InstanceName", "InvokeId", "CommandId")
_BUILT_IN_START = "acs::"
_PARAMETER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_MOST_DEFINED = 20
_MOST_GIVEN = 10
_MOST_LETTERS = 64


def names(content: str) -> list[str]:
    """Return the parameters that a command defines, in order, each once; refuse malformed or too many names."""
    found: dict[str, str] = {}
    for name in map(str.strip, _PARAMETER.findall(content, 0, _end(content))):
        _check_name(name)
        if not name.lower().startswith(_BUILT_IN_START):
            found.setdefault(name.lower(), name)
    if len(found) > _MOST_DEFINED:
        raise ApiError(
            403, "ParameterCount.ExceedLimit", f"A command has at most {_MOST_DEFINED} parameters, not {len(found)}."
        )
    return list(found.values())


def given(text: str, *, enabled: bool, defined: list[str]) -> dict[str, str]:
    """Return the values of a run, sent as a JSON object, by lower-case name; refuse undefined parameters."""
    values = _values(text)
    if values and not enabled:
        raise ApiError(
            404,
            "Parameter.Disabled",
            "The command was created with EnableParameter false, so a run must not have Parameters.",
        )
    if len(values) > _MOST_GIVEN:
        raise ApiError(
            403, "ParameterCount.ExceedLimit", f"A run takes at most {_MOST_GIVEN} Parameters, not {len(values)}."
        )
    found: dict[str, str] = {}
    known = {name.lower() for name in defined}
    for name, value in values.items():
        if len(name) > _MOST_LETTERS:
            raise ApiError(
                403, "ParameterKey.ExceedLimit", f"A parameter's name has at most {_MOST_LETTERS} characters."
            )
        if name.lower() not in known:
            raise ApiError(403, "Parameter.NotMatched", f"The command has no parameter {name!r}; it has {defined}.")
        if name.lower() in found:
            raise ApiError(403, "ParameterKey.Duplicate", f"The parameter {name!r} is given twice.")
        found[name.lower()] = value
    return found


def fill(content: str, values: Mapping[str, str], built_in: Mapping[str, str]) -> str:
    """Return the command with its parameters filled in; a missing value is empty."""
    service = {f"{_BUILT_IN_START}{name.lower()}": value for name, value in built_in.items()}

    def value(found: re.Match[str]) -> str:
        name = found[1].strip().lower()
        return service.get(name, values.get(name, ""))

    end = _end(content)
    return _PARAMETER.sub(value, content[:end]) + content[end:]


def _end(content: str) -> int:
    """Return the end of the last parameter: searching for one beyond it would take quadratic time."""
    return content.rfind("}}") + 2 if "}}" in content else 0


def _check_name(name: str) -> None:
    if not name:
        raise ApiError(403, "CmdParam.EmptyKey", "A parameter {{ }} of the command has no name.")
    if len(name) > _MOST_LETTERS:
        raise ApiError(403, "CmdParamName.ExceedLimit", f"A parameter's name has at most {_MOST_LETTERS} characters.")
    own = name[len(_BUILT_IN_START) :] if name.lower().startswith(_BUILT_IN_START) else None
    if own is not None and own.lower() not in (known.lower() for known in BUILT_IN):
        raise ApiError(403, "CmdParam.InvalidParamName", f"The built-in parameter {name!r} does not exist.")
    if own is None and not _NAME.fullmatch(name):
        raise ApiError(
            403,
            "CmdParam.InvalidParamName",
            f"A parameter's name must have letters, digits, - and _ only: {name!r}.",
        )


def _values(text: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        values = msgspec.json.decode(text, type=dict[str, str])
    except msgspec.DecodeError:
        raise invalid("Parameters", 'a JSON object of strings such as {"name": "value"} is expected') from None
    if len(json.loads(text, object_pairs_hook=list)) > len(values):
        raise ApiError(403, "ParameterKey.Duplicate", "A name is repeated in Parameters.")
    return values
