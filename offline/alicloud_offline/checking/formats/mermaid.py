"""A picture of the topology as a Mermaid flowchart, with the offending pieces marked."""

from collections.abc import Iterable, Mapping, Sequence

from alicloud_offline.checking.outcome import MANDATORY, Outcome, Piece
from alicloud_offline.checking.records import PROVIDER, STACK

MOST = 60
"""How many resources are drawn at most: more than that nobody reads, and renderers have limits of their own."""

_STYLES = (
    "classDef mandatory fill:#ffd7d5,stroke:#cf222e,stroke-width:3px,color:#1f2328",
    "classDef advisory fill:#fff8c5,stroke:#bf8700,stroke-width:2px,color:#1f2328",
)


def drawn(outcome: Outcome) -> str:
    """A flowchart: components around their resources, an arrow from each resource to those it takes values from."""
    levels = _levels(outcome)
    resources = [piece for piece in outcome.pieces if not piece.type.startswith((STACK, PROVIDER))]
    components = {piece.parent for piece in resources}
    shown = _chosen([piece for piece in resources if piece.urn not in components], levels)
    ids = {piece.urn: f"n{index}" for index, piece in enumerate(shown)}
    lines = ["flowchart LR", *_boxes(shown, ids, outcome), *_arrows(shown, ids)]
    marked = [f"class {ids[urn]} {level}" for urn, level in levels.items() if urn in ids]
    return "\n".join([*lines, *(_STYLES if marked else ()), *marked])


def _levels(outcome: Outcome) -> dict[str, str]:
    """The worst level of each resource that has a finding."""
    levels: dict[str, str] = {}
    for finding in outcome.findings:
        if finding.level == MANDATORY or finding.urn not in levels:
            levels[finding.urn] = finding.level
    return levels


def _chosen(pieces: Sequence[Piece], levels: Mapping[str, str]) -> list[Piece]:
    """All pieces, or when they are too many the offending ones and as many of their neighbours as there is room for."""
    if len(pieces) <= MOST:
        return list(pieces)
    worst = [piece.urn for piece in pieces if levels.get(piece.urn) == MANDATORY]
    wanted = dict.fromkeys([*worst, *(piece.urn for piece in pieces if piece.urn in levels)])
    near = [urn for piece in pieces if piece.urn in wanted for urn in piece.uses]
    near += [piece.urn for piece in pieces if any(urn in wanted for urn in piece.uses)]
    kept = set(list(dict.fromkeys([*wanted, *near]))[:MOST])
    return [piece for piece in pieces if piece.urn in kept]


def _boxes(shown: Sequence[Piece], ids: Mapping[str, str], outcome: Outcome) -> Iterable[str]:
    groups: dict[str, list[Piece]] = {}
    for piece in shown:
        groups.setdefault(piece.parent, []).append(piece)
    for index, (parent, pieces) in enumerate(groups.items()):
        group = outcome.piece(parent)
        inside = group is not None and group.type != STACK
        if group is not None and inside:
            yield f'subgraph g{index}["{_label(f"{group.kind} {group.name}")}"]'
        for piece in pieces:
            yield f'{ids[piece.urn]}["{_label(piece.kind)}<br/>{_label(piece.name)}"]'
        if inside:
            yield "end"


def _arrows(shown: Sequence[Piece], ids: Mapping[str, str]) -> Iterable[str]:
    for piece in shown:
        for urn in piece.uses:
            if urn in ids:
                yield f"{ids[piece.urn]} --> {ids[urn]}"


def _label(text: str) -> str:
    """The text with what Mermaid would read as markup written as entities."""
    return "".join(one if one.isalnum() or one in " -_./:" else f"#{ord(one)};" for one in text)
