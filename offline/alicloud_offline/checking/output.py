"""Where reports go."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alicloud_offline.checking.formats import FORMATS, text
from alicloud_offline.checking.outcome import Outcome
from alicloud_offline.errors import OfflineError


@dataclass(frozen=True)
class Reports:
    """The format for standard output, and what goes to which file."""

    shown: str
    files: Sequence[tuple[str, Path]]

    @classmethod
    def of(cls, name: str, file: Path | None, also: Sequence[tuple[str, Path]]) -> "Reports":
        """With a ``file`` the format ``name`` goes there, and the text to standard output.

        Paths are made absolute at once: a program changes the folder it runs in.
        """
        files = [*([(name, file)] if file else []), *also]
        return cls("text" if file else name, [(each, path.resolve()) for each, path in files])

    def write(self, outcome: Outcome) -> None:
        """Write all reports; OfflineError when a file cannot be written."""
        for name, file in self.files:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(FORMATS[name](outcome) + "\n")
            except OSError as error:
                raise OfflineError(f"The report could not be written to {file}: {error.strerror}.") from None
        on_terminal = self.shown == "text" and sys.stdout.isatty()
        print(text.coloured(outcome) if on_terminal else FORMATS[self.shown](outcome))
