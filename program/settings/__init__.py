"""The settings of the program, read from the stack's configuration and checked together."""

import os

import pulumi
import pulumi_alicloud as alicloud
from pulumi.runtime import config as runtime_config

from alicloud_rules.regions import default_region

from .cross_account_settings import CrossAccount
from .setting_reader import Problems
from .site_settings import Site
from .stack_settings import RawConfig, Settings, read_settings

__all__ = ["CrossAccount", "Settings", "Site", "load"]


def load() -> Settings:
    """Read the settings of this stack; raise one `pulumi.RunError` with every problem in them."""
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
        region=alicloud.config.region or default_region(),
        values=own,
        secret_keys=frozenset(key.removeprefix(namespace) for key in secret),
        environ=os.environ,
    )
