"""Outputs of a new resource as a preview knows them: its inputs, and unknown parts of the objects in them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_origin

from google.protobuf import struct_pb2

from alicloud_offline._pulumi_internals import is_output_type, output_type_types, special_value, unwrap_type
from alicloud_offline.check.sdk_schemas import nested_outputs

_SCALARS = (str, int, float, bool)


def planned_outputs(token: str, inputs: struct_pb2.Struct, create: Callable[[str], str]) -> struct_pb2.Struct:
    """Return the inputs of a resource with a placeholder for each property that an object in them lacks.

    The provider may compute such a property, such as `nodeId` of a shard. `create` makes a placeholder for a path.
    """
    nested = nested_outputs(token)
    names = [name for name in inputs.fields if name in nested]
    if not names:
        return inputs
    outputs = struct_pb2.Struct()
    outputs.CopyFrom(inputs)
    for name in names:
        _complete(nested[name], outputs.fields[name], name, create)
    return outputs


def _complete(kind: Any, value: struct_pb2.Value, path: str, create: Callable[[str], str]) -> None:  # noqa: ANN401
    kind = unwrap_type(kind)
    if special_value(value) is not None:
        return
    form = value.WhichOneof("kind")
    origin = get_origin(kind)
    if form == "list_value" and isinstance(origin, type) and issubclass(origin, Sequence):
        for index, inner in enumerate(value.list_value.values):
            _complete(get_args(kind)[0], inner, f"{path}[{index}]", create)
    elif form == "struct_value" and isinstance(kind, type) and is_output_type(kind):
        _complete_object(output_type_types(kind), value.struct_value, path, create)


def _complete_object(
    types: Mapping[str, Any], value: struct_pb2.Struct, path: str, create: Callable[[str], str]
) -> None:
    for name, kind in types.items():
        if name in value.fields:
            _complete(kind, value.fields[name], f"{path}.{name}", create)
        elif unwrap_type(kind) in _SCALARS:
            value.fields[name].string_value = create(f"{path}.{name}")
