"""Cloud Assistant commands that configure IPv6 in instances, recognized by what they run.

The page's own steps, those of `Ipv6GuestSetup` and all other documented ways start the helper `ecs-utils-ipv6`.
"""

import base64
import binascii

from alicloud_rules.three_valued import Ternary, unknown

from .path_nodes import GuestCommand
from .record import Record
from .references import ReferenceResolver
from .resource_kinds import Kind

_HELPER = "ecs-utils-ipv6"


def command(invocation: Record, resolver: ReferenceResolver) -> GuestCommand:
    """Return the command that an invocation runs."""
    return GuestCommand(
        urn=invocation.urn,
        label=invocation.label,
        hosts=resolver.many(invocation, ("instanceIds",), Kind.INSTANCE),
        configures_ipv6=_configures_ipv6(invocation, resolver),
    )


def _configures_ipv6(invocation: Record, resolver: ReferenceResolver) -> Ternary:
    """Return whether a command starts the helper; any other may still configure IPv6 in a way of its own."""
    key = resolver.one(invocation, "commandId", Kind.COMMAND).certain
    found = resolver.records.get(key or "")
    content = found.string("commandContent") if found else None
    return (
        True if isinstance(content, str) and _HELPER in _decoded(content) else unknown(f"what {invocation.label} does")
    )


def _decoded(content: str) -> str:
    try:
        return base64.b64decode(content, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return content
