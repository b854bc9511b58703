"""What `pulumi preview --json` would do to resources that exist, in words that name the resource and the property."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Those of a first stack are the engine's own: it makes one for each version of a provider's SDK, in no cloud.
_DEFAULT_PROVIDER = "::default"
_BREAKING = ("replace", "delete")


@dataclass(frozen=True)
class Previewed:
    """Each step is one line, such as "replace half-1-vpc (alicloud:vpc/network:Network): cidrBlock"."""

    broken: tuple[str, ...]
    """Replacements and deletions."""
    other: tuple[str, ...]
    """What else is created or updated."""


def judged(preview: Mapping[str, Any]) -> Previewed:
    """Sort the steps of a preview."""
    steps = [step for step in preview.get("steps", ()) if step["op"] != "same" and not _is_engines_own(step["urn"])]
    broken = [step for step in steps if any(word in step["op"] for word in _BREAKING)]
    return Previewed(_lines(broken), _lines(step for step in steps if step not in broken))


def _lines(steps: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_line, steps)))


def _line(step: Mapping[str, Any]) -> str:
    qualified, _, name = step["urn"].partition("::")[2].partition("::")[2].partition("::")
    why = step.get("replaceReasons") or step.get("diffReasons") or sorted(step.get("detailedDiff") or {})
    line = f"{step['op']} {name} ({qualified.rpartition('$')[2]})"
    return f"{line}: {', '.join(why)}" if why else line


def _is_engines_own(urn: str) -> bool:
    return "::pulumi:providers:" in urn and _DEFAULT_PROVIDER in urn
