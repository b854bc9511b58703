"""The program's settings: read from the stack's configuration, all wrong ones told at once."""

import os

import pulumi
from pulumi.runtime import config as runtime_config

from alicloud_ipv6.provider_settings import stack_region

from .cross_account import CrossAccount
from .half import Half
from .reader import Problems
from .settings import RawConfig, Settings, read_settings

__all__ = ["CrossAccount", "Half", "Settings", "load"]


def load() -> Settings:
    """Read the settings of this stack; `pulumi.RunError` with every problem before any resource is registered."""
    problems: Problems = {}
    settings = read_settings(_raw_config(), problems)
    if problems:
        lines = [f"  {key}: {problem}" for key, problem in problems.items()]
        raise pulumi.RunError("\n".join(["The stack's configuration is wrong; nothing was created.", *lines]))
    return settings


def _raw_config() -> RawConfig:
    namespace = f"{pulumi.get_project()}:"
    values = {**runtime_config.get_config_env(), **runtime_config.CONFIG.get()}
    secret = {key for key in values if runtime_config.is_config_secret(key)}
    secret.update(runtime_config.get_config_secret_keys_env())
    own = {key.removeprefix(namespace): value for key, value in values.items() if key.startswith(namespace)}
    return RawConfig(
        region=stack_region(),
        values=own,
        secret_keys=frozenset(key.removeprefix(namespace) for key in secret),
        environ=os.environ,
    )
