"""Project and stack settings that the engine would pass to the program."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from alicloud_offline.offline_error import OfflineError


@dataclass(frozen=True)
class ProjectSettings:
    """Settings of one stack: `config` is what the program reads, by full key such as `shop:name`.

    `secret_keys` are the keys that `pulumi.Config` treats as secret. `encrypted_keys` are those whose values only the
    stack's passphrase opens, and which `config` therefore lacks.
    """

    project: str
    stack: str
    main: Path
    config: dict[str, str]
    secret_keys: tuple[str, ...]
    encrypted_keys: tuple[str, ...]


def load_settings(folder: Path, stack: str) -> ProjectSettings:
    """Read `Pulumi.yaml` and `Pulumi.STACK.yaml` of a program; raise OfflineError naming a wrong file."""
    project = _read(folder / "Pulumi.yaml")
    name = project.get("name")
    if not isinstance(name, str):
        raise OfflineError(f"{folder / 'Pulumi.yaml'} has no project name; add `name`.")
    given = _read(folder / f"Pulumi.{stack}.yaml").get("config") or {}
    declared = {_full_key(key, name): value for key, value in (project.get("config") or {}).items()}
    values = _defaults(declared) | {_full_key(key, name): value for key, value in given.items()}
    encrypted = tuple(key for key, value in values.items() if isinstance(value, dict) and set(value) == {"secure"})
    main = folder / str(project.get("main") or "")
    return ProjectSettings(
        project=name,
        stack=stack,
        main=(main if main.suffix == ".py" else main / "__main__.py"),
        config={key: _serialized(value) for key, value in values.items() if key not in encrypted},
        secret_keys=tuple(key for key, value in declared.items() if isinstance(value, dict) and value.get("secret")),
        encrypted_keys=encrypted,
    )


def _defaults(declared: dict[str, Any]) -> dict[str, Any]:
    """Return the values that the project file gives: a type's `default`, or the value itself."""
    found = {}
    for key, value in declared.items():
        if not isinstance(value, dict):
            found[key] = value
        elif "default" in value or "value" in value:
            found[key] = value.get("value", value.get("default"))
    return found


def _full_key(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _serialized(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text())
    except FileNotFoundError:
        raise OfflineError(f"{file} does not exist.") from None
    except yaml.YAMLError as error:
        raise OfflineError(f"{file} is not valid YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(found or {}, dict):
        raise OfflineError(f"{file} must be a mapping of settings.")
    return found or {}
