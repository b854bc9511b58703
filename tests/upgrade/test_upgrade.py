"""Today's code, previewed by the real engine on the state of every release: nothing that exists is replaced or deleted.

Not proved here: that the real service takes the updates, and what a newer alicloud provider makes of an older one's
state beyond what its plan says.
"""

import base64
import json
import pickle
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alicloud_ipv6._assignment.dynamic_base import by_name
from alicloud_ipv6.ipv6_assignment import Ipv6AssignmentProvider
from alicloud_ipv6.version import VERSION
from dev.tools.sandbox_stack import SandboxStack
from tests.upgrade.previewed import Previewed, judged
from tests.upgrade.releases import CUSTOM, RECORDINGS, Recording, current_urn

CURRENT = [one for one in RECORDINGS if one.version == VERSION]


def imported(recording: Recording, state: dict[str, Any], folder: Path) -> SandboxStack:
    """A stack of today's code with this state; what has to be up before it is, by today's code."""
    *before, stack = recording.stack.projects(folder)
    for project in before:
        project.up()
    file = folder / "imported.json"
    file.write_text(json.dumps(state))
    stack.pulumi_alone("stack", "import", "--file", str(file), "--stack", stack.stack)
    return stack


def previewed(recording: Recording, state: dict[str, Any], folder: Path) -> Previewed:
    """What `pulumi up` with today's code would do to this state."""
    stack = imported(recording, state, folder)
    return judged(json.loads(stack.pulumi_run("preview", "--json", "--show-sames").stdout))


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_nothing_of_a_recorded_state_is_replaced_or_deleted(recording: Recording, tmp_path: Path) -> None:
    found = previewed(recording, recording.state(), tmp_path)
    assert not found.broken, "\n".join(found.broken)
    own = [line for line in (*found.other, *found.unsaid) if any(one in line for one in CUSTOM)]
    assert not own, "the package's own resources stay as they are:\n" + "\n".join(own)
    if recording in CURRENT:
        assert not found.other + found.unsaid, "\n".join(found.other + found.unsaid)
    elif found.other:
        warnings.warn(f"An upgrade from {recording} also does:\n" + "\n".join(found.other), stacklevel=1)


@pytest.mark.parametrize("recording", CURRENT, ids=str)
def test_an_up_leaves_the_whole_state_as_it_was_recorded(recording: Recording, tmp_path: Path) -> None:
    """Under whatever Python and SDK this runs; but secrets are encrypted anew."""
    state = recording.state()
    stack = imported(recording, state, tmp_path)
    stack.up()
    after = kept(json.loads(stack.pulumi_alone("stack", "export", "--stack", stack.stack)))
    before = kept(state)
    assert before.keys() == after.keys()
    assert [urn for urn in before if before[urn] != after[urn]] == []


def kept(state: dict[str, Any]) -> dict[str, Any]:
    """Id, inputs and outputs by current URN; providers name the version of their SDK, which may move."""
    resources = [one for one in state["deployment"]["resources"] if not one["type"].startswith("pulumi:providers:")]
    return {
        current_urn(one["urn"]): without_ciphertexts([one.get(key) for key in ("id", "inputs", "outputs")])
        for one in resources
    }


def without_ciphertexts(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: without_ciphertexts(inner) for key, inner in value.items() if key != "ciphertext"}
    return [without_ciphertexts(inner) for inner in value] if isinstance(value, list) else value


def renamed(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that called the vSwitch of a site otherwise."""
    return dict(json.loads(json.dumps(state).replace("-vsw-1", "-vswitch")))


def in_another_zone(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that put that vSwitch elsewhere."""
    for one in state["deployment"]["resources"]:
        if one["urn"].endswith("::half-1-vsw-1"):
            one["inputs"]["zoneId"] = one["outputs"]["zoneId"] = "cn-beijing-z"
    return state


def on_another_eni(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a release that assigned the addresses to another ENI: the replacement is our own provider's."""
    for one in state["deployment"]["resources"]:
        if one["urn"].endswith(("Ipv6Assignment::half-1-ipv6", "Ipv6Assignment::eni-ipv6")):
            one["inputs"]["networkInterfaceId"] = one["outputs"]["networkInterfaceId"] = "eni-other"
    return state


VSWITCH = "(alicloud:vpc/switch:Switch)"
ASSIGNMENT = "(pulumi-python:dynamic/ipv6:Ipv6Assignment)"
SERVED = "(alicloud-ipv6:index:Ipv6Assignment)"


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("dev", renamed, f"delete half-1-vswitch {VSWITCH}"),
        ("dev", in_another_zone, f"replace site-1-vsw-1 {VSWITCH}: zoneId"),
        ("dev", on_another_eni, f"replace site-1-ipv6 {ASSIGNMENT}: networkInterfaceId"),
        ("hosted", renamed, f"delete net-vswitch {VSWITCH}"),
        ("hosted", on_another_eni, f"replace eni-ipv6 {SERVED}: networkInterfaceId"),
    ],
)
def test_a_release_that_was_otherwise_would_be_seen(
    name: str, broken: Callable[[dict[str, Any]], dict[str, Any]], said: str, tmp_path: Path
) -> None:
    """The test above can fail: a renamed child, and a changed property that asks for a replacement, are named."""
    (recording,) = [one for one in CURRENT if one.stack.name == name]
    assert said in previewed(recording, broken(recording.state()), tmp_path).broken


def test_another_text_of_a_dynamic_provider_would_be_seen(tmp_path: Path) -> None:
    """The test above can fail in this, too: the provider itself calls such a resource the same."""
    (dev,) = [one for one in CURRENT if one.stack.name == "dev"]
    other = base64.b64encode(pickle.dumps(Ipv6AssignmentProvider())).decode()
    state = json.loads(json.dumps(dev.state()).replace(by_name(Ipv6AssignmentProvider), other))
    found = previewed(dev, state, tmp_path)
    assert (found.broken, found.other) == ((), ())
    assert set(found.unsaid) == {f"same site-{number}-ipv6 {ASSIGNMENT}: __provider" for number in (1, 2)}


def test_another_version_of_the_providers_sdk_moves_nothing(tmp_path: Path) -> None:
    """It comes with a default provider of another name. Only the name is older here: the plugin stays the same."""
    (dev,) = [one for one in CURRENT if one.stack.name == "dev"]
    text = json.dumps(dev.state())
    older = re.sub(r"::default_[0-9_]+", "::default_3_99_0", text)
    assert older != text
    assert previewed(dev, json.loads(older), tmp_path) == Previewed((), (), ())
