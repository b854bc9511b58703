"""The security groups that a resource names anywhere in its inputs."""

from collections.abc import Iterator

from alicloud_rules.three_valued import join_unknowns

from .nodes import Membership
from .plain_values import UNKNOWN, Plain
from .record import Record
from .references import ReferenceResolver
from .resource_kinds import Kind


def uncounted_groups(record: Record, resolver: ReferenceResolver) -> Membership:
    """Return the groups that an uncounted resource may have members in.

    An unknown input that depends only on other resources, such as on a cluster with its own group, is in no group of
    the stack.
    """
    found = {
        name: resolver.members(record, name, ids, Kind.GROUP)
        for name, value in record.inputs.items()
        if (ids := list(_ids(name, value)))
    }
    keys = dict.fromkeys(key for one in found.values() for key in (*one.certain, *one.possible))
    undetermined = join_unknowns(one.undetermined for name, one in found.items() if not record.edges.get(name))
    return Membership(certain=tuple(keys), undetermined=undetermined)


def _ids(name: str, value: Plain) -> Iterator[Plain]:
    """Yield the ids in the properties whose names say that they hold security groups; unknown values may hold some."""
    if value is UNKNOWN:
        yield UNKNOWN
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner is not UNKNOWN or _names_groups(key):
                yield from _ids(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(name, inner)
    elif isinstance(value, str) and value and _names_groups(name):
        yield value


def _names_groups(name: str) -> bool:
    return "securitygroup" in name.lower().replace("_", "")
