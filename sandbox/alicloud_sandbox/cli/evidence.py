"""The evidence of everything that the sandbox does and refuses, and the share of it that is assumed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alicloud_sandbox.cli.refusals import Refusal, refusals
from alicloud_sandbox.core.actions import Action, Evidence
from alicloud_sandbox.gateway.products import ACTIONS

ASSUMED = "assumed"

_SOURCES = tomllib.loads((Path(__file__).parent / "sources.toml").read_text("utf-8"))
_FILES = {action: file for file, actions in _SOURCES["provider"].items() for action in actions}
_PAGE = "https://api.alibabacloud.com/document"


@dataclass(frozen=True)
class Item:
    """One thing that the sandbox does, and its source; no source means that it is assumed."""

    what: str
    source: str


def source_of(action: Action) -> str:
    """Return the source of an action's main behaviour in Markdown: its page, or the provider's file that uses it."""
    if action.evidence is Evidence.DOCUMENTED:
        return f"[documented]({_PAGE}/{action.product}/{action.version}/{action.name})"
    file = _FILES.get(f"{action.product}.{action.name}")
    return f"seen in `{file}`" if action.evidence is Evidence.SEEN and file else ASSUMED


def source_of_refusal(refusal: Refusal) -> str:
    """Return where the code is published, or `assumed`."""
    published: Mapping[str, list[str]] = _SOURCES["refusals"].get(refusal.product, {})
    return next((source for source, codes in published.items() if refusal.code in codes), ASSUMED)


def items() -> Iterator[Item]:
    """Yield each action's behaviour, its resources, each part that its note calls assumed, and each refusal."""
    for action in ACTIONS.values():
        name = f"{action.product}.{action.name}"
        yield Item(f"{name}: behaviour", source_of(action))
        yield Item(f"{name}: resources", ASSUMED if action.resources_assumed else "authorization table")
        if ASSUMED in action.note:
            yield Item(f"{name}: {action.note}", ASSUMED)
    for refusal in refusals():
        yield Item(f"{refusal.product}: refusal {refusal.code}", source_of_refusal(refusal))


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
