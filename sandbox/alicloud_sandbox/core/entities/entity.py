"""The fields of every record."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec


class Entity(msgspec.Struct, kw_only=True):
    """Common to all: `account` is the owner's 16-digit id, `created` seconds since the epoch."""

    KIND: ClassVar[str]
    id: str
    account: str
    region: str
    created: float
    name: str = ""
    description: str = ""
    resource_group_id: str = ""
    tags: dict[str, str] = {}

    @property
    def shown_id(self) -> str:
        """The id in requests and answers."""
        return self.id

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield the (name, value) pairs under which `Store.find` finds this entity."""
        yield from ()
