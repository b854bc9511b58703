"""Every resource type of the installed alicloud SDK, with the names of its properties."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_CLASSES = re.compile(r'"(alicloud:(\w+)/(\w+):\w+)": "\w+"')
_GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:\s+@.*\n)*\s+def (\w+)')
_TYPED_GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:\s+@.*\n)*\s+def (\w+)\(self\) -> (.*?):\n')
_INPUTS = re.compile(r"@pulumi\.input_type\nclass \w+Args:.*?(?=\n@pulumi\.(?:input_type|type_token))", re.DOTALL)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def provider_types() -> Mapping[str, tuple[str, ...]]:
    """The properties of each type token, by their names on the wire."""
    spec = find_spec("pulumi_alicloud")
    assert spec is not None and spec.origin is not None
    package = Path(spec.origin).parent
    found = _CLASSES.findall((package / "__init__.py").read_text())
    return {token: _properties(package / module / f"{_snake(name)}.py") for token, module, name in found}


@cache
def nested_inputs() -> Mapping[str, tuple[str, ...]]:
    """The inputs of each type token at any depth, as paths such as `vpcConfig.securityGroupId`."""
    spec = find_spec("pulumi_alicloud")
    assert spec is not None and spec.origin is not None
    package = Path(spec.origin).parent
    found = {}
    for token, module, name in _CLASSES.findall((package / "__init__.py").read_text()):
        file = package / module / f"{_snake(name)}.py"
        args = _INPUTS.search(file.read_text()) if file.exists() else None
        if args:
            found[token] = tuple(_paths(_typed(args[0]), _nested(package / module / "_inputs.py"), frozenset()))
    return found


@cache
def _nested(file: Path) -> Mapping[str, list[tuple[str, str]]]:
    """The properties of the nested types of a module, with their types."""
    parts = file.read_text().split("@pulumi.input_type\nclass ")[1:] if file.exists() else []
    return {part.partition(":")[0]: _typed(part) for part in parts}


def _typed(source: str) -> list[tuple[str, str]]:
    return [(name or plain, kind) for name, plain, kind in _TYPED_GETTER.findall(source)]


def _paths(
    properties: list[tuple[str, str]], nested: Mapping[str, list[tuple[str, str]]], seen: frozenset[str]
) -> Iterator[str]:
    for name, kind in properties:
        yield name
        for inner in re.findall(r"'(\w+Args)'", kind):
            if inner in nested and inner not in seen:
                yield from (f"{name}.{path}" for path in _paths(nested[inner], nested, seen | {inner}))


def _snake(name: str) -> str:
    return _CAPITAL.sub("_", name).lower()


def _properties(file: Path) -> tuple[str, ...]:
    pairs = _GETTER.findall(file.read_text()) if file.exists() else []
    return tuple(sorted({name or plain for name, plain in pairs}))
