"""A run of a program: what it is given, and the record that it leaves."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from alicloud_offline.check.record_frames import RecordError
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings


class ListTooShortError(OfflineError):
    """The program reads beyond the end of a list of a data source; `length` is the length that it needs."""

    def __init__(self, length: int, message: str) -> None:
        super().__init__(message)
        self.length = length


@dataclass(frozen=True)
class ProgramRun:
    """A program and its settings.

    `labels` are the placeholders in the settings. Each variable of `unknown_environment` that is not set gets another
    one. A list of a data source has `list_length` elements.
    """

    settings: ProjectSettings
    root: Path
    labels: Mapping[str, str] = field(default_factory=dict)
    unknown_environment: Sequence[str] = ()
    list_length: int = 2

    def to_json(self) -> str:
        """Return the run for the program's process."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> "ProgramRun":
        """Return the run that `to_json` made a string of."""
        found = json.loads(text)
        settings = found.pop("settings")
        settings["main"] = Path(settings["main"])
        return cls(settings=ProjectSettings(**settings), root=Path(found.pop("root")), **found)


@dataclass(frozen=True)
class Record:
    """What a program registered in a run that it completed, and what of its values was unknown.

    `data_sources` are those that it asked, `counted` the lists of them whose length it used, `unknown` the names of
    unknown values. `unconfined` is the reason why nothing but a process separates the program from the check; empty
    where more does. `peak_mib` is the most memory of the program's process.
    """

    resources: Mapping[str, RecordedResource]
    limitations: Sequence[str]
    data_sources: Sequence[str]
    counted: Sequence[str]
    unknown: Sequence[str]
    unconfined: str = ""
    peak_mib: float = 0.0


def strings(content: Mapping[str, Any], key: str) -> list[str]:
    """Return a list of strings of a frame; raise RecordError for anything else."""
    found = content.get(key)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise RecordError(f"{key} is not a list of strings")
    return found
