"""The changes that the sandbox has acknowledged, from its request log."""

import re
from pathlib import Path

_ACKNOWLEDGED = re.compile(r" action=(?P<action>\S+) ids=\S+ result=200/OK")
_READING = ("Describe", "List", "Get", "AssumeRole")


def changes_in(lines: str) -> list[str]:
    """Return the successful actions that change something, in order, such as `Vpc.CreateVpc`."""
    actions = [found["action"] for found in _ACKNOWLEDGED.finditer(lines)]
    return [action for action in actions if not action.partition(".")[2].startswith(_READING)]


class ChangeLog:
    """Reads a growing request log, each line once."""

    def __init__(self, log: Path) -> None:
        """Begin at the present end of the log."""
        self._log = log
        self._offset = log.stat().st_size if log.exists() else 0

    def new(self) -> list[str]:
        """Return the changes since the last call."""
        if not self._log.exists():
            return []
        with self._log.open("rb") as file:
            file.seek(self._offset)
            whole = file.read()
        complete = whole[: whole.rfind(b"\n") + 1]
        self._offset += len(complete)
        return changes_in(complete.decode(errors="replace"))
