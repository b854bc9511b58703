"""What `pulumi preview --json` would do to resources that exist, in words that name the resource and the property."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_BREAKING = ("replace", "delete")
_FOLLOWS = "because something that it depends on is replaced"


@dataclass(frozen=True)
class Previewed:
    """Each step is one line, such as "replace half-1-vpc (alicloud:vpc/network:Network): cidrBlock"."""

    broken: tuple[str, ...]
    """Replacements and deletions."""
    other: tuple[str, ...]
    """What else is created or updated."""


def judged(preview: Mapping[str, Any]) -> Previewed:
    """Sort the steps of a preview; the engine keeps quiet about the default providers, which are its own."""
    steps = [step for step in preview.get("steps", ()) if step["op"] != "same"]
    broken = [step for step in steps if any(word in step["op"] for word in _BREAKING)]
    return Previewed(_lines(broken), _lines(step for step in steps if step not in broken))


def _lines(steps: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_line, steps)))


def _line(step: Mapping[str, Any]) -> str:
    *_, qualified, name = step["urn"].split("::", 3)
    why = step.get("replaceReasons") or step.get("diffReasons") or sorted(step.get("detailedDiff") or {})
    line = f"{step['op']} {name} ({qualified.rpartition('$')[2]})"
    if why:
        return f"{line}: {', '.join(why)}"
    return f"{line}: {_FOLLOWS}" if "replace" in step["op"] else line
