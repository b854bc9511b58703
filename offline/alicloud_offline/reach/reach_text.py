"""The answers of `alicloud-offline reach` as text."""

from collections.abc import Iterable, Iterator, Sequence

from alicloud_policies.config.flow_settings import EVERYTHING, INTERNET_NAME, traffic
from alicloud_policies.flows.flow_summary import Reach
from alicloud_policies.flows.stack_flows import JudgedFlow

_ALL = tuple(traffic(protocol, ports) for protocol, ports in EVERYTHING)


def summary_lines(reaches: Iterable[Reach]) -> Iterator[str]:
    """Yield a line for each source and answer, with all targets that have it."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in reaches:
        grouped.setdefault((one.source, _answer(one)), []).append(one.target)
    for (source, answer), targets in grouped.items():
        yield f"{source} -> {_names(targets)}: {answer}"


def _answer(reach: Reach) -> str:
    parts = []
    if reach.open:
        parts.append("everything" if reach.open == _ALL else ", ".join(reach.open))
    if reach.depends_on:
        parts.append(f"not known yet, depends on {', '.join(reach.depends_on)}")
    return "; ".join(parts) or f"nothing, a ping lacks: {', '.join(reach.missing)}"


def _names(names: Sequence[str], most: int = 10) -> str:
    """Return the names, and of many the first ones and the number of the others; the internet comes last."""
    ordered = sorted(names, key=lambda name: name == INTERNET_NAME)
    more = len(ordered) - most
    return ", ".join(ordered[:most]) + (f" and {more} more" if more > 0 else "")


def path_lines(flow: JudgedFlow) -> Iterator[str]:
    """Yield the chain of one flow, hop by hop."""
    word = "reaches" if flow.answer is True else "does not reach" if flow.answer is False else "not known yet"
    via = f" ({flow.address})" if flow.address else ""
    yield f"{flow.source.label}{via} -> {flow.target.label} {traffic(flow.protocol, flow.ports)}: {word}"
    yield from flow.verdict.explain().splitlines()[1:]
    if not isinstance(flow.answer, bool):
        yield f"  depends on {', '.join(sorted(flow.answer.missing))}"
