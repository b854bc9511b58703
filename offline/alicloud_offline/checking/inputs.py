"""What the program is run with: the stack's settings, with marks in place of secrets that cannot be opened."""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from alicloud_offline import settings
from alicloud_offline.checking.unknowns import Unknowns


def marked(setting: settings.Settings, unknowns: Unknowns) -> settings.Settings:
    """The settings with every encrypted value replaced by a mark and its key known as a secret one."""
    found = {_full(key, setting.project): unknowns.mark(_full(key, setting.project)) for key in setting.withheld}
    config = {key: _inside(key, value, unknowns) for key, value in setting.config.items()} | found
    secret = tuple(key for key, value in setting.config.items() if value != config[key])
    return replace(setting, config=config, secret_keys=(*setting.secret_keys, *secret, *found))


def _full(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _inside(key: str, text: str, unknowns: Unknowns) -> str:
    """An object or list of the config, with a mark for each encrypted value in it."""
    if '"secure"' not in text:
        return text
    try:
        return json.dumps(_marked(key, json.loads(text), unknowns))
    except ValueError:  # a plain text that happens to have the word in it
        return text


def _marked(path: str, value: Any, unknowns: Unknowns) -> Any:  # noqa: ANN401 (whatever JSON may hold)
    if isinstance(value, dict):
        if set(value) == {"secure"}:
            return unknowns.mark(path)
        return {key: _marked(f"{path}.{key}", inner, unknowns) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(f"{path}[{index}]", inner, unknowns) for index, inner in enumerate(value)]
    return value


def mark_environment(names: Iterable[str], unknowns: Unknowns) -> None:
    """Set each of these environment variables that is not set to a mark."""
    for name in names:
        if not os.environ.get(name):
            os.environ[name] = unknowns.mark(f"${name}")
