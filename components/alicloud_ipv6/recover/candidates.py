"""How each resource type of the components is found through the API, and the ID that the provider imports it by."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._api.openapi import Api, ApiError

Inputs = Mapping[str, Any]
Item = Mapping[str, Any]
Field = str | Callable[[Item], Any]

_PAGE_SIZE = 50
"""The largest page that every listing action of ECS and VPC takes."""


@dataclass(frozen=True)
class Candidate:
    """Something that exists and may be what an interrupted create made."""

    id: str
    """The ID by which the provider imports it."""
    created: str
    """When it was created, as the service says it; empty where the service does not say."""
    observed: Mapping[str, Any]
    """The inputs that the service shows, by their names in the program."""
    identified_by: frozenset[str] = frozenset()
    """The inputs that are equal already, since they identify it."""


@dataclass(frozen=True)
class Listing:
    """The action that lists a type, and how an item of its answer compares with the inputs."""

    product: str
    action: str
    path: tuple[str, ...]
    """The keys that lead to the list in the answer; to one object, for an action that describes one."""
    filters: Callable[[Inputs], Mapping[str, object]]
    """The parameters, by the inputs; those that are None are not sent."""
    id: Callable[[Item, Inputs], str]
    """The ID, from an item and the inputs; empty for an item that is something else."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    """Name of an input -> where the item has it."""
    created: Field = ""
    """Where the item has the time of its creation."""
    identified_by: tuple[str, ...] = ()
    """The inputs that `filters` and `id` compare, besides those of `fields`."""
    paged: bool = True
    absent: tuple[str, ...] = ()
    """The codes with which the action says that nothing is there."""

    def candidates(self, api: Api, inputs: Inputs) -> list[Candidate]:
        """Return what exists with the identifying inputs; raise `ApiError`."""
        try:
            items = list(self._items(api, {name: value for name, value in self.filters(inputs).items() if value}))
        except ApiError as error:
            if error.code in self.absent:
                return []
            raise
        found = [(self.id(item, inputs), item) for item in items]
        return [self._candidate(identifier, item) for identifier, item in found if identifier]

    def _items(self, api: Api, parameters: Mapping[str, object]) -> Iterator[Item]:
        page = 1
        while True:
            paging = {"PageNumber": page, "PageSize": _PAGE_SIZE} if self.paged else {}
            found = _at(api.call(self.product, self.action, {**parameters, **paging}), self.path)
            items = found if isinstance(found, list) else [found] if found else []
            yield from items
            if not self.paged or len(items) < _PAGE_SIZE:
                return
            page += 1

    def _candidate(self, identifier: str, item: Item) -> Candidate:
        observed = {name: _value(item, where) for name, where in self.fields.items()}
        return Candidate(identifier, str(_value(item, self.created) or ""), observed, frozenset(self.identified_by))


def tags(item: Item) -> dict[str, str]:
    """Return the tags of an item, without those of the system."""
    found = _at(item, ("Tags", "Tag")) or []
    pairs = ((tag.get("TagKey") or tag.get("Key"), tag.get("TagValue") or tag.get("Value") or "") for tag in found)
    return {key: value for key, value in pairs if key and not key.startswith("acs:")}


def at(*path: str) -> Callable[[Item], Any]:
    """Return a field that is further inside an item."""
    return lambda item: _at(item, path)


def _value(item: Item, where: Field) -> object:
    return item.get(where) if isinstance(where, str) else where(item)


def _at(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - part of an answer
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value
