"""The figures of a soak, and their table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields


@dataclass
class Tally:
    """The figures of one mode on one stack."""

    mode: str
    stack: str
    lives: int = 0
    """Stacks that were built and destroyed."""
    kills: int = 0
    """Disturbances: kills of the engine or of the sandbox."""
    at_once: int = 0
    """Disturbed runs of `up` that succeeded without a rerun."""
    reruns: int = 0
    """Runs that ended with an error because of the disturbances, and were repeated."""
    not_converged: int = 0
    """Disturbances after which the stack was not recovered or did not become what the program says."""
    duplicates: int = 0
    orphans: int = 0
    left: int = 0
    """Resources that remained after the destroy."""
    unclear: int = 0
    """Interrupted creates that a person would have to decide about."""
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Return whether every number that must be zero is zero."""
        return not (self.not_converged or self.duplicates or self.orphans or self.left or self.unclear)


_SUMMED = tuple(one.name for one in fields(Tally) if one.name not in ("mode", "stack"))
_HEADINGS = ("mode", "stack", *(name.replace("_", " ") for name in _SUMMED))


def table(tallies: Sequence[Tally]) -> str:
    """Return the table, with a line of sums below more than one row."""
    rows = [_row(tally) for tally in tallies]
    if len(tallies) > 1:
        rows.append(_row(total(tallies)))
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    lines = [_line(_HEADINGS, widths), _line(["-" * width for width in widths], widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sums."""
    result = Tally("total", "")
    for tally in tallies:
        for name in _SUMMED:
            setattr(result, name, getattr(result, name) + getattr(tally, name))
    return result


def _row(tally: Tally) -> tuple[str, ...]:
    numbers = (getattr(tally, name) for name in _SUMMED)
    return (tally.mode, tally.stack, *(f"{number:.0f}" for number in numbers))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
    return "  ".join([*first, *(cell.rjust(width) for cell, width in zip(cells[2:], widths[2:], strict=True))]).rstrip()
