import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import labels, messages, new_stack, undetermined

LIMIT = "ipv6-mask-unique"
VSWITCH = "alicloud:vpc/switch:Switch"


def found(*vswitches: tuple[object, object], **config: object) -> tuple[list[str], list[str]]:
    """The violating vSwitches, each given by VPC and mask; and the undetermined ones."""
    builder = new_stack()
    for place, (vpc, mask) in enumerate(vswitches):
        builder.planned.resource(VSWITCH, f"vsw-{place}", {"vpcId": vpc, "ipv6CidrBlockMask": mask})
    names = [label.removeprefix("Switch ") for label in labels(LIMIT, builder, **config)]
    return sorted(names), undetermined(LIMIT, builder, **config)


def test_both_vswitches_are_named_and_the_vpc() -> None:
    builder = new_stack()
    vpc = builder.vpc()
    for name in ("a", "b"):
        builder.planned.resource(VSWITCH, name, {"vpcId": vpc.id, "ipv6CidrBlockMask": 3})
    found = messages(LIMIT, builder)
    assert len(found) == 2
    assert all("used twice: 3. They are in VPC r0." in message for message in found)


@pytest.mark.parametrize("second", [("vpc-1", 4), ("vpc-2", 3)])
def test_another_mask_or_vpc_is_accepted(second: tuple[str, int]) -> None:
    assert found(("vpc-1", 3), second) == ([], [])


def test_a_vswitch_without_mask_uses_none() -> None:
    assert found(("vpc-1", 0), ("vpc-1", None)) == ([], [])


def test_masks_outside_the_stack_can_be_configured() -> None:
    assert found(("vpc-1", 3), outside={"vpc-1": {"ipv6Masks": [3, 4]}})[0] == ["vsw-0"]
    assert found(("vpc-1", 3), outside={"vpc-1": {"ipv6Masks": [4]}}) == ([], [])


@pytest.mark.parametrize("unknown", [("vpc-1", UNKNOWN), (UNKNOWN, 3), (UNKNOWN, UNKNOWN)])
def test_a_possible_duplicate_is_undetermined(unknown: tuple[object, object]) -> None:
    names, questions = found(("vpc-1", 3), unknown)
    assert names == []
    assert all("of Switch vsw-1" in question for question in questions)
    assert {label for question in questions for label in ("vsw-0", "vsw-1") if f"Switch {label}" in question} == {
        "vsw-0",
        "vsw-1",
    }


@pytest.mark.parametrize("unknown", [("vpc-2", UNKNOWN), (UNKNOWN, 4)])
def test_an_impossible_duplicate_is_accepted(unknown: tuple[object, object]) -> None:
    assert found(("vpc-1", 3), unknown) == ([], [])


def test_a_single_unknown_mask_is_accepted() -> None:
    assert found((UNKNOWN, UNKNOWN)) == ([], [])
