"""Names and host names of instances, and their numbering for several instances.

Source: the pages of RunInstances and "Batch configure sequential names or hostnames for multiple instances".
"""

import re
from itertools import pairwise

_ORDERED = re.compile(r"(?P<prefix>[^\[\]]*)\[(?P<begin>\d{0,6}),(?P<digits>[1-6]?)\](?P<suffix>[^\[\]]*)")
_DEFAULT_DIGITS = 6
_SUFFIX_DIGITS = 3
_LINUX_LENGTHS = range(2, 65)
_WINDOWS_LENGTHS = range(2, 16)


def in_order(name: str, amount: int, *, unique_suffix: bool) -> list[str]:
    """Return the names of `amount` instances.

    `prefix[begin,digits]suffix` counts up from `begin` (0), written with `digits` (6) digits. `unique_suffix`
    adds 001, 002, ... to the names of several instances, unless the name is ordered and ends with the number.
    """
    ordered = _ORDERED.fullmatch(name)
    names = [name] * amount
    if ordered:
        begin, digits = int(ordered["begin"] or 0), int(ordered["digits"] or _DEFAULT_DIGITS)
        digits = digits if len(str(begin + amount - 1)) <= digits else _DEFAULT_DIGITS
        names = [f"{ordered['prefix']}{begin + n:0{digits}d}{ordered['suffix']}" for n in range(amount)]
    if name and unique_suffix and amount > 1 and not (ordered and not ordered["suffix"]):
        names = [f"{one}{n:0{_SUFFIX_DIGITS}d}" for n, one in enumerate(names, 1)]
    return names


def host_name_problem(name: str, *, windows: bool) -> str | None:
    """Check a host name: letters, digits, `-` and, not on Windows, `.`; 2 to 64 characters, on Windows 2 to 15."""
    lengths = _WINDOWS_LENGTHS if windows else _LINUX_LENGTHS
    marks = "-" if windows else "-."
    if len(name) not in lengths:
        return f"A host name has {lengths[0]} to {lengths[-1]} characters, but {name!r} has {len(name)}."
    if any(not (one.isascii() and one.isalnum()) and one not in marks for one in name):
        return f"A host name has only letters, digits and {' '.join(marks)}, but {name!r} has others."
    if name[0] in marks or name[-1] in marks or any(a in marks and b in marks for a, b in pairwise(name)):
        return f"A host name neither begins nor ends with {' or '.join(marks)} nor has two in a row, but {name!r} does."
    if windows and name.isdecimal():
        return f"A Windows host name has more than digits, but {name!r} does not."
    return None
