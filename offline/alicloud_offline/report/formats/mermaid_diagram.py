"""Mermaid flowchart of the resources, with those that have findings marked."""

from collections.abc import Iterable, Mapping, Sequence

from alicloud_offline.program.type_tokens import PROVIDER, STACK
from alicloud_offline.report.report_model import MANDATORY, Report, ReportedResource

MOST = 60
"""Most resources in one diagram; renderers refuse much larger ones."""

_LONGEST_LABEL = 80
_STYLES = (
    "classDef mandatory fill:#ffd7d5,stroke:#cf222e,stroke-width:3px,color:#1f2328",
    "classDef advisory fill:#fff8c5,stroke:#bf8700,stroke-width:2px,color:#1f2328",
)


def render(report: Report) -> str:
    """Return a flowchart: components around their resources, an arrow to each resource that another one depends on."""
    levels = _worst_levels(report)
    resources = [resource for resource in report.resources if not resource.type.startswith((STACK, PROVIDER))]
    components = {resource.parent for resource in resources}
    shown = _select([resource for resource in resources if resource.urn not in components], levels)
    ids = {resource.urn: f"n{index}" for index, resource in enumerate(shown)}
    lines = ["flowchart LR", *_boxes(shown, ids, report), *_arrows(shown, ids)]
    classes = [f"class {ids[urn]} {level}" for urn, level in levels.items() if urn in ids]
    return "\n".join([*lines, *(_STYLES if classes else ()), *classes])


def _worst_levels(report: Report) -> dict[str, str]:
    """Return the most severe level of each resource that has a finding."""
    levels: dict[str, str] = {}
    for finding in report.findings:
        if finding.level == MANDATORY or finding.urn not in levels:
            levels[finding.urn] = finding.level
    return levels


def _select(resources: Sequence[ReportedResource], levels: Mapping[str, str]) -> list[ReportedResource]:
    """Return all resources; of more than MOST, those with findings and as many of their neighbours as fit."""
    if len(resources) <= MOST:
        return list(resources)
    worst = [resource.urn for resource in resources if levels.get(resource.urn) == MANDATORY]
    offending = dict.fromkeys([*worst, *(resource.urn for resource in resources if resource.urn in levels)])
    near = [urn for resource in resources if resource.urn in offending for urn in resource.uses]
    near += [resource.urn for resource in resources if any(urn in offending for urn in resource.uses)]
    kept = set(list(dict.fromkeys([*offending, *near]))[:MOST])
    return [resource for resource in resources if resource.urn in kept]


def _boxes(shown: Sequence[ReportedResource], ids: Mapping[str, str], report: Report) -> Iterable[str]:
    groups: dict[str, list[ReportedResource]] = {}
    for resource in shown:
        groups.setdefault(resource.parent, []).append(resource)
    for index, (parent, resources) in enumerate(groups.items()):
        group = report.resource(parent)
        inside = group is not None and group.type != STACK
        if group is not None and inside:
            yield f'subgraph g{index}["{_label(f"{group.kind} {group.name}")}"]'
        for resource in resources:
            yield f'{ids[resource.urn]}["{_label(resource.kind)}<br/>{_label(resource.name)}"]'
        if inside:
            yield "end"


def _arrows(shown: Sequence[ReportedResource], ids: Mapping[str, str]) -> Iterable[str]:
    for resource in shown:
        for urn in resource.uses:
            if urn in ids:
                yield f"{ids[resource.urn]} --> {ids[urn]}"


def _label(value: str) -> str:
    """Return the string, shortened, with Mermaid's markup characters escaped."""
    short = value if len(value) <= _LONGEST_LABEL else f"{value[: _LONGEST_LABEL - 1]}…"
    return "".join(one if one.isalnum() or one in " -_./:" else f"#{ord(one)};" for one in short)
