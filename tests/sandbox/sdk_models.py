"""The request parameters that the official SDKs document, read from their generated models."""

import importlib
import inspect
import re
from collections.abc import Iterator

PACKAGES = {
    "Ecs": "alibabacloud_ecs20140526",
    "Vpc": "alibabacloud_vpc20160428",
    "Sts": "alibabacloud_sts20150401",
    "Ram": "alibabacloud_ram20150501",
    "ResourceManager": "alibabacloud_resourcemanager20200331",
}

_FIELD = re.compile(r"m\.get\('([^']+)'\) is not None:\n(.*?)(?=\n\n|\Z)", re.DOTALL)
_MODEL = re.compile(r"main_models\.(\w+)\(\)")


def request_parameters(product: str, action: str) -> list[str]:
    """Every parameter of an action as requests have it: `VpcId`, `Tag.N.Key`, `InstanceIds.N`."""
    return sorted(_fields(product, f"{action}Request"))


def _fields(product: str, model: str, start: str = "") -> Iterator[str]:
    models = importlib.import_module(f"{PACKAGES[product]}.models")
    source = inspect.getsource(getattr(models, model).from_map)
    listed = _lists(getattr(models, model))
    for name, reading in _FIELD.findall(source):
        place = f"{start}{name}" + (".N" if name in listed else "")
        inner = _MODEL.search(reading)
        if inner:
            yield from _fields(product, inner[1], f"{place}.")
        else:
            yield place


def _lists(model: type) -> set[str]:
    """The wire names of a model's fields that are lists."""
    source = inspect.getsource(model.from_map)  # type: ignore[attr-defined]
    attributes = inspect.signature(model.__init__).parameters  # type: ignore[misc]
    wire = dict(re.findall(r"self\.(\w+) = m\.get\('([^']+)'\)", source))
    wire.update(re.findall(r"self\.(\w+) = \[\]\n\s+if m\.get\('([^']+)'\)", source))
    return {name for attribute, name in wire.items() if str(attributes[attribute].annotation).startswith("List[")}
