"""The project as the tests run it: its defaults out of Pulumi.yaml, and the cloud's answers to its look-ups."""

import json
import runpy
import signal
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from tests.components.recorder import Recorder, attempt

ROOT = Path(__file__).parents[2]
PASSWORD = "Correct-Horse-1"
ZONES = "alicloud:index/getZones:getZones"
IMAGES = "alicloud:ecs/getImages:getImages"
ANSWERS: dict[str, Any] = {
    ZONES: {"zones": [{"id": "cn-beijing-h"}, {"id": "cn-beijing-g"}]},
    IMAGES: {"ids": ["centos_7_3_newest", "centos_7_3_older"]},
}
ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
OUTPUTS: dict[str, dict[str, Any]] = {
    ASSIGNMENT: {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]},
    "alicloud:ecs/instance:Instance": {
        "privateIp": "10.1.1.4",
        "publicIp": "192.0.2.1",
        "networkInterfaceId": "eni-primary",
    },
}

WHO = "alicloud:index/getCallerIdentity:getCallerIdentity"
AS_USER = f"{WHO} user-account"
RESOURCE, USER = "1000000000000001", "1000000000000002"
ARN = f"acs:ram::{USER}:role/ipv6-eni"
ACCOUNTS = {WHO: {"accountId": RESOURCE}, AS_USER: {"accountId": USER}}
ASSUMED: dict[str, Any] = {"roleArn": ARN}
GRANTED: dict[str, Any] = {"way": "granted", "roleArn": ARN}


def declared() -> dict[str, dict[str, Any]]:
    """What Pulumi.yaml declares, by key."""
    config: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    return config


def defaults() -> dict[str, str]:
    """The configuration that the engine makes of Pulumi.yaml and Pulumi.dev.yaml."""
    config = {key: as_text(one["default"]) for key, one in declared().items()}
    stack: dict[str, str] = yaml.safe_load((ROOT / "Pulumi.dev.yaml").read_text())["config"]
    return config | stack


def as_text(value: object) -> str:
    """A configuration value as the engine hands it over."""
    return value if isinstance(value, str) else json.dumps(value)


def run(
    preview: bool = True,
    answers: dict[str, Any] | None = None,
    secret: tuple[str, ...] = ("loginPassword",),
    monitor: Recorder | None = None,
    **config: object,
) -> Recorder:
    """Run the program on the defaults and this configuration; what it raises is raised.

    Keys are those of the project; `region` stands for the provider's.
    """
    given = {f"ipv6-eni:{key}": as_text(value) for key, value in {"loginPassword": PASSWORD, **config}.items()}
    if region := given.pop("ipv6-eni:region", None):
        given["alicloud:region"] = region
    monitor = monitor or Recorder(preview, OUTPUTS, {**ANSWERS, **(answers or {})})
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        attempt(
            lambda: runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__"),
            monitor,
            preview=preview,
            config=defaults() | given,
            secret_keys=tuple(f"ipv6-eni:{key}" for key in secret),
        )
    finally:
        signal.signal(signal.SIGINT, interrupt)
    return monitor


def run_example1(cross: dict[str, Any], preview: bool = False, **config: Any) -> Recorder:  # noqa: ANN401 - JSON
    """Run example 1 with this `crossAccount`."""
    return run(preview=preview, answers=ACCOUNTS, crossAccount=cross, **config)


def config_errors(**config: Any) -> list[str]:  # noqa: ANN401 - any configuration
    """Run the program on an invalid configuration and return the lines of its error, without the first one."""
    with pytest.raises(pulumi.RunError) as ended:
        run(**config)
    first, *lines = str(ended.value).splitlines()
    assert first == "The stack's configuration is wrong; nothing was created."
    return [line.strip() for line in lines]
