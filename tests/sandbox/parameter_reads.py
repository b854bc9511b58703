"""Which fields of a request's record a handler reads, found in its source and in the functions it hands the record to.

Follows the record, its parts and the items of its lists through names, loops and calls. Where a part goes out of sight
(into something that is no function of the sandbox) all of it counts as read.
"""

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import msgspec

from alicloud_sandbox.core.params import ListOrJson

Path = tuple[str, ...]
Names = dict[str, Path]


def declared(kind: type[msgspec.Struct], path: Path = (), start: str = "") -> Iterator[tuple[Path, str]]:
    """Every declared field, with the parameter's name in the form `Tag.N.Key`."""
    for field in msgspec.structs.fields(kind):
        name = start + field.encode_name + (".N" if "list[" in str(field.type) or field.type is ListOrJson else "")
        inner = record_in(field.type)
        if inner:
            yield from declared(inner, (*path, field.name), f"{name}.")
        else:
            yield (*path, field.name), name


def record_in(annotation: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 - any annotation
    """The record that a field holds: itself, optional, or as the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return annotation
    found = (record_in(part) for part in getattr(annotation, "__args__", ()))
    return next(filter(None, found), None)


class Reads:
    """The fields that were seen to be read. `has` asks for one of them."""

    def __init__(self, handler: Callable[..., object], kind: type[msgspec.Struct]) -> None:
        """Follow the parameter `p` of a handler whose record is `kind`."""
        self._kind = kind
        self._read: set[Path] = set()
        self._whole: set[Path] = set()
        self._seen: set[tuple[object, Path]] = set()
        self._follow(handler, "p", ())

    def has(self, path: Path) -> bool:
        """Whether this field is read."""
        return path in self._read or any(path[: len(whole)] == whole for whole in self._whole)

    def _follow(self, function: Callable[..., object], parameter: str, path: Path) -> None:
        if (function, path) in self._seen:
            return
        self._seen.add((function, path))
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        names: Names = {parameter: path}
        for _ in range(
            2
        ):  # a second time for names that a comprehension uses before the walk meets where they come from
            for node in ast.walk(tree):
                self._bind(node, names)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (found := self._path(node, names)) is not None:
                self._touch(found)
            elif isinstance(node, ast.Call):
                self._call(node, names, function)

    def _touch(self, path: Path) -> None:
        self._read.add(path)
        owner = self._type_of(path[:-1])
        method = getattr(owner, path[-1], None) if owner and path[-1] not in owner.__struct_fields__ else None
        if isinstance(method, property):
            method = method.fget
        if isinstance(method, FunctionType):
            self._follow(method, "self", path[:-1])

    def _type_of(self, path: Path) -> type[msgspec.Struct] | None:
        kind: type[msgspec.Struct] | None = self._kind
        for name in path:
            types = {field.name: field.type for field in msgspec.structs.fields(kind)} if kind else {}
            kind = record_in(types[name]) if name in types else None
        return kind

    def _path(self, node: ast.AST, names: Names) -> Path | None:
        """What part of the record an expression is, if it is one."""
        if isinstance(node, ast.Name):
            return names.get(node.id)
        if isinstance(node, ast.Attribute):
            start = self._path(node.value, names)
            return None if start is None else (*start, node.attr)
        if isinstance(node, ast.Subscript | ast.Starred):
            return self._path(node.value, names)
        if isinstance(node, ast.BoolOp):
            return next((found for value in node.values if (found := self._path(value, names)) is not None), None)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and hasattr(builtins, node.func.id):
            return next((found for value in node.args if (found := self._path(value, names)) is not None), None)
        return None

    def _bind(self, node: ast.AST, names: Names) -> None:
        """Remember the names that stand for parts of the record."""
        if isinstance(node, ast.For | ast.comprehension):
            target, value = node.target, node.iter
        elif isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.NamedExpr):
            target, value = node.target, node.value
        else:
            return
        path = self._path(value, names)
        if path is not None and self._type_of(path):
            names.update({name.id: path for name in ast.walk(target) if isinstance(name, ast.Name)})

    def _call(self, node: ast.Call, names: Names, caller: Callable[..., object]) -> None:
        """Follow the parts of the record that a call hands on."""
        given = [(position, self._path(argument, names)) for position, argument in enumerate(node.args)]
        named = [(keyword.arg, self._path(keyword.value, names)) for keyword in node.keywords]
        handed = [(where, path) for where, path in (*given, *named) if path is not None and self._type_of(path)]
        if not handed or (isinstance(node.func, ast.Name) and hasattr(builtins, node.func.id)):
            return
        callee = _resolve(node.func, caller)
        for where, path in handed:
            if isinstance(callee, FunctionType) and where is not None:
                parameters = list(inspect.signature(callee).parameters)
                self._follow(callee, parameters[where] if isinstance(where, int) else where, path)
            else:
                self._whole.add(path)


def _resolve(node: ast.expr, caller: Callable[..., object]) -> object:
    """What a called name stands for in the caller's module."""
    if isinstance(node, ast.Name):
        return inspect.unwrap(caller).__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolve(node.value, caller), node.attr, None)
    return None
