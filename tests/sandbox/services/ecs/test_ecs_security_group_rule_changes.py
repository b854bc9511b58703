"""Rules of security groups: listed, revoked and changed, as the provider and as newer clients do it."""

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import make_group
from tests.sandbox.services.ecs.rule_fixtures import PING6, SSH, add, add_out, rules_of


def test_describing_by_direction_and_page(cloud: Cloud, net: Net) -> None:
    for port in range(1, 16):
        add(cloud, net.group, IpProtocol="tcp", PortRange=f"{port}/{port}", SourceCidrIp="0.0.0.0/0")
    add_out(cloud, net.group, IpProtocol="tcp", PortRange="99/99", DestCidrIp="0.0.0.0/0")
    assert [rule["PortRange"] for rule in rules_of(cloud, net.group, Direction="egress")] == ["99/99"]
    assert len(rules_of(cloud, net.group, Direction="all", NicType="<nil>")) == 16
    seen = []
    token = None
    while token != "":
        page = cloud.ecs(
            "DescribeSecurityGroupAttribute",
            SecurityGroupId=net.group,
            Direction="ingress",
            MaxResults=10,
            NextToken=token,
        )
        seen += [rule["PortRange"] for rule in page["Permissions"]["Permission"]]
        token = page["NextToken"]
    assert sorted(seen) == sorted(f"{port}/{port}" for port in range(1, 16))
    for wrong, code in (
        ({"Direction": "in"}, "InvalidParamter"),
        ({"NicType": "x"}, "InvalidNicType.ValueNotSupported"),
        ({"Attribute": "x"}, "InvalidParamter"),
        ({"MaxResults": 9}, "InvalidParameter"),
    ):
        with refused(code):
            rules_of(cloud, net.group, **wrong)


def test_revoking_as_the_provider_does(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, **SSH, Description="x")
    add(cloud, net.group, **PING6, Priority="2")
    for _ in range(2):
        cloud.ecs(
            "RevokeSecurityGroup",
            SecurityGroupId=net.group,
            **PING6,
            Policy="accept",
            Priority="2",
            NicType="intranet",
            Description="",
        )
        assert [rule["IpProtocol"] for rule in rules_of(cloud, net.group)] == ["TCP"]
    cloud.ecs("RevokeSecurityGroup", SecurityGroupId=net.group, **SSH, Priority="2")
    assert len(rules_of(cloud, net.group)) == 1


def test_revoking_by_permissions_and_ids(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, **SSH)
    add(cloud, net.group, **PING6)
    out = {"IpProtocol": "all", "PortRange": "-1/-1", "Ipv6DestCidrIp": "::/0"}
    add_out(cloud, net.group, **out)
    add_out(cloud, net.group, **out, Priority="2")
    (first, second) = rules_of(cloud, net.group, Direction="egress")
    with refused("InvalidSecurityGroupRuleId.NotFound", 404):
        cloud.ecs("RevokeSecurityGroup", SecurityGroupId=net.group, SecurityGroupRuleId=[first["SecurityGroupRuleId"]])
    with refused("InvalidParameter.Conflict", 400):
        cloud.ecs("RevokeSecurityGroup", SecurityGroupId=net.group, SecurityGroupRuleId=["sgr-1"], **SSH)
    cloud.ecs("RevokeSecurityGroup", SecurityGroupId=net.group, Permissions=[SSH, PING6])
    cloud.ecs(
        "RevokeSecurityGroupEgress", SecurityGroupId=net.group, SecurityGroupRuleId=[first["SecurityGroupRuleId"]]
    )
    assert rules_of(cloud, net.group) == [second]
    cloud.ecs("RevokeSecurityGroupEgress", SecurityGroupId=net.group, Permissions=[{**out, "Priority": "2"}])
    assert rules_of(cloud, net.group) == []
    with refused("InvalidSecurityGroupId.NotFound", 404):
        cloud.ecs("RevokeSecurityGroup", SecurityGroupId="sg-none", **SSH)


def test_describing_a_rule_anew_as_the_provider_does(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, **SSH, Description="old")
    (before,) = rules_of(cloud, net.group)
    for text in ("new", "new", ""):
        cloud.ecs("ModifySecurityGroupRule", SecurityGroupId=net.group, **SSH, Description=text)
        assert rules_of(cloud, net.group) == [{**before, "Description": text}]
    with refused("SecurityGroupRule.NotFound", 404):
        cloud.ecs("ModifySecurityGroupRule", SecurityGroupId=net.group, **PING6, Description="x")
    with refused("SecurityGroupRule.NotFound", 404):
        cloud.ecs("ModifySecurityGroupEgressRule", SecurityGroupId=net.group, **{**SSH, "DestCidrIp": "10.0.0.1"})


def test_changing_a_rule_by_id(cloud: Cloud, net: Net) -> None:
    add_out(cloud, net.group, IpProtocol="tcp", PortRange="22/22", DestCidrIp="10.0.0.0/8", Description="kept")
    add_out(cloud, net.group, IpProtocol="tcp", PortRange="23/23", DestCidrIp="10.0.0.0/8")
    before, other = rules_of(cloud, net.group)
    which = {"SecurityGroupId": net.group, "SecurityGroupRuleId": before["SecurityGroupRuleId"]}
    cloud.ecs("ModifySecurityGroupEgressRule", **which, PortRange="80/80", Policy="drop", DestCidrIp="10.1.0.0/16")
    changed = {**before, "PortRange": "80/80", "Policy": "Drop", "DestCidrIp": "10.1.0.0/16"}
    assert rules_of(cloud, net.group) == [changed, other]
    for wrong, code in (
        ({"NicType": "intranet"}, "InvalidParameter"),
        ({"Ipv6DestCidrIp": "::/0"}, "InvalidParam.DestIp"),
        ({"PortRange": "23/23", "Policy": "accept", "DestCidrIp": "10.0.0.0/8"}, "InvalidParameter"),
        ({"IpProtocol": "icmpv6", "PortRange": "-1/-1"}, "InvalidParam.Ipv6ProtocolConflictWithIpv4Address"),
    ):
        with refused(code):
            cloud.ecs("ModifySecurityGroupEgressRule", **which, **wrong)
    assert rules_of(cloud, net.group) == [changed, other]
    with refused("SecurityGroupRule.NotFound", 404):
        cloud.ecs("ModifySecurityGroupRule", **which, PortRange="81/81")


def test_the_kind_of_peer_stays(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, IpProtocol="all", PortRange="-1/-1", SourceGroupId=make_group(cloud, net))
    (rule,) = rules_of(cloud, net.group)
    with refused("InvalidParameter", 400):
        cloud.ecs(
            "ModifySecurityGroupRule",
            SecurityGroupId=net.group,
            SecurityGroupRuleId=rule["SecurityGroupRuleId"],
            SourceCidrIp="0.0.0.0/0",
        )
    assert rules_of(cloud, net.group) == [rule]
