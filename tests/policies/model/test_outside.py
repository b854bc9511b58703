import pytest

from alicloud_policies.config.property_schemas import OUTSIDE_SCHEMA
from alicloud_policies.model.counts import Count, exactly
from alicloud_policies.model.outside import Facts, Outside
from alicloud_policies.model.refs import Ref
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import Unknown, unknown
from tests.policies.generated_records import record

FACTS: Facts = {
    "vpc-1": {"ipv6": True, "ipv6Masks": [1.0, 2.0]},
    "vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a", "ipv6": False},
    "sg-1": {"securityGroupType": "enterprise", "members": 7.0},
    "i-1": {"instanceType": "ecs.g6.large", "vSwitchId": "vsw-1", "secondaryEnis": 2.0},
    "eni-1": {"instanceId": "i-1", "vSwitchId": "vsw-1", "ipv6AddressCount": 3.0, "granted": True},
    "eni-2": {"instanceId": ""},
    "asg-1": {"maxSize": 4.0},
    "pl-1": {"cidrs": ["::/0"]},
    "web": {"members": 9.0},
}
WITH_FACTS, WITHOUT = Outside(FACTS), Outside()


def missing(name: str, label: str) -> Unknown:
    return unknown(f"{name} of {label}, which is outside the stack")


def test_facts_become_properties_of_the_nodes() -> None:
    vpc, vswitch = WITH_FACTS.vpc("vpc-1", "urn"), WITH_FACTS.vswitch("vsw-1", "urn")
    assert (vpc.ipv6, vpc.masks) == (True, (1, 2))
    assert (vswitch.vpc.certain, vswitch.zone, vswitch.ipv6) == ("vpc-1", "cn-beijing-a", False)
    group, host = WITH_FACTS.group("sg-1", "urn"), WITH_FACTS.host("i-1", "urn")
    assert (group.type, group.outside) == ("enterprise", 7)
    assert (host.types, host.vswitch.certain, host.interfaces) == (("ecs.g6.large",), "vsw-1", exactly(2))
    eni = WITH_FACTS.eni("eni-1", "urn")
    assert (eni.vswitch.certain, eni.ipv6, eni.granted, eni.attached) == ("vsw-1", exactly(3), True, True)
    assert WITH_FACTS.eni("eni-2", "urn").attached is False
    assert WITH_FACTS.prefix_list("pl-1") == ["::/0"]
    assert WITH_FACTS.max_instances("asg-1") == Count(0, 4, frozenset({"number of instances in scaling group asg-1"}))


def test_a_missing_fact_is_unknown_and_names_itself() -> None:
    assert WITHOUT.vpc("vpc-1", "urn").ipv6 == missing("ipv6", "VPC vpc-1")
    assert WITHOUT.vswitch("vsw-1", "urn").zone == missing("zoneId", "vSwitch vsw-1")
    assert WITHOUT.group("sg-1", "urn").type == missing("securityGroupType", "security group sg-1")
    assert WITHOUT.host("i-1", "urn").types == (missing("instanceType", "instance i-1"),)
    assert WITHOUT.eni("eni-1", "urn").attached == missing("instanceId", "ENI eni-1")
    assert WITHOUT.gateway("gw-1", "urn").vpc.undetermined == missing("vpcId", "IPv6 gateway gw-1")
    assert WITHOUT.max_instances("asg-1").high is None
    assert WITHOUT.prefix_list("pl-1") == missing("cidrs", "prefix list pl-1")


def test_without_facts_nothing_is_in_a_group_or_on_an_eni() -> None:
    assert WITHOUT.group("sg-1", "urn").outside == 0
    eni = WITHOUT.eni("eni-1", "urn")
    assert (eni.ipv6, eni.granted) == (exactly(0), False)


def test_an_id_of_the_stack_becomes_the_key_of_its_node() -> None:
    outside = Outside(FACTS, {"vpc-1": "urn-of-vpc", "i-1": "urn-of-instance"}.__getitem__)
    assert outside.vswitch("vsw-1", "urn").vpc == Ref(("urn-of-vpc",), input="vpcId of vSwitch vsw-1")
    assert outside.instance_of("eni-1") == "urn-of-instance"
    assert outside.instance_of("eni-2") is None


@pytest.mark.parametrize(("name", "members"), [("web", 9), ("sg-1", 7), ("other", 0)])
def test_a_group_of_the_stack_gets_its_members_by_name_or_id(name: str, members: int) -> None:
    group = record(Kind.GROUP, name)
    assert WITH_FACTS.with_members(WITHOUT.group("key", "urn"), group).outside == members


def test_every_fact_of_the_schema_is_used() -> None:
    used = {name for facts in FACTS.values() for name in facts}
    assert used == set(OUTSIDE_SCHEMA["additionalProperties"]["properties"])
