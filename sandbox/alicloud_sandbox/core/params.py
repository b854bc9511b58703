"""Request parameters, from the flat names of the RPC style to the typed record that an action declares.

Undeclared parameters are refused by name, so no documented parameter is silently ignored.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from alicloud_sandbox.core.api_errors import ApiError, invalid, required, unsupported

#: Parameters of the protocol itself; they reach only an action that declares them, such as AcceptLanguage.
PROTOCOL = frozenset(
    {
        "AcceptLanguage",
        "AccessKeyId",
        "Action",
        "Format",
        "RegionId",
        "SecurityToken",
        "Signature",
        "SignatureMethod",
        "SignatureNonce",
        "SignatureType",
        "SignatureVersion",
        "SourceIp",
        "SecureTransport",
        "Timestamp",
        "Version",
    }
)

_OWNER = frozenset({"OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount"})
_POSITION = re.compile(r"0|[1-9][0-9]{0,4}")
_DEEPEST = 8
_LONGEST = 64 * 1024
_LONGEST_NAME = 100
_UNKNOWN = re.compile(r"unknown field `([^`]+)`(?: - at `\$\.?([^`]*)`)?")
_MISSING = re.compile(r"missing required field `([^`]+)`(?: - at `\$\.?([^`]*)`)?")
_AT = re.compile(r"(.*?) - at `\$\.?([^`]*)`")


class Params(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename="pascal"):
    """Base of every action's parameters: `vpc_id` is `VpcId`; other names are given by `msgspec.field`."""


class Tag(Params):
    """One `Tag.N` of a request."""

    key: str
    value: str = ""


class Pages(Params, kw_only=True):
    """Numbered paging."""

    page_number: int = 1
    page_size: int = 10


class JsonList(tuple[str, ...]):
    """A list that requests send as a JSON array: `InstanceIds=["i-1"]`."""


class ListOrJson(tuple[str, ...]):
    """A list that requests send numbered or as a JSON array."""


class CommaList(tuple[str, ...]):
    """A list that requests send with commas: `VpcId=vpc-1,vpc-2`."""


P = TypeVar("P", bound=Params)


def nest(flat: Mapping[str, str]) -> dict[str, Any]:
    """`{"Tag.1.Key": "a"}` becomes `{"Tag": [{"Key": "a"}]}`; the list has the order of the numbers.

    The provider counts from 1, and in places from 0.
    """
    tree: dict[str, Any] = {}
    for name, value in flat.items():
        node = tree
        *parents, leaf = name.split(".", _DEEPEST)
        for part in parents:
            node = node.setdefault(part, {})
            if not isinstance(node, dict):
                raise invalid(name, "it must be used both as a value and as a list")
        if isinstance(node.get(leaf), dict):
            raise invalid(name, "it must be used both as a value and as a list")
        node[leaf] = value
    return {name: _lists(value) for name, value in tree.items()}


def _lists(node: object) -> object:
    if not isinstance(node, dict):
        return node
    if all(_POSITION.fullmatch(key) for key in node):
        return [_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _lists(value) for key, value in node.items()}


def read(kind: type[P], flat: Mapping[str, str], action: str, account: str) -> P:
    """Return the action's typed parameters; ApiError names an unknown, missing or malformed one."""
    declared = kind.__struct_encode_fields__
    own = {
        name: value
        for name, value in flat.items()
        if name in declared or (name not in PROTOCOL and name not in _OWNER)
        if value or name not in _json_lists(kind)
    }
    for name in _OWNER & flat.keys():
        if flat[name] not in ("", account):
            raise unsupported(name, "a request acts for the account whose key signed it, or through a role")
    for name, value in own.items():
        _check_bounds(name, value, declared, action)
    try:
        return msgspec.convert(nest(own), kind, strict=False, dec_hook=_list)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), action) from None


def named(params: Params, parameter: str) -> Sequence[str]:
    """Return the values of a parameter of strings, as the handler of the action sees them."""
    fields = dict(zip(params.__struct_encode_fields__, params.__struct_fields__, strict=True))
    value = getattr(params, fields[parameter]) if parameter in fields else None
    return ([value] if value else []) if isinstance(value, str) else value or []


def _check_bounds(name: str, value: str, declared: tuple[str, ...], action: str) -> None:
    """Refuse an undeclared parameter, whatever the form of its name, and a value that no parameter can have."""
    first = name.partition(".")[0]
    if first not in declared:
        raise unsupported(first[:_LONGEST_NAME], f"{action} has no such parameter in the sandbox")
    if len(value) > _LONGEST:
        raise invalid(first, f"it has more than {_LONGEST} characters")


@cache
def _json_lists(kind: type[Params]) -> frozenset[str]:
    """Return the parameters that are JSON arrays; an empty value of one is an absent one."""
    fields = msgspec.structs.fields(kind)
    return frozenset(field.encode_name for field in fields if JsonList in (field.type, *get_args(field.type)))


def _list(kind: type, value: object) -> object:
    """Decode one of the list types above; msgspec adds the parameter's name to the error."""
    if kind is CommaList and isinstance(value, str):
        return CommaList(filter(None, value.split(",")))
    if kind is ListOrJson and not isinstance(value, str):
        return ListOrJson(msgspec.convert(value, list[str]))
    if kind is CommaList or not isinstance(value, str):
        raise ValueError(f"expected `str`, got `{'array' if isinstance(value, list) else 'object'}`")
    try:
        return kind(msgspec.json.decode(value or "[]", type=list[str]))
    except msgspec.DecodeError:
        raise ValueError("a JSON array of strings is expected") from None


def _refusal(text: str, action: str) -> ApiError:
    if found := _UNKNOWN.search(text):
        return unsupported(_path(found[2], found[1]), f"{action} has no such parameter in the sandbox")
    if found := _MISSING.search(text):
        return required(_path(found[2], found[1]))
    if found := _AT.search(text):
        return invalid(_path(found[2]), found[1][:1].lower() + found[1][1:])
    return invalid(action, text)


def _path(where: str | None, name: str | None = None) -> str:
    """Return a parameter's name from the decoder's path: `Tag[0]` and `Key` become `Tag.1.Key`."""
    counted = re.sub(r"\[(\d+)\]", lambda index: f".{int(index[1]) + 1}", where or "").replace("[...]", ".N")
    return ".".join(part for part in (counted.strip("."), name) if part)
