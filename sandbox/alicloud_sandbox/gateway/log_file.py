"""The log file: private, bounded, and in the sandbox's own words."""

import logging
import os
import time
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from alicloud_sandbox.core.private_file import open_private

_MOST_BYTES = 10 * 1024 * 1024
_OWN = ("sandbox", "alicloud_sandbox")


class LogFile(RotatingFileHandler):
    """Writes to a file that only its owner can read; a full one becomes `FILE.1`, in place of an older one.

    What cannot be written, because the disk is full, is left out: a request is answered without its line.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        return os.fdopen(open_private(Path(self.baseFilename), os.O_WRONLY | os.O_APPEND), "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Leave the line out."""


class OwnWords(logging.Formatter):
    """Formats a line in UTC; of other packages, whose messages may hold a request's bytes, only where and what kind."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Format a record; a line of another package names its logger, its level and the type of its exception."""
        if record.name.partition(".")[0] not in _OWN:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "message"
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
            record.msg, record.args = f"{record.name}: {record.levelname} {kind}", ()
        return super().format(record)


def log_to(path: Path, *, quiet: bool) -> None:
    """Send every line to the file, and unless `quiet` to standard error, too."""
    handlers: list[logging.Handler] = [LogFile(path), *([] if quiet else [logging.StreamHandler()])]
    for handler in handlers:
        handler.setFormatter(OwnWords())
    logging.basicConfig(level=logging.INFO, handlers=handlers)
