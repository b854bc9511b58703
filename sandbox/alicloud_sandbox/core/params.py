"""Request parameters, from the flat names of the RPC style to the typed record that an action declares.

Undeclared parameters are refused by name, so no documented parameter is silently ignored.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from alicloud_sandbox.core.api_errors import ApiError, invalid, missing, unsupported

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
        name: value for name, value in flat.items() if name in declared or (name not in PROTOCOL and name not in _OWNER)
    }
    for name in _OWNER & flat.keys():
        if flat[name] not in ("", account):
            raise unsupported(name, "a request acts for the account whose key signed it, or through a role")
    try:
        return msgspec.convert(nest(own), kind, strict=False)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), action) from None


def _refusal(text: str, action: str) -> ApiError:
    if found := _UNKNOWN.search(text):
        return unsupported(_path(found[2], found[1]), f"{action} has no such parameter in the sandbox")
    if found := _MISSING.search(text):
        return missing(_path(found[2], found[1]))
    if found := _AT.search(text):
        return invalid(_path(found[2]), found[1][:1].lower() + found[1][1:])
    return invalid(action, text)


def _path(where: str | None, name: str | None = None) -> str:
    """Return a parameter's name from the decoder's path: `Tag[0]` and `Key` become `Tag.1.Key`."""
    counted = re.sub(r"\[(\d+)\]", lambda index: f".{int(index[1]) + 1}", where or "").replace("[...]", ".N")
    return ".".join(part for part in (counted.strip("."), name) if part)


def json_list(parameter: str, text: str | None) -> list[str]:
    """Return a list sent as a JSON array (`InstanceIds=["i-1"]`); empty when absent."""
    if not text:
        return []
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise invalid(parameter, "a JSON array of strings is expected")
    return value
