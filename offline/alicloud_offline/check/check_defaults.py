"""Defaults of the check: the table [tool.alicloud-offline] of the program's pyproject.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alicloud_offline.offline_error import OfflineError
from alicloud_policies.pack import folder

OWN_PACK = folder()
"""Folder of the policy pack that is used where none is named."""

_TABLE = "alicloud-offline"
_LISTS = ("policy-pack-configs", "policy-packs", "unknown-environment")
_LIST_LENGTH = "list-length"


@dataclass(frozen=True)
class CheckDefaults:
    """Defaults for options that the command line lacks; paths in the file are relative to it."""

    packs: tuple[Path, ...] = (OWN_PACK,)
    configs: tuple[Path, ...] = ()
    unknown_environment: tuple[str, ...] = ()
    list_length: int = 2

    @classmethod
    def read(cls, folder: Path) -> "CheckDefaults":
        """Read the table; raise OfflineError naming a wrong key."""
        file = folder / "pyproject.toml"
        table = _table(file) if file.exists() else {}
        for key, value in table.items():
            if key == _LIST_LENGTH:
                if type(value) is not int or value < 1:
                    raise OfflineError(f"{file}: {key} in [tool.{_TABLE}] must be an integer of at least 1.")
                continue
            if key not in _LISTS:
                keys = ", ".join((_LIST_LENGTH, *_LISTS))
                raise OfflineError(f"{file}: invalid key {key!r} in [tool.{_TABLE}]; expected {keys}.")
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise OfflineError(f"{file}: {key} in [tool.{_TABLE}] must be a list of strings.")
        return cls(
            packs=tuple(folder / path for path in table["policy-packs"]) if "policy-packs" in table else (OWN_PACK,),
            configs=tuple(folder / path for path in table.get("policy-pack-configs", [])),
            unknown_environment=tuple(table.get("unknown-environment", [])),
            list_length=table.get(_LIST_LENGTH, cls.list_length),
        )


def _table(file: Path) -> dict[str, Any]:
    try:
        tools = tomllib.loads(file.read_text()).get("tool", {})
    except (ValueError, RecursionError) as error:
        raise OfflineError(f"{file} is not valid TOML: {error}.") from None
    except OSError as error:
        raise OfflineError(f"{file} cannot be read: {error.strerror}.") from None
    if not isinstance(tools, dict) or not isinstance(tools.get(_TABLE, {}), dict):
        raise OfflineError(f"{file}: [tool.{_TABLE}] must be a table.")
    if "offline" in tools:
        raise OfflineError(f"{file}: the table [tool.offline] is now called [tool.{_TABLE}]; rename it.")
    return dict(tools.get(_TABLE, {}))
