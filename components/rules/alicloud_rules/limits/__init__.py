"""The limits on IPv6 for secondary ENIs: one module per limit, named by its id, found by discovery.

Each module has `LIMIT`, its row in the table, and `check`, which returns a `Violation` or None. The components, the
policy pack and the sandbox call the same checks. Checks whose numbers differ between the best-practice page and today
take a `LimitSet`.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from ..limit import Level, Limit
from ..limit_sets import DOCUMENTED, TODAY, LimitSet, limit_set

__all__ = ["DOCUMENTED", "LIMITS", "TODAY", "Level", "Limit", "LimitSet", "limit_set"]


def _rows() -> Iterator[Limit]:
    for module in iter_modules(__path__, f"{__name__}."):
        row: Limit = import_module(module.name).LIMIT
        yield row


def _position(row: Limit) -> tuple[int, int]:
    return tuple(Level).index(row.level), row.order


LIMITS: Mapping[str, Limit] = MappingProxyType({row.id: row for row in sorted(_rows(), key=_position)})
"""All rows by id: first the limits, then the needs, then the advice."""
