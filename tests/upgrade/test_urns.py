"""Today's program, without an engine, on the state of every release: each resource keeps its name or has an alias.

Not proved here: that a resource which keeps its name is neither replaced nor changed, and the names of resources that a
program in another language makes through the plugin (test_upgrade.py, with an engine).
"""

from typing import Any

import pulumi
import pytest

from tests.components.recorder import attempt
from tests.upgrade.releases import IN_PYTHON, Recording, current_urn
from tests.upgrade.urns import UrnRecorder, known_urns, lost

OLD = "urn:pulumi:test::ipv6-eni::"


@pytest.mark.parametrize("recording", IN_PYTHON, ids=str)
def test_every_resource_of_a_recorded_state_is_still_known(recording: Recording) -> None:
    state = recording.state()
    assert len(state["deployment"]["resources"]) > 4
    gone = lost(state, known_urns(recording.stack))
    assert not gone, "renamed or dropped without an alias:\n" + "\n".join(gone)


@pytest.mark.parametrize("recording", IN_PYTHON, ids=str)
def test_a_resource_that_is_renamed_dropped_or_moved_would_be_named(recording: Recording) -> None:
    """The test above can fail."""
    state, known = recording.state(), known_urns(recording.stack)
    of_the_program = [one for one in state["deployment"]["resources"] if one["urn"] in known]
    assert {current_urn(one["urn"]) for one in of_the_program} == {current_urn(urn) for urn in known}
    for one in of_the_program:
        assert lost(state, known - {one["urn"]}) == [one["urn"]]


def test_only_a_default_provider_is_the_engines_own() -> None:
    urns = [
        f"{OLD}pulumi:providers:alicloud::default_4_0_0",
        f"{OLD}pulumi:providers:pulumi-python::default",
        f"{OLD}pulumi:providers:alicloud::user-account",
        f"{OLD}alicloud:vpc/network:Network::default",
    ]
    state = {"deployment": {"resources": [{"urn": urn, "type": urn.split("::")[2]} for urn in urns]}}
    assert lost(state, set()) == urns[2:]


class Thing(pulumi.ComponentResource):
    """A component of this name, with a child."""

    def __init__(self, name: str, child: str, *aliases: pulumi.Alias | str, deeper: bool = False) -> None:
        super().__init__("test:index:Thing", name, {}, pulumi.ResourceOptions(aliases=list(aliases)))
        Leaf(child, pulumi.ResourceOptions(parent=Middle(f"{name}-middle", self) if deeper else self))


class Middle(pulumi.ComponentResource):
    def __init__(self, name: str, parent: pulumi.Resource) -> None:
        super().__init__("test:index:Middle", name, {}, pulumi.ResourceOptions(parent=parent))


class Leaf(pulumi.CustomResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions) -> None:
        super().__init__("test:index:Leaf", name, {}, opts)


def known(thing: Any) -> set[str]:  # noqa: ANN401 - a program
    monitor = UrnRecorder("test", "ipv6-eni", {})
    attempt(thing, monitor)
    return monitor.known


def test_urns_are_the_engines() -> None:
    assert known(lambda: Thing("a", "leaf", deeper=True)) == {
        f"{OLD}test:index:Thing::a",
        f"{OLD}test:index:Thing$test:index:Middle::a-middle",
        f"{OLD}test:index:Thing$test:index:Middle$test:index:Leaf::leaf",
    }


def test_a_renamed_component_with_an_alias_is_found_with_all_its_children() -> None:
    found = known(lambda: Thing("b", "b-leaf", pulumi.Alias(name="a"), deeper=True))
    assert {
        f"{OLD}test:index:Thing::a",
        f"{OLD}test:index:Thing$test:index:Middle::a-middle",
        f"{OLD}test:index:Thing$test:index:Middle$test:index:Leaf::b-leaf",
    } <= found
    assert f"{OLD}test:index:Thing::a" not in known(lambda: Thing("b", "b-leaf"))


def test_a_child_is_renamed_after_its_parent_and_otherwise_keeps_its_name() -> None:
    assert f"{OLD}test:index:Thing$test:index:Leaf::a-leaf" in known(lambda: Thing("b", "b-leaf", pulumi.Alias("a")))
    assert f"{OLD}test:index:Thing$test:index:Leaf::leaf" in known(lambda: Thing("b", "leaf", pulumi.Alias("a")))


@pytest.mark.parametrize(
    ("alias", "urn"),
    [
        (f"{OLD}test:index:Other::c", f"{OLD}test:index:Other::c"),
        (pulumi.Alias(type_="test:index:Was"), f"{OLD}test:index:Was::b"),
        (pulumi.Alias(parent=None, name="c"), f"{OLD}test:index:Thing::c"),
        (pulumi.Alias(parent=f"{OLD}test:index:Above::d"), f"{OLD}test:index:Above$test:index:Thing::b"),
    ],
)
def test_every_form_of_an_alias_is_understood(alias: pulumi.Alias | str, urn: str) -> None:
    assert urn in known(lambda: Thing("b", "leaf", alias))
