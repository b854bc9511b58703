"""The reading of a preview. Not proved here: that the engine writes its steps so; test_upgrade.py has it write some."""

from typing import Any

import pytest

from tests.upgrade.previewed import judged

PLACE = "urn:pulumi:dev::ipv6-eni::"
VPC = f"{PLACE}alicloud-ipv6:index:Ipv6Vpc$alicloud:vpc/network:Network::half-1-vpc"


def step(op: str, urn: str = VPC, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"op": op, "urn": urn, "detailedDiff": None, **more}


@pytest.mark.parametrize(
    ("steps", "broken"),
    [
        (
            [step("replace", diffReasons=["tags", "cidrBlock"], replaceReasons=["cidrBlock"])],
            "replace half-1-vpc (alicloud:vpc/network:Network): cidrBlock",
        ),
        (
            [step("replace")],
            "replace half-1-vpc (alicloud:vpc/network:Network): because something that it depends on is replaced",
        ),
        ([step("delete")], "delete half-1-vpc (alicloud:vpc/network:Network)"),
        (
            [step("create-replacement", replaceReasons=["cidrBlock"])],
            "create-replacement half-1-vpc (alicloud:vpc/network:Network): cidrBlock",
        ),
        (
            [step("delete-replaced", detailedDiff={"cidrBlock": {}})],
            "delete-replaced half-1-vpc (alicloud:vpc/network:Network): cidrBlock",
        ),
    ],
)
def test_a_replacement_and_a_deletion_are_named(steps: list[dict[str, Any]], broken: str) -> None:
    found = judged({"steps": steps})
    assert (found.broken, found.other) == ((broken,), ())


def test_what_else_changes_is_listed_and_what_stays_is_not() -> None:
    found = judged({"steps": [step("same"), step("update", diffReasons=["tags"]), step("create", PLACE + "t::new")]})
    assert found.broken == ()
    assert found.other == ("update half-1-vpc (alicloud:vpc/network:Network): tags", "create new (t)")


def test_inputs_that_change_without_a_word_are_named() -> None:
    old, new = {"inputs": {"a": 1, "b": 2, "c": 3}}, {"inputs": {"a": 1, "b": 3, "d": 4}}
    found = judged({"steps": [step("same", oldState=old, newState=new), step("same", oldState=old, newState=old)]})
    assert (found.broken, found.other) == ((), ())
    assert found.unsaid == ("same half-1-vpc (alicloud:vpc/network:Network): b, c, d",)


def test_a_preview_without_steps_changes_nothing() -> None:
    assert judged({}).broken == judged({"steps": []}).other == judged({}).unsaid == ()
