"""What is in the recorded states. Not proved here: that the engine takes them (test_upgrade.py)."""

import json
from typing import Any

import pytest

from alicloud_ipv6._assignment.dynamic_base import by_name
from alicloud_ipv6.ipv6_address_hold import Ipv6AddressHoldProvider
from alicloud_ipv6.ipv6_assignment import Ipv6AssignmentProvider
from alicloud_ipv6.plugin.served import RESOURCES, components
from alicloud_ipv6.version import PACKAGE, VERSION
from dev.tools import CHECKOUT
from dev.tools.recorded_states import LOGIN_PASSWORD, PASSPHRASE, STACKS, cleaned
from tests.upgrade.releases import RECORDINGS, Recording

DYNAMIC = "pulumi-python:dynamic/ipv6:"
PROVIDERS = {"Ipv6Assignment": Ipv6AssignmentProvider, "Ipv6AddressHold": Ipv6AddressHoldProvider}


def test_every_stack_of_the_current_version_is_recorded() -> None:
    """A new version is recorded by `python -m dev.tools.record_state`, with a Pulumi CLI."""
    assert [one.stack for one in RECORDINGS if one.version == VERSION] == list(STACKS)


def test_the_changelog_has_the_current_version() -> None:
    assert f"\n## [{VERSION}]" in (CHECKOUT / "components" / "CHANGELOG.md").read_text()


def dynamic(recording: Recording) -> list[dict[str, Any]]:
    resources: list[dict[str, Any]] = recording.state()["deployment"]["resources"]
    return [one for one in resources if one["type"].startswith(DYNAMIC)]


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_the_provider_of_a_dynamic_resource_is_todays_text(recording: Recording) -> None:
    """Were it another, the first preview after an upgrade would show a change of each of these resources."""
    for one in dynamic(recording):
        text = by_name(PROVIDERS[one["type"].removeprefix(DYNAMIC)])
        assert one["inputs"]["__provider"] == one["outputs"]["__provider"] == text, one["urn"]


def test_the_recorded_states_have_both_dynamic_resources() -> None:
    kinds = {one["type"].removeprefix(DYNAMIC) for recording in RECORDINGS for one in dynamic(recording)}
    assert kinds == set(PROVIDERS)


def test_the_hosted_state_has_everything_that_the_plugin_serves() -> None:
    (hosted,) = [one for one in RECORDINGS if one.stack.hosted and one.version == VERSION]
    kinds = {one["type"] for one in hosted.state()["deployment"]["resources"]}
    served = {f"{PACKAGE}:index:{one.__name__}" for one in components()} | {
        f"{PACKAGE}:index:{one}" for one in RESOURCES
    }
    assert {one for one in kinds if one.startswith(f"{PACKAGE}:")} == served
    assert f"pulumi:providers:{PACKAGE}" in kinds


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_it_has_no_secret_in_plain_text_and_nothing_of_the_run(recording: Recording) -> None:
    state = recording.state()
    assert state == cleaned(state)
    assert state["deployment"]["secrets_providers"]["type"] == "passphrase"
    text = json.dumps(state)
    assert [private for private in (LOGIN_PASSWORD, PASSPHRASE, "LTAI", "STS.", "/tmp/") if private in text] == []
    for one in state["deployment"]["resources"]:
        if one["type"] == "alicloud:ecs/instance:Instance" and not recording.stack.hosted:
            assert one["inputs"]["password"].keys() == one["outputs"]["password"].keys()
            assert "ciphertext" in one["inputs"]["password"]
