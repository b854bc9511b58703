import pytest

from alicloud_policies.model import network_nodes
from alicloud_policies.model.outside import Outside
from alicloud_policies.model.plain_values import UNKNOWN, Plain
from alicloud_policies.model.references import ReferenceResolver
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import Ternary, Unknown, unknown
from tests.policies.generated_records import record

ENABLED, MASK = unknown("enableIpv6 of Vswitch vsw"), unknown("ipv6CidrBlockMask of Vswitch vsw")


@pytest.mark.parametrize(
    ("inputs", "mask", "ipv6"),
    [
        ({}, None, False),
        ({"enableIpv6": True}, None, False),
        ({"ipv6CidrBlockMask": 0}, 0, True),
        ({"ipv6CidrBlockMask": 7, "enableIpv6": True}, 7, True),
        ({"ipv6CidrBlockMask": 7, "enableIpv6": False}, ENABLED, ENABLED),
        ({"ipv6CidrBlockMask": UNKNOWN}, MASK, MASK),
        ({"ipv6CidrBlockMask": UNKNOWN, "enableIpv6": False}, MASK | ENABLED, MASK | ENABLED),
        ({"ipv6CidrBlock": "2001:db8::/64"}, None, True),
    ],
)
def test_only_a_mask_or_a_block_gives_a_vswitch_ipv6(
    inputs: dict[str, Plain], mask: int | Unknown | None, ipv6: Ternary
) -> None:
    one = record(Kind.VSWITCH, "vsw", inputs)
    found = network_nodes.vswitch(one, ReferenceResolver([one]))
    assert (found.mask, found.ipv6) == (mask, ipv6)


@pytest.mark.parametrize(
    ("inputs", "block_in", "expected"),
    [
        ({}, "vpc-2", False),
        ({}, "vpc", True),
        ({"enableIpv6": True}, "vpc-2", True),
        ({"enableIpv6": False}, UNKNOWN, unknown("vpcId of Vpc_Block block")),
    ],
)
def test_a_vpc_has_ipv6_by_its_inputs_or_an_added_block(
    inputs: dict[str, Plain], block_in: Plain, expected: Ternary
) -> None:
    vpc, block = record(Kind.VPC, "vpc", inputs), record(Kind.VPC_BLOCK, "block", {"vpcId": block_in})
    added = network_nodes.added_block(block, ReferenceResolver([vpc, block]))
    assert network_nodes.vpc(vpc, [added]).ipv6 == expected


def test_a_group_is_basic_by_default() -> None:
    assert network_nodes.group(record(Kind.GROUP, "sg")).type == "normal"
    assert network_nodes.group(record(Kind.GROUP, "sg", {"securityGroupType": "enterprise"})).type == "enterprise"


def test_a_rule_accepts_by_default_and_an_unknown_direction_stays_unknown() -> None:
    one = record(Kind.RULE, "rule", {"type": UNKNOWN})
    rule = network_nodes.rule(one, ReferenceResolver([one]), Outside())
    assert (rule.ingress, rule.accepts) == (unknown("type of Rule rule"), True)
