"""What a repository says about its own checks: the table [tool.offline] of the program's pyproject.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from alicloud_offline.errors import OfflineError
from alicloud_policies.pack import folder

OWN_PACK = folder()
"""The policy pack that is used where none is named."""

_KEYS = {"policy-packs", "policy-pack-configs", "unknown-environment"}


@dataclass(frozen=True)
class Defaults:
    """Used where the command line says nothing; paths in the file are relative to it."""

    packs: tuple[Path, ...] = ()
    configs: tuple[Path, ...] = ()
    unknown_environment: tuple[str, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> "Defaults":
        """Read the table; without ``policy-packs`` it is the project's own pack. OfflineError names a wrong key."""
        file = folder / "pyproject.toml"
        table = _table(file) if file.exists() else {}
        for key, value in table.items():
            if key not in _KEYS or not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                known = ", ".join(sorted(_KEYS))
                raise OfflineError(f"{file}: [tool.offline] takes lists of texts for {known}; {key} is not one.")
        return cls(
            packs=tuple(folder / path for path in table["policy-packs"]) if "policy-packs" in table else (OWN_PACK,),
            configs=tuple(folder / path for path in table.get("policy-pack-configs", [])),
            unknown_environment=tuple(table.get("unknown-environment", [])),
        )


def _table(file: Path) -> dict[str, list[str]]:
    try:
        found = tomllib.loads(file.read_text()).get("tool", {}).get("offline", {})
    except tomllib.TOMLDecodeError as error:
        raise OfflineError(f"{file} is not valid TOML: {error}.") from None
    return dict(found)
