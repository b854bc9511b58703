"""The evidence of everything that the sandbox does and refuses, and the share of it that is assumed.

An assumption that `make verify-cloud` has tried on the real service has that as its source.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alicloud_sandbox.cli import observations
from alicloud_sandbox.cli.refusals import Refusal, refusals
from alicloud_sandbox.core.actions import Action, Evidence
from alicloud_sandbox.gateway.products import ACTIONS

ASSUMED = "assumed"

_SOURCES = tomllib.loads((Path(__file__).parent / "sources.toml").read_text("utf-8"))
_FILES = {action: file for file, actions in _SOURCES["provider"].items() for action in actions}
_PAGE = "https://api.alibabacloud.com/document"


@dataclass(frozen=True)
class Item:
    """One thing that the sandbox does, and its source, which may be `assumed`; `key` names it in observations."""

    key: str
    what: str
    source: str


def source_of(action: Action) -> str:
    """Return the source of an action's main behaviour in Markdown: its page, or the provider's file that uses it."""
    if action.evidence is Evidence.DOCUMENTED:
        return f"[documented]({_PAGE}/{action.product}/{action.version}/{action.name})"
    file = _FILES.get(f"{action.product}.{action.name}")
    if action.evidence is Evidence.SEEN and file:
        return f"seen in `{file}`"
    return _observed(f"{action.product}.{action.name}: behaviour")


def source_of_resources(action: Action) -> str:
    """Return the source of the resources that policies decide about."""
    if not action.resources_assumed:
        return "authorization table"
    return _observed(f"{action.product}.{action.name}: resources")


def source_of_note(action: Action) -> str:
    """Return the source of what an action's note calls assumed; empty when it calls nothing so."""
    return _observed(f"{action.product}.{action.name}: note") if ASSUMED in action.note else ""


def source_of_refusal(refusal: Refusal) -> str:
    """Return where the code is published or was observed, or `assumed`."""
    published: Mapping[str, list[str]] = _SOURCES["refusals"].get(refusal.product, {})
    if source := next((source for source, codes in published.items() if refusal.code in codes), ""):
        return source
    source = _observed(f"{refusal.product}: refusal {refusal.code}")
    if source == ASSUMED and (date := observations.date_of_code(refusal.product, f"{refusal.status} {refusal.code}")):
        return f"answered by the service on {date}"
    return source


def items() -> Iterator[Item]:
    """Yield each action's behaviour, its resources, each part that its note calls assumed, and each refusal."""
    for action in ACTIONS.values():
        name = f"{action.product}.{action.name}"
        yield Item(f"{name}: behaviour", f"{name}: behaviour", source_of(action))
        yield Item(f"{name}: resources", f"{name}: resources", source_of_resources(action))
        if source := source_of_note(action):
            yield Item(f"{name}: note", f"{name}: {action.note}", source)
    for refusal in refusals():
        what = f"{refusal.product}: refusal {refusal.code}"
        yield Item(what, what, source_of_refusal(refusal))


def _observed(key: str) -> str:
    """Return what the newest observation of an assumption found."""
    found = observations.newest().get(key)
    if found is None:
        return ASSUMED
    if found.service == found.sandbox:
        return f"verified on {found.date}"
    return f"differs on {found.date}: the service `{found.service}`, the sandbox `{found.sandbox}`"


def summary() -> str:
    """Return how many items there are, and how many of them are assumed, as a sentence."""
    found = list(items())
    assumed = [item for item in found if item.source == ASSUMED]
    codes = refusals()
    without = [refusal for refusal in codes if source_of_refusal(refusal) == ASSUMED]
    return (
        f"{len(assumed)} of {len(found)} are assumed ({len(assumed) / len(found):.0%}),"
        f" among them {len(without)} of {len(codes)} error codes ({len(without) / len(codes):.0%})."
    )
