"""The config of a pack, completed with defaults and validated as by the CLI."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from google.protobuf import json_format, struct_pb2
from jsonschema import Draft7Validator

from ._pulumi_internals import analyzer_pb2 as proto

PackConfig = Mapping[str, str | Mapping[str, Any]]
"""The content of a `--policy-pack-config` file: by policy or `all`, a level or an object of properties and a level."""

LEVELS: Mapping[str, proto.EnforcementLevel.ValueType] = {
    "advisory": proto.ADVISORY,
    "mandatory": proto.MANDATORY,
    "remediate": proto.REMEDIATE,
    "disabled": proto.DISABLED,
}
"""The enforcement levels by their names in the config."""


class ConfigError(ValueError):
    """The config is invalid for the pack; the message names the policy, the property and the reason."""


@dataclass(frozen=True)
class _Setting:
    """The config of one policy; a level of None keeps the level."""

    level: proto.EnforcementLevel.ValueType | None = None
    properties: dict[str, Any] = field(default_factory=dict)

    def over(self, lower: "_Setting") -> "_Setting":
        level = lower.level if self.level is None else self.level
        return _Setting(level, {**lower.properties, **self.properties})


def read_config(file: Path) -> dict[str, Any]:
    """Read a `--policy-pack-config` file."""
    return dict(json.loads(file.read_text("utf-8")))


def completed(info: proto.AnalyzerInfo, config: PackConfig) -> proto.ConfigureAnalyzerRequest:
    """Complete the config with the defaults of the pack; ConfigError if a value violates its schema.

    As in the CLI, the order is: schema defaults, initial config of the pack, `config`. In each, the level of `all` is
    applied before that of a policy. Unlike in the CLI, an unknown policy is an error.
    """
    settings = {policy.name: _Setting(policy.enforcementLevel, _schema_defaults(policy)) for policy in info.policies}
    initial = {name: _Setting(one.enforcementLevel, _plain(one.properties)) for name, one in info.initialConfig.items()}
    given = {name: _parsed(name, value) for name, value in config.items()}
    for layer in (initial, given):
        if every := layer.pop("all", None):
            settings = {name: replace(one, level=every.over(one).level) for name, one in settings.items()}
        if unknown := sorted(layer.keys() - settings.keys()):
            raise ConfigError(f"unknown policy {', '.join(unknown)}; expected one of: {', '.join(sorted(settings))}.")
        settings |= {name: one.over(settings[name]) for name, one in layer.items()}
    problems = list(_problems(info, settings))
    if problems:
        raise ConfigError(" ".join(problems))
    return proto.ConfigureAnalyzerRequest(policyConfig={name: _message(one) for name, one in settings.items()})


def _schema_defaults(policy: proto.PolicyInfo) -> dict[str, Any]:
    properties = _plain(policy.configSchema.properties)
    return {name: schema["default"] for name, schema in properties.items() if "default" in schema}


def _parsed(name: str, value: str | Mapping[str, Any]) -> _Setting:
    properties = {"enforcementLevel": value} if isinstance(value, str) else dict(value)
    level = properties.pop("enforcementLevel", None)
    if level is not None and level not in LEVELS:
        raise ConfigError(f"{name}: invalid enforcement level {level!r}; expected one of: {', '.join(LEVELS)}.")
    return _Setting(None if level is None else LEVELS[level], properties)


def _problems(info: proto.AnalyzerInfo, settings: Mapping[str, _Setting]) -> Iterable[str]:
    for policy in info.policies:
        if not policy.HasField("configSchema"):
            continue
        schema: dict[str, Any] = {"type": "object", "properties": _plain(policy.configSchema.properties)}
        if policy.configSchema.required:
            schema["required"] = list(policy.configSchema.required)
        for error in Draft7Validator(schema).iter_errors(settings[policy.name].properties):
            yield f"{policy.name}: {'.'.join(map(str, error.path)) or 'config'}: {error.message}."


def _plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    return dict(json_format.MessageToDict(struct))


def _message(setting: _Setting) -> proto.PolicyConfig:
    properties = json_format.ParseDict(setting.properties, struct_pb2.Struct())
    return proto.PolicyConfig(enforcementLevel=setting.level or proto.ADVISORY, properties=properties)
