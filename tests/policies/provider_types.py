"""Every resource type of the installed alicloud SDK, with the names of its properties."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_CLASSES = re.compile(r'"(alicloud:(\w+)/(\w+):\w+)": "\w+"')
_GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:\s+@.*\n)*\s+def (\w+)')
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def provider_types() -> Mapping[str, tuple[str, ...]]:
    """The properties of each type token, by their names on the wire."""
    spec = find_spec("pulumi_alicloud")
    assert spec is not None and spec.origin is not None
    package = Path(spec.origin).parent
    found = _CLASSES.findall((package / "__init__.py").read_text())
    return {token: _properties(package / module / f"{_snake(name)}.py") for token, module, name in found}


def _snake(name: str) -> str:
    return _CAPITAL.sub("_", name).lower()


def _properties(file: Path) -> tuple[str, ...]:
    pairs = _GETTER.findall(file.read_text()) if file.exists() else []
    return tuple(sorted({name or plain for name, plain in pairs}))
