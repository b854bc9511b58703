"""Converts the properties of custom resources between the engine's form and plain dictionaries.

The engine marks secrets; here only the names of the secret properties are kept.
"""

from collections.abc import Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct

from ._plugin_internals import PropertyValue, rpc


def read(properties: Struct) -> dict[str, Any]:
    """Return the properties as plain values: an `Unknown` for an unknown one, the value of a secret one."""
    found = rpc.deserialize_properties(properties, keep_unknowns=True)
    return {name: rpc.unwrap_rpc_secret(value) for name, value in found.items()}


def secrets(*bags: Struct) -> frozenset[str]:
    """Return the names of the properties that are secret in any of the bags."""
    found = ((name, one) for bag in bags for name, one in PropertyValue.unmarshal_map(bag).items())
    return frozenset(name for name, one in found if one.contains_secret())


async def write(properties: Mapping[str, Any], secret: frozenset[str]) -> Struct:
    """Return the properties in the engine's form; those named in `secret` stay secret."""
    plain = await rpc.serialize_properties(dict(properties), {})
    marked = {name: one.with_secret(name in secret) for name, one in PropertyValue.unmarshal_map(plain).items()}
    return PropertyValue.marshal_map(marked)
