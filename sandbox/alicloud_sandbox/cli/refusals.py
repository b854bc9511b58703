"""The refusals of the sandbox, read from its source: the HTTP status and error code of each, by product.

A code is a string where it is raised, or it goes through a variable or parameter that is named `code`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ALL_PRODUCTS = "all"

_PACKAGE = Path(__file__).parents[1]
_PRODUCTS = {
    "services/ecs/": "Ecs",
    "network/": "Ecs",
    "services/vpc/": "Vpc",
    "services/resource_manager": "ResourceManager",
    "iam/ram/": "Ram",
    "iam/sts/": "Sts",
}
_CODE = re.compile(r"[A-Z][A-Za-z0-9*]+(\.[A-Za-z0-9*]+)*")
_STATUS_GIVEN = 0
_BY_NAME = 99


@dataclass(frozen=True)
class _Raiser:
    """A function that raises a refusal: its usual HTTP status, and the position of its argument `code`."""

    status: int
    position: int


_RAISERS = {
    "ApiError": _Raiser(_STATUS_GIVEN, 1),
    "invalid": _Raiser(400, 2),
    "violating": _Raiser(400, 2),
    "wrong_state": _Raiser(400, 0),
    "not_found": _Raiser(404, 0),
    "get_owned": _Raiser(404, 2),
}


@dataclass(frozen=True, order=True)
class Refusal:
    """An error code of a product; `*` in it stands for a part that depends on the request."""

    product: str
    code: str
    status: int


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return every refusal, sorted."""
    trees = {file.relative_to(_PACKAGE).as_posix(): ast.parse(file.read_text("utf-8")) for file in _files()}
    raisers = _all_raisers(list(trees.values()))
    found: set[Refusal] = set()
    for place, tree in trees.items():
        product = next((name for start, name in _PRODUCTS.items() if place.startswith(start)), ALL_PRODUCTS)
        found.update(Refusal(product, code, status) for code, status in _raised(tree, raisers))
    return tuple(sorted(found))


def _files() -> Iterator[Path]:
    return (file for file in _PACKAGE.rglob("*.py") if file.parent.name != "cli")


def _all_raisers(trees: list[ast.Module]) -> dict[str, _Raiser]:
    """Return the known raisers, and every function that passes a `code` on to one."""
    raisers, before = dict(_RAISERS), 0
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    while len(raisers) > before:
        before = len(raisers)
        for function in functions:
            names = [argument.arg for argument in function.args.args]
            if status := next(_statuses_of_code(function, raisers), 0):
                position = names.index("code") if "code" in names else _BY_NAME
                raisers.setdefault(function.name, _Raiser(status, position))
    return raisers


def _raised(tree: ast.AST, raisers: dict[str, _Raiser]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for status in _statuses_of_code(node, raisers):
                yield from ((code, status) for code in _values_of_code(node))
        elif isinstance(node, ast.Call) and (found := _code_of(node, raisers)):
            status = _status_of(node, raisers)
            yield from ((code, status) for code in _texts(found) if status)


def _statuses_of_code(function: ast.FunctionDef, raisers: dict[str, _Raiser]) -> Iterator[int]:
    """Yield the statuses with which a function raises its variable `code`."""
    defaults = {name: default.value for name, default in _defaults(function) if isinstance(default, ast.Constant)}
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            code = _code_of(node, raisers)
            if isinstance(code, ast.Name) and code.id == "code":
                given = node.args[0] if node.args else None
                status = _status_of(node, raisers) or defaults.get(given.id if isinstance(given, ast.Name) else "")
                if isinstance(status, int):
                    yield status


def _values_of_code(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the default of the parameter `code` and the strings that are assigned to the variable."""
    for name, default in _defaults(function):
        if name == "code":
            yield from _texts(default)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(at, ast.Name) and at.id == "code" for at in node.targets):
            yield from _texts(node.value)


def _defaults(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    signature = function.args
    ordered = signature.args[len(signature.args) - len(signature.defaults) :]
    yield from ((argument.arg, default) for argument, default in zip(ordered, signature.defaults, strict=True))
    named = zip(signature.kwonlyargs, signature.kw_defaults, strict=True)
    yield from ((argument.arg, default) for argument, default in named if default)


def _code_of(call: ast.Call, raisers: dict[str, _Raiser]) -> ast.expr | None:
    """Return the argument `code` of a call that may raise it."""
    raiser = raisers.get(_name(call))
    if raiser is None:
        return None
    given = [word.value for word in call.keywords if word.arg == "code"]
    return given[0] if given else call.args[raiser.position] if raiser.position < len(call.args) else None


def _status_of(call: ast.Call, raisers: dict[str, _Raiser]) -> int:
    """Return the status of a call that raises; 0 for one that is computed."""
    usual = raisers[_name(call)].status
    given = [word.value for word in call.keywords if word.arg == "status"] or ([] if usual else call.args[:1])
    value = given[0].value if given and isinstance(given[0], ast.Constant) else usual
    return value if isinstance(value, int) else 0


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _texts(node: ast.AST) -> list[str]:
    """Return the codes that an expression may be: a string, one with computed parts (`*`), or either of two."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    else:
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return [text] if _CODE.fullmatch(text) else []
