"""Columns of text for a terminal, where an East Asian wide character takes two cells."""

import unicodedata
from collections.abc import Sequence


def cells(text: str) -> int:
    """Return the number of a terminal's cells that a string takes."""
    return sum(_cells(character) for character in text)


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each row, its columns two spaces apart; a column that is empty everywhere is left out."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True) if width).rstrip()
        for row in rows
    ]


def fold(parts: Sequence[str], columns: int, indent: str, further: str) -> list[str]:
    """Return the parts in lines of at most so many cells; a longer part has a line to itself."""
    lines: list[str] = []
    for part in parts:
        if lines and cells(lines[-1]) + 1 + cells(part) <= columns:
            lines[-1] += f" {part}"
        else:
            lines.append((further if lines else indent) + part)
    return lines


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"F", "W"} else 1
