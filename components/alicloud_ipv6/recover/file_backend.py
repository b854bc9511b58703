"""Repair what a killed CLI leaves incomplete in a `file://` backend.

The CLI writes the metadata of a file, `NAME.attrs`, before it replaces NAME. Killed in between, it leaves an empty or
cut off `NAME.attrs`, and then fails to read NAME: "failed to load checkpoint: EOF". NAME itself is intact, and is read
without the metadata.
"""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

_SCHEME = "file://"
_METADATA = ".attrs"


def remove_cut_off_metadata(backend: str) -> list[Path]:
    """Remove the incomplete metadata files of a backend, and return them; other backends than `file://` have none."""
    if not backend.startswith(_SCHEME):
        return []
    # Such as `file://~` and `file://./state`, in which a URL would have a host.
    given = urlsplit(backend.replace(_SCHEME, "file:", 1)).path
    folder = Path(unquote(given)).expanduser() / ".pulumi"
    found = [file for file in sorted(folder.rglob(f"*{_METADATA}")) if not is_complete(file)]
    for file in found:
        file.unlink()
    return found


def is_complete(file: Path) -> bool:
    """Return whether a metadata file was written to its end."""
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True
