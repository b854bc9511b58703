import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ASSIGNMENT_TYPES, INSTANCE, assign, labels, messages, new_stack, undetermined

LIMIT = "eni-ipv6-region"


def test_an_eni_created_with_ipv6_is_in_the_region_of_its_provider() -> None:
    builder = new_stack().at("cn-hangzhou")
    vpc = builder.vpc()
    builder.eni(builder.vswitch(vpc, zone="cn-hangzhou-i"), builder.group(vpc), ipv6=1)
    (message,) = messages(LIMIT, builder)
    assert "no IPv6 in region cn-hangzhou; supported are: cn-beijing, cn-hongkong" in message
    assert "Move the ENI to a supported region" in message
    assert message.endswith("See https://www.alibabacloud.com/help/doc-detail/98927.htm")


def test_an_eni_without_ipv6_is_accepted_in_every_region() -> None:
    builder = new_stack().at("cn-hangzhou")
    vpc = builder.vpc()
    builder.eni(builder.vswitch(vpc, zone="cn-hangzhou-i"), builder.group(vpc))
    assert messages(LIMIT, builder) == []


def test_an_assignment_to_an_eni_outside_the_stack_has_a_region() -> None:
    builder = new_stack()
    assign(builder.planned, "far", "eni-elsewhere", region="cn-hangzhou")
    assert labels(LIMIT, builder) == ["Ipv6Assignment far"]


@pytest.mark.parametrize("exists", [False, True])
def test_a_primary_eni_may_have_ipv6_anywhere(exists: bool) -> None:
    builder = new_stack(exists=exists)
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "ipv6AddressCount": 1}
    web = builder.planned.resource(INSTANCE, "web", inputs, outputs={"networkInterfaceId": "eni-9"} if exists else {})
    assign(builder.planned, "more", web.output("networkInterfaceId", "eni-9"), region="cn-hangzhou")
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []


@pytest.mark.parametrize("token", ASSIGNMENT_TYPES)
def test_the_region_of_an_assignment_overrides_that_of_its_provider(token: str) -> None:
    builder = new_stack()
    for name, own, other in (("near", "cn-beijing", "cn-hangzhou"), ("far", "cn-hangzhou", "cn-beijing")):
        provider = builder.planned.provider(token.partition(":")[0], name, {"region": other})
        inputs = {"networkInterfaceId": f"eni-{name}", "ipv6AddressCount": 1, "region": own}
        builder.planned.resource(token, name, inputs, provider=provider)
    assert labels(LIMIT, builder) == ["Ipv6Assignment far"]


def test_without_a_region_of_the_provider_the_zone_decides() -> None:
    builder = new_stack()
    plan = builder.planned
    provider = plan.provider("alicloud", "bare")
    place = {"zoneId": "eu-central-1a", "vpcId": "vpc-1"}
    vswitch = plan.resource("alicloud:vpc/switch:Switch", "vsw", place, provider=provider)
    inputs = {"vswitchId": vswitch.id, "ipv6AddressCount": 1}
    plan.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", inputs, provider=provider)
    assert "region eu-central-1;" in messages(LIMIT, builder)[0]


def test_without_region_and_zone_the_limit_is_undetermined() -> None:
    builder = new_stack()
    provider = builder.planned.provider("alicloud", "later", {"region": UNKNOWN})
    inputs = {"vswitchId": "vsw-1", "ipv6AddressCount": 1}
    builder.planned.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", inputs, provider=provider)
    assert messages(LIMIT, builder) == []
    assert undetermined(LIMIT, builder) == ["EcsNetworkInterface eni: needs region of provider later"]


def test_an_unknown_count_in_an_unsupported_region_is_undetermined() -> None:
    builder = new_stack()
    assign(builder.planned, "far", "eni-elsewhere", UNKNOWN, region="cn-hangzhou")
    assert undetermined(LIMIT, builder) == ["Ipv6Assignment far: needs ipv6AddressCount of Ipv6Assignment far"]


def test_the_regions_are_configurable() -> None:
    builder = new_stack()
    assign(builder.planned, "far", "eni-elsewhere", region="cn-hangzhou")
    assert messages(LIMIT, builder, regions=["cn-hangzhou"]) == []
    assert messages(LIMIT, builder, limits="today") == []
    assert "supported are: cn-wulanchabu" in messages(LIMIT, builder, limits="today", regions=["cn-wulanchabu"])[0]
