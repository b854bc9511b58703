from dataclasses import replace

import pytest

from alicloud_policies.model.nodes import Membership
from alicloud_policies.model.plain_values import UNKNOWN, Plain
from alicloud_policies.model.record import Record
from alicloud_policies.model.references import PRIMARY, ReferenceResolver
from alicloud_policies.model.refs import Ref
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import unknown
from tests.policies.generated_records import record

VPC = record(Kind.VPC, "vpc-1")
SWITCH = record(Kind.VSWITCH, "vsw-1", {"vpcId": "vpc-1"})
OTHER = record(Kind.VSWITCH, "vsw-2", {"vpcId": "vpc-9"})
WEB = record(Kind.INSTANCE, "i-1", {"vswitchId": "vsw-1"}, outputs={"networkInterfaceId": "eni-7"})
WHERE = "vswitchId of Eni eni-1"


def eni(value: Plain, *edges: Record, name: str = "vswitchId") -> Record:
    return record(Kind.ENI, "eni-1", {name: value}, edges={name: edges})


def one(user: Record, name: str = "vswitchId", wanted: Kind = Kind.VSWITCH) -> Ref:
    return ReferenceResolver([VPC, SWITCH, OTHER, WEB, user]).one(user, name, wanted)


def test_an_id_becomes_the_key_of_its_resource_or_stays_as_it_is() -> None:
    assert one(eni("vsw-1")) == Ref((SWITCH.urn,), input=WHERE)
    assert one(eni("vsw-9")) == Ref(("vsw-9",), input=WHERE)


def test_an_absent_input_refers_to_nothing() -> None:
    assert one(eni(None)) == one(eni("")) == Ref(input=WHERE)


def test_an_unknown_id_refers_to_the_resource_it_depends_on() -> None:
    assert one(eni(UNKNOWN, SWITCH)) == Ref((SWITCH.urn,), input=WHERE)
    assert one(eni(UNKNOWN, SWITCH, VPC)) == Ref((SWITCH.urn,), input=WHERE)
    assert one(eni(UNKNOWN, SWITCH, OTHER)) == Ref((SWITCH.urn, OTHER.urn), input=WHERE)


def test_an_unknown_id_without_such_a_dependency_is_undetermined() -> None:
    for edges in ((), (VPC,)):
        assert one(eni(UNKNOWN, *edges)) == Ref(undetermined=unknown(WHERE), input=WHERE)


def test_another_resources_input_is_followed() -> None:
    assert one(eni(UNKNOWN, WEB)).keys == (SWITCH.urn,)
    gateway = record(Kind.GATEWAY, "gw", {"vpcId": UNKNOWN}, edges={"vpcId": [WEB]})
    assert one(gateway, "vpcId", Kind.VPC).keys == (VPC.urn,)


def test_an_instance_leads_to_its_primary_eni() -> None:
    for value in (UNKNOWN, "eni-7"):
        user = record(Kind.ASSIGNMENT, "as", {"networkInterfaceId": value}, edges={"networkInterfaceId": [WEB]})
        assert one(user, "networkInterfaceId", Kind.ENI).keys == (WEB.urn + PRIMARY,)


def test_an_id_of_another_kind_is_followed_or_undetermined() -> None:
    assert one(eni("i-1")).keys == (SWITCH.urn,)
    assert one(eni("vpc-1")).undetermined == unknown(WHERE)


GROUPS = [record(Kind.GROUP, name) for name in ("sg-1", "sg-2")]
FIRST, SECOND = (group.urn for group in GROUPS)
WHY = unknown("securityGroupIds of Eni eni-1")


@pytest.mark.parametrize(
    ("value", "edges", "found"),
    [
        (None, (), Membership()),
        (["sg-1", "sg-9"], (), Membership(certain=(FIRST, "sg-9"))),
        ([UNKNOWN, "sg-9"], GROUPS[:1], Membership(certain=("sg-9", FIRST))),
        (["sg-1", UNKNOWN], GROUPS, Membership(certain=(FIRST, SECOND))),
        ([UNKNOWN], GROUPS, Membership(possible=(FIRST, SECOND), reason_unknown=WHY)),
        ([UNKNOWN, UNKNOWN], GROUPS[:1], Membership(certain=(FIRST,), undetermined=WHY)),
        ([UNKNOWN], (), Membership(undetermined=WHY)),
        (UNKNOWN, GROUPS, Membership(certain=(FIRST, SECOND), undetermined=WHY)),
        (UNKNOWN, (), Membership(undetermined=WHY)),
    ],
)
def test_lists(value: Plain, edges: tuple[Record, ...], found: Membership) -> None:
    user = eni(value, *edges, name="securityGroupIds")
    resolver = ReferenceResolver([*GROUPS, user])
    assert resolver.many(user, ["securityGroupIds", "securityGroups"], Kind.GROUP) == found


def test_a_single_id_is_a_list_of_one() -> None:
    user = eni(UNKNOWN, GROUPS[0], name="securityGroupId")
    assert ReferenceResolver([*GROUPS, user]).many(user, ["securityGroupId"], Kind.GROUP) == Membership(
        certain=(FIRST,)
    )


def test_the_holder_of_an_address_follows_from_dependencies() -> None:
    made = record(Kind.ASSIGNMENT, "as", {"networkInterfaceId": "eni-1"}, outputs={"ipv6AddressIds": ["ipv6-1"]})
    owner = eni("vsw-1")
    for value, edges in (("ipv6-1", ()), ("ipv6-2", (made,)), ("ipv6-2", (owner,)), (UNKNOWN, (made,))):
        user = record(Kind.BANDWIDTH, "bw", {"ipv6AddressId": value}, edges={"ipv6AddressId": edges})
        assert ReferenceResolver([owner, made, user]).holder(user, "ipv6AddressId", Kind.ENI).keys == (owner.urn,)
    user = record(Kind.BANDWIDTH, "bw", {"ipv6AddressId": "ipv6-9"})
    assert ReferenceResolver([owner, made, user]).holder(user, "ipv6AddressId", Kind.ENI).undetermined is not None


CHANGING = replace(VPC, id=None, changing=True)
GATEWAY = record(Kind.GATEWAY, "gw", {"vpcId": "vpc-1"})


def test_a_hidden_id_is_learned_from_an_input_that_contains_it() -> None:
    taker = record(Kind.VSWITCH, "vsw-5", {"vpcId": "vpc-1"}, edges={"vpcId": [CHANGING]})
    assert ReferenceResolver([CHANGING, taker, GATEWAY]).one(GATEWAY, "vpcId", Kind.VPC).certain == VPC.urn


def test_only_an_input_of_the_right_kind_reveals_a_hidden_id() -> None:
    found = record(Kind.ENI, "eni-5", {"vswitchId": "vsw-1"}, edges={"vswitchId": [CHANGING]})
    user = record(Kind.ENI, "eni-6", {"vswitchId": "vsw-1"})
    assert ReferenceResolver([CHANGING, found, user]).one(user, "vswitchId", Kind.VSWITCH).certain == "vsw-1"


def test_an_unmatched_id_may_be_a_hidden_one() -> None:
    ref = ReferenceResolver([CHANGING, GATEWAY]).one(GATEWAY, "vpcId", Kind.VPC)
    assert ref.keys == ("vpc-1", VPC.urn)
    assert ref.reason_unknown == unknown("id of Vpc vpc-1")
    new = replace(VPC, id=None)
    assert ReferenceResolver([new, GATEWAY]).one(GATEWAY, "vpcId", Kind.VPC).certain == "vpc-1"


def test_groups_with_hidden_ids_are_possible() -> None:
    changing = replace(GROUPS[0], id=None, changing=True)
    user = eni(["sg-1", "sg-2"], name="securityGroupIds")
    found = ReferenceResolver([changing, GROUPS[1], user]).many(user, ["securityGroupIds"], Kind.GROUP)
    assert found == Membership(certain=(SECOND,), possible=("sg-1", FIRST), reason_unknown=unknown("id of Group sg-1"))


def test_a_cycle_of_ids_is_undetermined() -> None:
    one = record(Kind.ASSIGNMENT, "v6", {"networkInterfaceId": "ip-1"}, outputs={"ipv6AddressIds": ["ip-1"]})
    assert ReferenceResolver([one]).one(one, "networkInterfaceId", Kind.ENI).undetermined


def test_an_instance_that_names_its_own_primary_eni_is_followed_once() -> None:
    web = record(Kind.INSTANCE, "web", {"networkInterfaceId": "eni-1"})
    gateway = record(Kind.GATEWAY, "gateway", {"vpcId": "web"})
    assert ReferenceResolver([web, gateway]).one(gateway, "vpcId", Kind.VPC).undetermined
