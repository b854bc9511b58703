"""Rules of security groups: which are taken, which refused, and how they read back."""

import pytest

from alicloud_sandbox.services.ecs import ecs_security_group_rules
from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import make_group
from tests.sandbox.services.ecs.rule_fixtures import PING6, SSH, add, add_out, rules_of


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


def test_how_many_rules(cloud: Cloud, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ecs_security_group_rules, "MOST_RULES", 2)
    add(cloud, net.group, **SSH)
    add(cloud, net.group, **PING6)
    add(cloud, net.group, **SSH)
    with refused("AuthorizationLimitExceed", 403):
        add(cloud, net.group, **SSH, Priority="2")
