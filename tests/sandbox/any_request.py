"""A request for any action, made from the parameters that it declares."""

import json
from collections.abc import Callable, Iterator

import msgspec.inspect as mi

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.params import CommaList, JsonList

#: Gives the text of a parameter by its name (`Tag.1.Key`) and whether it is required; None leaves it out if possible.
Pick = Callable[[str, bool], str | None]


def filled(action: Action, pick: Pick) -> dict[str, str]:
    """Parameters in the flat form of the RPC style: numbers are 1, switches true, texts what `pick` says."""
    info = mi.type_info(action.params)
    assert isinstance(info, mi.StructType)
    return dict(_struct(info, "", pick))


def _struct(info: mi.StructType, prefix: str, pick: Pick) -> Iterator[tuple[str, str]]:
    for field in info.fields:
        yield from _value(field.type, f"{prefix}{field.encode_name}", pick, required=field.required)


def _value(kind: mi.Type, name: str, pick: Pick, *, required: bool) -> Iterator[tuple[str, str]]:
    """The pairs of one parameter; a list that may also be a text is sent as a list."""
    if isinstance(kind, mi.UnionType):
        types = sorted(kind.types, key=lambda one: not isinstance(one, mi.ListType))
        kind = next(one for one in types if not isinstance(one, mi.NoneType))
    if isinstance(kind, mi.ListType):
        yield from _value(kind.item_type, f"{name}.1", pick, required=required)
    elif isinstance(kind, mi.StructType):
        if required:
            yield from _struct(kind, f"{name}.", pick)
    elif isinstance(kind, mi.CustomType) and kind.cls not in (JsonList, CommaList):
        yield from _value(mi.ListType(mi.StrType()), name, pick, required=required)
    elif isinstance(kind, mi.CustomType) and kind.cls is JsonList:
        text = pick(name, required)
        if text is not None or required:
            yield name, text if text and text.startswith("[") else json.dumps([text or "x"])
    elif isinstance(kind, mi.StrType | mi.CustomType):
        text = pick(name, required)
        if text is not None or required:
            yield name, text or "x"
    elif required:
        yield name, "true" if isinstance(kind, mi.BoolType) else "1"
