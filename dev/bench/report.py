"""The results as one table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One result beside its goal; beside a remark, when ``met`` is None and nothing is aimed at."""

    what: str
    result: str
    goal: str
    met: bool | None = None


def table(rows: list[Row]) -> str:
    """The rows in aligned columns, with their heading."""
    cells = [("measured", "result", "goal", ""), *((row.what, row.result, row.goal, _verdict(row)) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        f"{what:<{widths[0]}}  {result:>{widths[1]}}  {goal:<{widths[2]}}  {verdict}".rstrip()
        for what, result, goal, verdict in cells
    ]
    return "\n".join((lines[0], "-" * max(map(len, lines)), *lines[1:]))


def _verdict(row: Row) -> str:
    return "" if row.met is None else "met" if row.met else "MISSED"
