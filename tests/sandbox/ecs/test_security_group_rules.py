"""Rules of security groups, as the provider and as newer clients send them."""

from ipaddress import IPv6Network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.ecs import security_group_rules
from sandbox.ecs.rule_forms import Asked, asked_of, parse, same
from sandbox.errors import ApiError
from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.ecs.things import make_group

SSH = {"IpProtocol": "tcp", "PortRange": "22/22", "SourceCidrIp": "0.0.0.0/0"}
PING6 = {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0"}


def rules_of(cloud: Cloud, group: str, **more: object) -> list[dict[str, Any]]:
    answer = cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=group, **more)
    return list(answer["Permissions"]["Permission"])


def add(cloud: Cloud, group: str, **rule: object) -> None:
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=group, Permissions=[rule])


def add_out(cloud: Cloud, group: str, **rule: object) -> None:
    cloud.ecs("AuthorizeSecurityGroupEgress", SecurityGroupId=group, Permissions=[rule])


def test_a_rule_reads_back_in_every_field(cloud: Cloud, net: Net) -> None:
    add(
        cloud,
        net.group,
        IpProtocol="TCP",
        PortRange="80/443",
        SourcePortRange="1024/65535",
        Policy="Drop",
        Priority="7",
        NicType="intranet",
        SourceCidrIp="10.159.6.18/12",
        DestCidrIp="192.168.1.9",
        Description="web",
    )
    (rule,) = rules_of(cloud, net.group)
    assert rule.pop("SecurityGroupRuleId").startswith("sgr-")
    assert rule.pop("CreateTime").endswith("Z")
    sides = {f"{side}{name}": "" for side in ("Source", "Dest") for name in ("PrefixListId", "PrefixListName")}
    groups = {f"{side}Group{name}": "" for side in ("Source", "Dest") for name in ("Id", "Name", "OwnerAccount")}
    assert rule == {
        **sides,
        **groups,
        "Direction": "ingress",
        "IpProtocol": "TCP",
        "PortRange": "80/443",
        "SourcePortRange": "1024/65535",
        "Policy": "Drop",
        "Priority": "7",
        "NicType": "intranet",
        "SourceCidrIp": "10.159.6.18/12",
        "Ipv6SourceCidrIp": "",
        "DestCidrIp": "192.168.1.9",
        "Ipv6DestCidrIp": "",
        "Description": "web",
    }


def test_what_is_left_out(cloud: Cloud, net: Net) -> None:
    add_out(cloud, net.group, IpProtocol="all", PortRange="-1/-1", DestCidrIp="0.0.0.0/0")
    (rule,) = rules_of(cloud, net.group)
    assert (rule["Direction"], rule["Policy"], rule["Priority"]) == ("egress", "Accept", "1")
    assert (rule["NicType"], rule["SourceCidrIp"], rule["DestCidrIp"]) == ("intranet", "", "0.0.0.0/0")


@pytest.mark.parametrize(
    ("given_cidr", "shown"),
    [("::/0", "::/0"), ("0:0:0:0:0:0:0:0/0", "::/0"), ("2001:DB8:0::1", "2001:db8::1"), ("2001:db8::1/32",) * 2],
)
def test_ipv6_is_shown_compressed(cloud: Cloud, net: Net, given_cidr: str, shown: str) -> None:
    add(cloud, net.group, IpProtocol="all", PortRange="-1/-1", Ipv6SourceCidrIp=given_cidr)
    add_out(cloud, net.group, IpProtocol="all", PortRange="-1/-1", Ipv6DestCidrIp=given_cidr)
    rules = rules_of(cloud, net.group)
    assert {(rule["Ipv6SourceCidrIp"], rule["Ipv6DestCidrIp"]) for rule in rules} == {(shown, ""), ("", shown)}


def test_a_duplicate_succeeds_and_adds_nothing(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, **SSH)
    (first,) = rules_of(cloud, net.group)
    add(cloud, net.group, **{**SSH, "IpProtocol": "TCP", "Policy": "ACCEPT", "Priority": "1", "Description": "again"})
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, **SSH)
    assert rules_of(cloud, net.group) == [first]
    for other in ({"Priority": "2"}, {"Policy": "drop"}, {"PortRange": "23/23"}, {"SourceCidrIp": "10.0.0.0/8"}):
        add(cloud, net.group, **{**SSH, **other})
    assert len(rules_of(cloud, net.group)) == 5


def test_many_at_once(cloud: Cloud, net: Net) -> None:
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=[SSH, PING6, SSH])
    assert {rule["IpProtocol"] for rule in rules_of(cloud, net.group)} == {"TCP", "ICMPV6"}
    with refused("InvalidParameter"):
        cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=[SSH] * 101)
    with refused("InvalidParameter.Conflict"):
        cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=[PING6], **SSH)


def test_one_wrong_rule_spoils_the_request(cloud: Cloud, net: Net) -> None:
    with refused("MissingParameter.Source", 400):
        wrong = {"IpProtocol": "all", "PortRange": "-1/-1"}
        cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=[SSH, wrong])
    assert rules_of(cloud, net.group) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"IpProtocol": "sctp"}, "InvalidIpProtocol.ValueNotSupported"),
        ({"IpProtocol": "6"}, "UnsupportedParameter"),
        ({"IpProtocol": None}, "InvalidIpProtocol.ValueNotSupported"),
        ({"PortRange": "-1/-1"}, "OperationDenied"),
        ({"IpProtocol": "icmp"}, "OperationDenied"),
        ({"IpProtocol": "all", "PortRange": "1/65535"}, "OperationDenied"),
        ({"PortRange": "22"}, "InvalidIpProtocol.Malformed"),
        ({"PortRange": "0/22"}, "InvalidIpProtocol.Malformed"),
        ({"PortRange": "23/22"}, "InvalidIpProtocol.Malformed"),
        ({"PortRange": "1/65536"}, "InvalidIpProtocol.Malformed"),
        ({"PortRange": None}, "InvalidIpProtocol.Malformed"),
        ({"SourcePortRange": "1-2"}, "InvalidSourcePortRange.Malformed"),
        ({"Policy": "allow"}, "InvalidPolicy.Malformed"),
        ({"Priority": "high"}, "InvalidPriority.Malformed"),
        ({"Priority": "0"}, "InvalidPriority.ValueNotSupported"),
        ({"Priority": "101"}, "InvalidPriority.ValueNotSupported"),
        ({"NicType": "any"}, "InvalidNicType.ValueNotSupported"),
        ({"NicType": "internet"}, "InvalidNicType.Mismatch"),
        ({"NicType": "<nil>"}, "InvalidNicType.ValueNotSupported"),
        ({"SourceCidrIp": None}, "MissingParameter.Source"),
        ({"SourceCidrIp": "::/0"}, "InvalidSourceCidrIp.Malformed"),
        ({"SourceCidrIp": "10.0.0.0/33"}, "InvalidSourceCidrIp.Malformed"),
        ({"SourceCidrIp": "10.0.0.0/255.0.0.0"}, "InvalidSourceCidrIp.Malformed"),
        ({"SourceCidrIp": None, "Ipv6SourceCidrIp": "0.0.0.0/0"}, "InvalidParam.Ipv6SourceCidrIp"),
        ({"SourceCidrIp": None, "Ipv6SourceCidrIp": "fe80::1%eth0"}, "InvalidParam.Ipv6SourceCidrIp"),
        ({"Ipv6SourceCidrIp": "::/0"}, "InvalidParam.SourceIp"),
        ({"DestCidrIp": "10.0.0.1", "Ipv6DestCidrIp": "::1"}, "InvalidParam.DestIp"),
        ({"DestCidrIp": "x"}, "InvalidDestCidrIp.Malformed"),
        ({"Ipv6DestCidrIp": "x"}, "InvalidParam.Ipv6DestCidrIp"),
        ({"Ipv6DestCidrIp": "::1"}, "InvalidParamter.Conflict"),
        ({"Description": "x" * 513}, "InvalidSecurityGroupDiscription.Malformed"),
        ({"SourcePrefixListId": "pl-1"}, "UnsupportedParameter"),
        ({"SourceGroupOwnerAccount": "a@b"}, "UnsupportedParameter"),
        ({"SourceCidrIp": None, "SourceGroupId": "sg-none"}, "InvalidSourceGroupId.NotFound"),
    ],
)
def test_wrong_rules(cloud: Cloud, net: Net, change: dict[str, object], code: str) -> None:
    with refused(code):
        add(cloud, net.group, **{**SSH, **change})
    assert rules_of(cloud, net.group) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"IpProtocol": "icmp", "Ipv6SourceCidrIp": "::/0"}, "InvalidParam.Ipv4ProtocolConflictWithIpv6Address"),
        ({"IpProtocol": "icmpv6", "SourceCidrIp": "0.0.0.0/0"}, "InvalidParam.Ipv6ProtocolConflictWithIpv4Address"),
    ],
)
def test_protocols_of_one_ip_version(cloud: Cloud, net: Net, rule: dict[str, object], code: str) -> None:
    with refused(code, 400):
        add(cloud, net.group, PortRange="-1/-1", **rule)


def test_egress_refusals_speak_of_the_destination(cloud: Cloud, net: Net) -> None:
    for rule, code in (
        ({}, "MissingParameter.Dest"),
        ({"SourceCidrIp": "0.0.0.0/0"}, "MissingParameter.Dest"),
        ({"DestCidrIp": "x"}, "InvalidDestCidrIp.Malformed"),
        ({"Ipv6DestCidrIp": "x"}, "InvalidParam.Ipv6DestCidrIp"),
        ({"DestGroupId": "sg-none"}, "InvalidDestGroupId.NotFound"),
        ({"DestGroupId": net.group}, "InvalidSecurityGroup.IsSame"),
        ({"SourceGroupId": net.group}, "UnsupportedParameter"),
    ):
        with refused(code):
            add_out(cloud, net.group, IpProtocol="tcp", PortRange="22/22", **rule)


def test_rules_that_name_a_group(cloud: Cloud, net: Net) -> None:
    peer = make_group(cloud, net, SecurityGroupName="peer")
    rule = {"IpProtocol": "tcp", "PortRange": "22/22", "SourceGroupId": peer}
    add(cloud, net.group, **rule)
    (shown,) = rules_of(cloud, net.group)
    assert (shown["SourceGroupId"], shown["SourceGroupName"], shown["SourceGroupOwnerAccount"]) == (peer, "peer", "")
    with refused("InvalidParamter.Conflict", 403):
        add(cloud, peer, **rule)
    with refused("InvalidSourceGroupId.Mismatch", 400):
        add(cloud, make_net(cloud).group, **rule)
    with refused("OperationDenied", 400):
        add(cloud, make_group(cloud, net, SecurityGroupType="enterprise"), **rule)
    with refused("InvalidSourceGroupId.NotFound", 404):
        add(cloud, net.group, **rule, SourceGroupOwnerId="1000000000000002")


def test_the_owner_of_a_named_group_reads_back(cloud: Cloud, net: Net) -> None:
    owner = "1000000000000001"
    add(
        cloud,
        net.group,
        IpProtocol="tcp",
        PortRange="22/22",
        SourceGroupId=make_group(cloud, net),
        SourceGroupOwnerId=owner,
    )
    assert [rule["SourceGroupOwnerAccount"] for rule in rules_of(cloud, net.group)] == [owner]


def test_a_block_comes_before_a_group(cloud: Cloud, net: Net) -> None:
    add(cloud, net.group, **SSH, SourceGroupId="sg-none")
    assert [(rule["SourceCidrIp"], rule["SourceGroupId"]) for rule in rules_of(cloud, net.group)] == [("0.0.0.0/0", "")]


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


def test_how_many_rules(cloud: Cloud, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security_group_rules, "MOST_RULES", 2)
    add(cloud, net.group, **SSH)
    add(cloud, net.group, **PING6)
    add(cloud, net.group, **SSH)
    with refused("AuthorizationLimitExceed", 403):
        add(cloud, net.group, **SSH, Priority="2")


_PORTS = st.tuples(st.integers(1, 65535), st.integers(1, 65535)).map(sorted).map(lambda span: f"{span[0]}/{span[1]}")
_ASKED = st.builds(
    Asked,
    protocol=st.sampled_from(["tcp", "UDP"]),
    port_range=_PORTS,
    policy=st.sampled_from(["", "accept", "Drop"]),
    priority=st.integers(1, 100).map(str),
    peer_ipv6_cidr=st.ip_addresses(v=6).flatmap(
        lambda address: st.sampled_from([str(address), address.exploded, f"{address}/64"])
    ),
    source_port_range=st.one_of(st.just(""), _PORTS),
    description=st.text(max_size=512),
)


@given(_ASKED, st.sampled_from(["ingress", "egress"]))
def test_a_rule_written_out_is_the_same_rule(asked: Asked, direction: str) -> None:
    rule = parse(direction, asked)
    again = parse(direction, asked_of(rule))
    assert again == rule
    assert same(again, rule)
    assert IPv6Network(rule.ipv6_cidr, strict=False) == IPv6Network(asked.peer_ipv6_cidr, strict=False)


@given(st.builds(Asked, **{name: st.text(max_size=8) for name in ("protocol", "port_range", "priority", "peer_cidr")}))
def test_any_text_is_read_or_refused(asked: Asked) -> None:
    try:
        rule = parse("ingress", asked)
    except ApiError as error:
        assert error.status == 400
    else:
        assert rule.cidr == asked.peer_cidr
