"""What `pulumi preview --json --show-sames` would do to resources that exist, in words: resource and property."""

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
    unsaid: tuple[str, ...]
    """Inputs that the state would hold anew, of a resource that its provider calls the same."""


def judged(preview: Mapping[str, Any]) -> Previewed:
    """Sort the steps of a preview; the engine keeps quiet about the default providers, which are its own."""
    steps = [step for step in preview.get("steps", ()) if step["op"] != "same"]
    broken = [step for step in steps if any(word in step["op"] for word in _BREAKING)]
    other = [step for step in steps if step not in broken]
    unsaid = (_unsaid(step) for step in preview.get("steps", ()) if step["op"] == "same")
    return Previewed(_lines(broken), _lines(other), tuple(filter(None, unsaid)))


def _lines(steps: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_line, steps)))


def _unsaid(step: Mapping[str, Any]) -> str:
    old, new = ((step.get(side) or {}).get("inputs") or {} for side in ("oldState", "newState"))
    changed = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    return f"{_named(step)}: {', '.join(changed)}" if changed else ""


def _named(step: Mapping[str, Any]) -> str:
    *_, qualified, name = step["urn"].split("::", 3)
    return f"{step['op']} {name} ({qualified.rpartition('$')[2]})"


def _line(step: Mapping[str, Any]) -> str:
    why = step.get("replaceReasons") or step.get("diffReasons") or sorted(step.get("detailedDiff") or {})
    line = _named(step)
    if why:
        return f"{line}: {', '.join(why)}"
    return f"{line}: {_FOLLOWS}" if "replace" in step["op"] else line
