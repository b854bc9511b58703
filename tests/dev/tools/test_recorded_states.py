"""What is recorded and how. Not proved here: that the engine takes a cleaned state (tests/upgrade/test_upgrade.py)."""

from typing import Any

import pytest

from dev.tools.recorded_states import STACKS, cleaned

A, B, C, PROVIDER = "urn:a", "urn:b", "urn:c", "urn:provider"


def exported(*resources: dict[str, Any]) -> dict[str, Any]:
    plugins = [{"name": "alicloud", "path": "/somewhere"}]
    manifest = {"time": "2026-01-01T00:00:00Z", "magic": "m", "version": "v3", "plugins": plugins}
    return {"version": 3, "deployment": {"manifest": manifest, "resources": list(resources)}}


def urns(*resources: dict[str, Any]) -> list[str]:
    return [one["urn"] for one in cleaned(exported(*resources))["deployment"]["resources"]]


def test_nothing_of_the_run_and_of_the_machine_is_kept() -> None:
    one = {"urn": A, "created": "x", "modified": "x", "sourcePosition": "x", "stackTrace": [], "inputs": {"created": 1}}
    assert cleaned(exported(one)) == {
        "version": 3,
        "deployment": {
            "manifest": {"magic": "m", "version": "v3"},
            "resources": [{"urn": A, "inputs": {"created": 1}}],
        },
    }


@pytest.mark.parametrize(
    "link",
    [
        {"parent": C},
        {"deletedWith": C},
        {"dependencies": [C]},
        {"propertyDependencies": {"x": [C], "y": None}},
        {"provider": f"{C}::some-id"},
    ],
)
def test_the_order_is_by_urn_but_after_what_a_resource_needs(link: dict[str, Any]) -> None:
    assert urns({"urn": C}, {"urn": B}, {"urn": A}) == [A, B, C]
    assert urns({"urn": C}, {"urn": B}, {"urn": A, **link}) == [B, C, A]


def test_dependencies_are_in_an_order_that_stays() -> None:
    one = {"urn": C, "dependencies": [B, A], "propertyDependencies": {"x": [B, A], "y": None}}
    *_, kept = cleaned(exported(one, {"urn": A}, {"urn": B}))["deployment"]["resources"]
    assert kept == {"urn": C, "dependencies": [A, B], "propertyDependencies": {"x": [A, B], "y": []}}


def test_what_comes_out_is_clean() -> None:
    once = cleaned(exported({"urn": B, "created": "x"}, {"urn": A, "parent": B}))
    assert cleaned(once) == once


def test_both_stacks_the_role_and_the_plugins_components_are_recorded() -> None:
    names = ["dev", "crossaccount-assumed-role", "crossaccount-granted", "role", "hosted"]
    assert [stack.name for stack in STACKS] == names
