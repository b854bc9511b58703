"""Files that only their owner can read, whatever the umask and the folder."""

import os
from pathlib import Path

MODE = 0o600


def open_private(path: Path, flags: int = os.O_RDWR) -> int:
    """Open a file, created if missing, and take it from everyone but the owner; return the descriptor."""
    descriptor = os.open(path, flags | os.O_CREAT, MODE)
    os.fchmod(descriptor, MODE)
    return descriptor


def write_private(path: Path, content: bytes) -> None:
    """Write a file as a whole: readers see the old or the new content, also when the disk is full."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        with os.fdopen(open_private(draft, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
