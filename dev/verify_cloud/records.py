"""The record of a run that is not cleaned yet: a file, which its cleaner locks as long as it lives."""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from dev.verify_cloud import run_id


class Record:
    """The record of one run, with what is needed to clean it."""

    def __init__(self, folder: Path, run: str) -> None:
        """Create nothing yet."""
        self.run, self.file, self.log = run, folder / f"{run}.json", folder / f"{run}.log"

    def write(self, account: str, region: str) -> None:
        """Store where the run makes what it makes."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps({"account": account, "region": region}))

    def lock(self) -> int | None:
        """Lock the record until this process ends; return None if another process has locked it."""
        descriptor = os.open(self.file, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    @property
    def busy(self) -> bool:
        """Whether a cleaner of the run is there."""
        descriptor = self.lock() if self.file.exists() else None
        if descriptor is not None:
            os.close(descriptor)
        return self.file.exists() and descriptor is None

    def remove(self) -> None:
        """Remove the record of a run of which nothing is left."""
        self.file.unlink(missing_ok=True)
        self.log.unlink(missing_ok=True)


def unfinished(folder: Path, account: str, region: str) -> Iterator[Record]:
    """Yield the records of runs in this account and region whose cleaner is gone."""
    for file in sorted(folder.glob(f"{run_id.PREFIX}*.json")):
        record = Record(folder, file.stem)
        if json.loads(file.read_text()) == {"account": account, "region": region} and not record.busy:
            yield record
