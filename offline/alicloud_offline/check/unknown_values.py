"""Values that a program gets in place of unknown ones, and that it can use like those of the right type.

Each is a string, its placeholder (see `placeholders`), so that it is unknown in the inputs of a resource. docs/check.md
describes under "Unknown values" what operations on them give.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any, SupportsIndex

Value = Any
"""A value of the program."""


def _is_sdk_caller() -> bool:
    """Return whether the SDK's outputs, which search every value for outputs, call a method of a list."""
    return sys._getframe(2).f_globals.get("__name__") == "pulumi.output"


class UnknownString(str):
    """An unknown string: a comparison with a known string, and a search in it, hold."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return True, but compare two unknown strings by their placeholders."""
        return str.__eq__(self, other) if isinstance(other, UnknownString) else True

    def __ne__(self, other: object) -> bool:
        """Return True, but compare two unknown strings by their placeholders."""
        return str.__ne__(self, other) if isinstance(other, UnknownString) else True

    __hash__ = str.__hash__

    def __contains__(self, part: object) -> bool:
        """Return True."""
        return True

    def startswith(self, *_: object) -> bool:
        """Return True."""
        return True

    endswith = startswith

    def _same(self, *_: object, **__: object) -> "UnknownString":
        return self

    __getitem__ = lower = upper = strip = replace = removeprefix = removesuffix = _same


class UnknownBoolean(UnknownString):
    """An unknown boolean, which counts as true."""

    __slots__ = ()


class UnknownNumber(UnknownString):
    """An unknown number: computing with it gives an unknown number, and a comparison holds.

    Where Python needs the number itself, as `range` and `int` do, it is 2.
    """

    __slots__ = ()

    def __add__(self, other: Value) -> Value:
        """Return an unknown number; with a string, the joined string."""
        return str.__add__(self, other) if isinstance(other, str) and not isinstance(other, UnknownNumber) else self

    def _holds(self, _: object) -> bool:
        return True

    def __int__(self) -> int:
        """Return 2."""
        return 2

    def __float__(self) -> float:
        """Return 2."""
        return 2.0

    def __round__(self, *_: object) -> "UnknownNumber":
        """Return an unknown number."""
        return self

    def __format__(self, _: str) -> str:
        """Return the placeholder, whatever the format of the number."""
        return str(self)

    __index__ = __int__
    __lt__ = __le__ = __gt__ = __ge__ = _holds
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = UnknownString._same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = UnknownString._same
    __pow__ = __neg__ = __abs__ = __ceil__ = __floor__ = __trunc__ = UnknownString._same


class UnknownObject(UnknownNumber):
    """An unknown JSON value: every key and element is one again, and a loop over it has two turns."""

    __slots__ = ()

    def __len__(self) -> int:
        """Return 2."""
        return 2

    def __iter__(self) -> Iterator[Value]:
        """Yield two unknown values."""
        return iter([self, self])

    get = UnknownString._same

    def values(self) -> list["UnknownObject"]:
        """Return two unknown values."""
        return [self, self]

    def items(self) -> list[tuple[str, "UnknownObject"]]:
        """Return two unknown keys and values."""
        return [(f"{self}-{number}", self) for number in range(2)]

    def keys(self) -> list[str]:
        """Return two unknown keys."""
        return [key for key, _ in self.items()]


class AnsweredList(list[Value]):
    """A list of a data source, whose real length is unknown.

    `on_length` is called when the program depends on the length; with the length that it needs when it reads beyond the
    end. The list has the attributes and keys of its first element too, because the SDK declares some single objects as
    lists.
    """

    def __init__(self, values: list[Value], on_length: Callable[[int], None]) -> None:
        super().__init__(values)
        self._on_length = on_length

    def __bool__(self) -> bool:
        """Return True: the list is assumed to have elements."""
        return True

    def __len__(self) -> int:
        """Return the length that the check assumes."""
        if not _is_sdk_caller():
            self._on_length(0)
        return super().__len__()

    def __iter__(self) -> Iterator[Value]:
        """Yield the elements."""
        if not _is_sdk_caller():
            self._on_length(0)
        return super().__iter__()

    def __getitem__(self, key: SupportsIndex | slice | str) -> Value:
        """Return an element, a part of the list, or a property of the first element."""
        if isinstance(key, str):
            return super().__getitem__(0)[key]
        if isinstance(key, slice):
            self._on_length(0 if key.stop is None else self._needed(key.stop))
        else:
            self._on_length(self._needed(int(key) + 1 if int(key) >= 0 else int(key)))
        return super().__getitem__(key)

    def _needed(self, limit: int) -> int:
        """Return the length for an index up to this limit; -1 when this length is enough."""
        return abs(limit) if abs(limit) > super().__len__() else -1

    def __getattr__(self, name: str) -> Value:
        """Return an attribute of the first element."""
        if name.startswith("_") or not super().__len__():
            raise AttributeError(f"'list' object has no attribute {name!r}")
        return getattr(super().__getitem__(0), name)
