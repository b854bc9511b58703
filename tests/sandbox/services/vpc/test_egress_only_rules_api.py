"""Egress-only rules. Not proved here: the real service's codes for refused creations (they are assumed)."""

from typing import Any

import pytest

from alicloud_sandbox.core.entities import EgressOnlyRule
from alicloud_sandbox.core.latency import Latency, LatencyMode
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import call_of, let_time_pass
from tests.sandbox.services.vpc.vpc_fixtures import Public, allocate, make_address, make_gateway

NOT_FOUND = "InvalidIpv6EgressOnlyRuleId.NotFound"


@pytest.fixture
def public(cloud: Cloud, net: Net) -> Public:
    found = make_address(cloud, net, make_gateway(cloud, net))
    allocate(cloud, found)
    return found


def make(cloud: Cloud, public: Public, **more: object) -> str:
    parameters = {"Ipv6GatewayId": public.gateway, "InstanceId": public.address_id, **more}
    return str(cloud.vpc("CreateIpv6EgressOnlyRule", **parameters)["Ipv6EgressRuleId"])


def find(cloud: Cloud, gateway: str, **filters: object) -> list[dict[str, Any]]:
    answer = cloud.vpc("DescribeIpv6EgressOnlyRules", Ipv6GatewayId=gateway, **filters)
    return list(answer["Ipv6EgressOnlyRules"]["Ipv6EgressOnlyRule"])


def ids(cloud: Cloud, gateway: str, **filters: object) -> list[str]:
    return [row["Ipv6EgressOnlyRuleId"] for row in find(cloud, gateway, **filters)]


def test_a_rule_is_created_described_and_deleted(cloud: Cloud, public: Public) -> None:
    rule = make(cloud, public, Name="out", Description="only outwards")
    assert find(cloud, public.gateway) == [
        {
            "Ipv6EgressOnlyRuleId": rule,
            "Name": "out",
            "Description": "only outwards",
            "InstanceId": public.address_id,
            "InstanceType": "Ipv6Address",
            "Status": "Available",
        }
    ]
    cloud.vpc("DeleteIpv6EgressOnlyRule", Ipv6EgressOnlyRuleId=rule)
    assert find(cloud, public.gateway) == []
    with refused(NOT_FOUND, 404):
        cloud.vpc("DeleteIpv6EgressOnlyRule", Ipv6EgressOnlyRuleId=rule)
    assert make(cloud, public) != rule


def test_a_rule_takes_its_time() -> None:
    slow = cloud_with(latency=Latency(LatencyMode.REAL))
    vpc = slow.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True)["VpcId"]
    let_time_pass(slow)
    vswitch = slow.vpc("CreateVSwitch", VpcId=vpc, ZoneId="cn-beijing-g", CidrBlock="192.168.1.0/24", Ipv6CidrBlock=1)[
        "VSwitchId"
    ]
    group = slow.ecs("CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]
    net = Net(vpc, vswitch, group)
    gateway = make_gateway(slow, net)
    let_time_pass(slow)
    public = make_address(slow, net, gateway)
    allocate(slow, public)
    make(slow, public)
    assert [row["Status"] for row in find(slow, gateway)] == ["Pending"]
    let_time_pass(slow)
    assert [row["Status"] for row in find(slow, gateway)] == ["Available"]


def test_an_address_needs_bandwidth_on_the_gateway(cloud: Cloud, net: Net, public: Public) -> None:
    private = make_address(cloud, net, public.gateway)
    with refused("OperationFailed.InternetBandwidthNonExist", 400):
        make(cloud, private)
    elsewhere = make_gateway(cloud, make_net(cloud))
    with refused("OperationFailed.InternetBandwidthNonExist", 400):
        make(cloud, public, Ipv6GatewayId=elsewhere)
    with refused("ResourceNotFound.Ipv6Gateway", 404):
        make(cloud, public, Ipv6GatewayId="ipv6gw-nobody")
    with refused("ResourceNotFound.Ipv6Address", 404):
        make(cloud, public, InstanceId="ipv6-nobody")


def test_an_address_has_one_rule(cloud: Cloud, public: Public) -> None:
    make(cloud, public)
    with refused("OperationDenied.RuleExists", 400):
        make(cloud, public)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"InstanceType": "Ipv6Prefix"}, "UnsupportedParameter"),
        ({"Name": "http://x"}, "InvalidName.Malformed"),
        ({"Description": "http://x"}, "InvalidDescription.Malformed"),
    ],
)
def test_wrong_values_are_refused(cloud: Cloud, public: Public, parameters: dict[str, str], code: str) -> None:
    with refused(code, 400):
        make(cloud, public, **parameters)
    assert find(cloud, public.gateway) == []


def test_filters_and_pages(cloud: Cloud, net: Net, public: Public) -> None:
    rules = {make(cloud, public, Name="rule-0"): public.address_id}
    for number in range(1, 12):
        more = make_address(cloud, net, public.gateway)
        allocate(cloud, more)
        rules[make(cloud, more, Name=f"rule-{number}")] = more.address_id
    made = list(rules)
    assert ids(cloud, public.gateway, Ipv6EgressOnlyRuleId=made[3]) == [made[3]]
    assert ids(cloud, public.gateway, InstanceId=rules[made[4]]) == [made[4]]
    assert ids(cloud, public.gateway, Name="rule-5") == [made[5]]
    assert ids(cloud, public.gateway, Name="rule-5", Ipv6EgressOnlyRuleId=made[3]) == []
    assert ids(cloud, public.gateway, InstanceType="Ipv6Prefix") == []
    assert ids(cloud, public.gateway, PageNumber=2, InstanceType="Ipv6Address") == made[10:]
    with refused("IllegalParam.PageSize", 400):
        ids(cloud, public.gateway, PageSize=51)


def test_a_gateway_with_a_rule_stays(cloud: Cloud, public: Public) -> None:
    rule = make(cloud, public)
    cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6AddressId=public.address_id)
    with refused("DependencyViolation.Ipv6EgressOnlyRule", 400):
        cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=public.gateway)
    cloud.vpc("DeleteIpv6EgressOnlyRule", Ipv6EgressOnlyRuleId=rule)
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=public.gateway)


def test_a_rule_goes_with_its_address(cloud: Cloud, public: Public) -> None:
    make(cloud, public)
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=public.eni, Ipv6Address=[public.address])
    assert find(cloud, public.gateway) == []


def test_a_gateway_takes_200(cloud: Cloud, public: Public) -> None:
    call = call_of(cloud)
    for number in range(200):
        call.store.put(
            EgressOnlyRule(**call.new_entity_fields("ipv6py"), gateway_id=public.gateway, instance_id=f"ipv6-{number}")
        )
    with refused("QuotaExceeded.Ipv6EgressOnlyRule", 400):
        make(cloud, public)


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud, public: Public) -> None:
    rule = make(cloud, public)
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        with refused("ResourceNotFound.Ipv6Gateway", 404):
            find(other, public.gateway)
        with refused(NOT_FOUND, 404):
            other.vpc("DeleteIpv6EgressOnlyRule", Ipv6EgressOnlyRuleId=rule)
