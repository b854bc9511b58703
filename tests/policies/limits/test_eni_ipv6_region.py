import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import ASSIGNMENT_SPELLINGS, INSTANCE, assign, open_questions, said, world

LIMIT = "eni-ipv6-region"


def test_an_eni_created_with_ipv6_is_judged_by_its_providers_region() -> None:
    w = world().at("cn-hangzhou")
    vpc = w.vpc()
    w.eni(w.vswitch(vpc, zone="cn-hangzhou-i"), w.group(vpc), ipv6=1)
    (message,) = said(LIMIT, w)
    assert "no IPv6 in region cn-hangzhou; supported are: cn-beijing, cn-hongkong" in message
    assert "Move the ENI to a supported region" in message
    assert message.endswith("See https://www.alibabacloud.com/help/doc-detail/98927.htm")


def test_an_eni_without_ipv6_is_fine_anywhere() -> None:
    w = world().at("cn-hangzhou")
    vpc = w.vpc()
    w.eni(w.vswitch(vpc, zone="cn-hangzhou-i"), w.group(vpc))
    assert said(LIMIT, w) == []


def test_an_assignment_to_an_eni_outside_the_stack_is_judged_by_its_own_region() -> None:
    w = world()
    assign(w.plan, "far", "eni-elsewhere", region="cn-hangzhou")
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["Ipv6Assignment far"]


@pytest.mark.parametrize("exists", [False, True])
def test_a_primary_eni_may_have_ipv6_anywhere(exists: bool) -> None:
    w = world(exists=exists)
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "ipv6AddressCount": 1}
    web = w.plan.resource(INSTANCE, "web", inputs, outputs={"networkInterfaceId": "eni-9"} if exists else {})
    assign(w.plan, "more", web.output("networkInterfaceId", "eni-9"), region="cn-hangzhou")
    assert said(LIMIT, w) == open_questions(LIMIT, w) == []


@pytest.mark.parametrize("spelling", ASSIGNMENT_SPELLINGS)
def test_an_assignment_is_judged_by_its_own_region_whatever_its_providers(spelling: str) -> None:
    w = world()
    for name, own, other in (("near", "cn-beijing", "cn-hangzhou"), ("far", "cn-hangzhou", "cn-beijing")):
        provider = w.plan.provider(spelling.partition(":")[0], name, {"region": other})
        inputs = {"networkInterfaceId": f"eni-{name}", "ipv6AddressCount": 1, "region": own}
        w.plan.resource(spelling, name, inputs, provider=provider)
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["Ipv6Assignment far"]


def test_a_provider_without_region_is_placed_by_the_zone() -> None:
    w = world()
    plan = w.plan
    provider = plan.provider("alicloud", "bare")
    place = {"zoneId": "eu-central-1a", "vpcId": "vpc-1"}
    vswitch = plan.resource("alicloud:vpc/switch:Switch", "vsw", place, provider=provider)
    inputs = {"vswitchId": vswitch.id, "ipv6AddressCount": 1}
    plan.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", inputs, provider=provider)
    assert "region eu-central-1;" in said(LIMIT, w)[0]


def test_a_region_that_is_not_known_cannot_be_told_from_its_zone() -> None:
    w = world()
    provider = w.plan.provider("alicloud", "later", {"region": UNKNOWN})
    inputs = {"vswitchId": "vsw-1", "ipv6AddressCount": 1}
    w.plan.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", inputs, provider=provider)
    assert said(LIMIT, w) == []
    assert open_questions(LIMIT, w) == ["EcsNetworkInterface eni: needs region of provider later"]


def test_an_unsupported_region_with_an_unknown_count_cannot_be_told() -> None:
    w = world()
    assign(w.plan, "far", "eni-elsewhere", UNKNOWN, region="cn-hangzhou")
    assert open_questions(LIMIT, w) == ["Ipv6Assignment far: needs ipv6AddressCount of Ipv6Assignment far"]


def test_the_regions_are_configurable() -> None:
    w = world()
    assign(w.plan, "far", "eni-elsewhere", region="cn-hangzhou")
    assert said(LIMIT, w, regions=["cn-hangzhou"]) == []
    assert said(LIMIT, w, limits="today") == []
    assert "supported are: cn-wulanchabu" in said(LIMIT, w, limits="today", regions=["cn-wulanchabu"])[0]
