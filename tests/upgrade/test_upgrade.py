"""Today's code, previewed by the real engine on the state of every release: nothing that exists is replaced or deleted.

Not proved here: that the real service takes the updates, and what a newer alicloud provider makes of an older one's
state beyond what its plan says.
"""

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.upgrade.previewed import Previewed, judged
from tests.upgrade.releases import RECORDINGS, Recording
from tools.recorded import current_version
from tools.sandbox_stack import SandboxStack

CURRENT = [one for one in RECORDINGS if one.version == current_version()]


def previewed(recording: Recording, state: dict[str, Any], folder: Path) -> Previewed:
    """What `pulumi up` with today's code would do to this state; what has to be up before it is, by today's code."""
    *before, stack = recording.stack.projects(folder)
    for project in before:
        project.up()
    import_state(stack, state)
    return judged(json.loads(stack.pulumi_run("preview", "--json").stdout))


def import_state(stack: SandboxStack, state: dict[str, Any]) -> None:
    file = stack.folder / "imported.json"
    file.write_text(json.dumps(state))
    stack.pulumi_alone("stack", "import", "--file", str(file), "--stack", stack.stack)


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_nothing_of_a_recorded_state_is_replaced_or_deleted(recording: Recording, tmp_path: Path) -> None:
    found = previewed(recording, recording.state(), tmp_path)
    assert not found.broken, "\n".join(found.broken)
    if recording in CURRENT:
        assert not found.other, "\n".join(found.other)
    elif found.other:
        warnings.warn(f"An upgrade from {recording} also does:\n" + "\n".join(found.other), stacklevel=1)


def renamed(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that called the vSwitch of a half otherwise."""
    return dict(json.loads(json.dumps(state).replace("::half-1-vsw-1", "::half-1-vswitch")))


def in_another_zone(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that put that vSwitch elsewhere."""
    for one in state["deployment"]["resources"]:
        if one["urn"].endswith("::half-1-vsw-1"):
            one["inputs"]["zoneId"] = one["outputs"]["zoneId"] = "cn-beijing-z"
    return state


def on_another_eni(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that assigned the addresses to another ENI: the replacement is our own provider's."""
    for one in state["deployment"]["resources"]:
        if one["urn"].endswith("Ipv6Assignment::half-1-ipv6"):
            one["inputs"]["networkInterfaceId"] = one["outputs"]["networkInterfaceId"] = "eni-other"
    return state


VSWITCH = "(alicloud:vpc/switch:Switch)"
ASSIGNMENT = "(pulumi-python:dynamic/ipv6:Ipv6Assignment)"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (renamed, f"delete half-1-vswitch {VSWITCH}"),
        (in_another_zone, f"replace half-1-vsw-1 {VSWITCH}: zoneId"),
        (on_another_eni, f"replace half-1-ipv6 {ASSIGNMENT}: networkInterfaceId"),
    ],
)
def test_a_release_that_was_otherwise_would_be_seen(
    broken: Callable[[dict[str, Any]], dict[str, Any]], said: str, tmp_path: Path
) -> None:
    """The test above can fail: a renamed child, and a changed property that asks for a replacement, are named."""
    (dev,) = [one for one in CURRENT if one.stack.name == "dev"]
    assert said in previewed(dev, broken(dev.state()), tmp_path).broken


def test_another_version_of_the_providers_sdk_moves_nothing(tmp_path: Path) -> None:
    """It comes with a default provider of another name. Only the name is older here: the plugin stays the same."""
    (dev,) = [one for one in CURRENT if one.stack.name == "dev"]
    text = json.dumps(dev.state())
    older = re.sub(r"::default_[0-9_]+", "::default_3_99_0", text)
    assert older != text
    assert previewed(dev, json.loads(older), tmp_path) == Previewed((), ())
