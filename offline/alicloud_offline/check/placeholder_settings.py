"""Settings and environment of the program, with placeholders for encrypted and missing values."""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

from alicloud_offline._pulumi_internals import PropertyValue, converted_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.unknown_values import UnknownBoolean, UnknownNumber, UnknownObject, UnknownString
from alicloud_offline.program.project_settings import ProjectSettings


def fill_settings(settings: ProjectSettings, placeholders: Placeholders) -> ProjectSettings:
    """Return the settings with a placeholder for every encrypted value; its key becomes a secret one."""
    created = {key: placeholders.create(key) for key in settings.encrypted_keys}
    config = {key: _fill_object(key, value, placeholders) for key, value in settings.config.items()}
    changed = tuple(key for key, value in settings.config.items() if value != config[key])
    return replace(settings, config=config | created, secret_keys=(*settings.secret_keys, *changed, *created))


def typed_settings(placeholders: Placeholders) -> AbstractContextManager[None]:
    """Have `pulumi.Config` read an encrypted setting as an unknown number, boolean or object."""

    def convert(kind: type[UnknownString]) -> Callable[[str | None], PropertyValue]:
        return lambda setting: kind(setting) if setting in placeholders.labels else None

    kinds: dict[str, type[UnknownString]]
    kinds = {"int": UnknownNumber, "float": UnknownNumber, "bool": UnknownBoolean, "object": UnknownObject}
    return converted_settings({name: convert(kind) for name, kind in kinds.items()})


def _fill_object(key: str, value: str, placeholders: Placeholders) -> str:
    """Return an object or list of the configuration with a placeholder for each encrypted value in it."""
    if '"secure"' not in value:
        return value
    try:
        return json.dumps(_fill(key, json.loads(value), placeholders))
    except ValueError:  # A plain string that contains the word.
        return value


def _fill(path: str, value: PropertyValue, placeholders: Placeholders) -> PropertyValue:
    if isinstance(value, dict):
        if set(value) == {"secure"}:
            return placeholders.create(path)
        return {key: _fill(f"{path}.{key}", inner, placeholders) for key, inner in value.items()}
    if isinstance(value, list):
        return [_fill(f"{path}[{index}]", inner, placeholders) for index, inner in enumerate(value)]
    return value


def fill_environment(names: Iterable[str], placeholders: Placeholders) -> None:
    """Set each of these environment variables that is unset or empty to a placeholder."""
    for name in names:
        if not os.environ.get(name):
            os.environ[name] = placeholders.create(f"${name}")
