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


BLOCK = "alicloud:vpc/ipv6CidrBlock:Ipv6CidrBlock"
OWN_CIDR, ADDED_CIDR = "2001:db8:1::/56", "2001:db8:2::/56"


class TwoBlocks:
    """A VPC with an added IPv6 block, and vSwitches with one mask, each in a given block."""

    def __init__(self, *, exists: bool = False, enable_ipv6: bool = True, cidr: object = ADDED_CIDR) -> None:
        self.builder = new_stack(exists=exists)
        plan = self.builder.planned
        own, added = ({"ipv6CidrBlock": one} if exists else {} for one in (OWN_CIDR, ADDED_CIDR))
        inputs = {"enableIpv6": enable_ipv6}
        vpc = self.vpc = plan.resource("alicloud:vpc/network:Network", "vpc", inputs, outputs=own)
        self.added = plan.resource(BLOCK, "added", {"vpcId": vpc.id, "ipv6CidrBlock": cidr}, outputs=added)
        self.own_cidr = vpc.output("ipv6CidrBlock", OWN_CIDR)
        self.added_cidr = self.added.output("ipv6CidrBlock", ADDED_CIDR)

    def found(self, *blocks: object) -> tuple[int, int]:
        """The number of violations, and of groups of undetermined findings, with these blocks."""
        for place, block in enumerate(blocks):
            given = {} if block is None else {"vpcIpv6CidrBlock": block}
            inputs = {"vpcId": self.vpc.id, "ipv6CidrBlockMask": 1, **given}
            self.builder.planned.resource(VSWITCH, f"vsw-{place}", inputs)
        return len(messages(LIMIT, self.builder)), len(undetermined(LIMIT, self.builder))


@pytest.mark.parametrize("exists", [False, True])
def test_one_mask_in_two_blocks_of_a_vpc_is_accepted(exists: bool) -> None:
    both = TwoBlocks(exists=exists)
    assert both.found(both.own_cidr, ADDED_CIDR) == (0, 0)
    both = TwoBlocks(exists=exists, cidr=None)
    assert both.found(both.own_cidr, both.added_cidr) == (0, 0)


@pytest.mark.parametrize("exists", [False, True])
def test_one_mask_twice_in_an_added_block_is_a_violation(exists: bool) -> None:
    both = TwoBlocks(exists=exists)
    assert both.found(ADDED_CIDR, "2001:0DB8:2::/56") == (2, 0)
    both = TwoBlocks(exists=exists)
    assert both.found(both.added_cidr, both.added_cidr) == (2, 0)
    both = TwoBlocks(exists=exists)
    assert both.found(both.added_cidr, ADDED_CIDR) == (2, 0)


def test_which_of_two_blocks_the_service_chooses_is_undetermined() -> None:
    assert TwoBlocks().found(None, None) == (0, 1)
    assert TwoBlocks().found(None, ADDED_CIDR) == (0, 1)


def test_the_only_block_of_a_vpc_is_certain() -> None:
    both = TwoBlocks(enable_ipv6=False)
    assert both.found(None, ADDED_CIDR) == (2, 0)


def test_an_unknown_block_is_undetermined() -> None:
    assert TwoBlocks().found(UNKNOWN, ADDED_CIDR) == (0, 1)
    assert TwoBlocks().found("no block", ADDED_CIDR) == (0, 1)


def test_a_cidr_may_be_that_of_a_block_whose_cidr_is_unknown() -> None:
    both = TwoBlocks(cidr=UNKNOWN)
    assert both.found(both.added_cidr, "2001:db8:3::/56") == (0, 1)
