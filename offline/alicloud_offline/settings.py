"""The project and stack settings that the engine would hand to the program."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from alicloud_offline.errors import OfflineError


@dataclass(frozen=True)
class Settings:
    """``config`` is what the program sees, ``withheld`` the keys of secrets that only the stack's passphrase opens."""

    project: str
    stack: str
    main: Path
    config: dict[str, str]
    secret_keys: tuple[str, ...]
    withheld: tuple[str, ...]


def load(folder: Path, stack: str) -> Settings:
    """Read ``Pulumi.yaml`` and ``Pulumi.STACK.yaml`` of a program; OfflineError says which file is wrong."""
    project = _read(folder / "Pulumi.yaml")
    name = project.get("name")
    if not isinstance(name, str):
        raise OfflineError(f"{folder / 'Pulumi.yaml'} has no project name.")
    given = _read(folder / f"Pulumi.{stack}.yaml").get("config") or {}
    withheld = tuple(key for key, value in given.items() if isinstance(value, dict) and set(value) == {"secure"})
    config = {_full(key, name): value for key, value in _defaults(project).items()}
    config |= {_full(key, name): value for key, value in given.items() if key not in withheld}
    main = folder / str(project.get("main") or "")
    return Settings(
        project=name,
        stack=stack,
        main=(main if main.suffix == ".py" else main / "__main__.py"),
        config={key: _text(value) for key, value in config.items()},
        secret_keys=tuple(_full(key, name) for key in _secret_keys(project)),
        withheld=withheld,
    )


def _defaults(project: dict[str, Any]) -> dict[str, Any]:
    """The values that the project file gives: a type's ``default``, or the value itself."""
    found = {}
    for key, declared in (project.get("config") or {}).items():
        if not isinstance(declared, dict):
            found[key] = declared
        elif "default" in declared or "value" in declared:
            found[key] = declared.get("value", declared.get("default"))
    return found


def _secret_keys(project: dict[str, Any]) -> list[str]:
    declared = project.get("config") or {}
    return [key for key, value in declared.items() if isinstance(value, dict) and value.get("secret")]


def _full(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text())
    except FileNotFoundError:
        raise OfflineError(f"There is no {file}.") from None
    except yaml.YAMLError as error:
        raise OfflineError(f"{file} is not valid YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(found or {}, dict):
        raise OfflineError(f"{file} is not a mapping of settings.")
    return found or {}
