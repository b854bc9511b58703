import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import labels, messages, new_stack, report_on, undetermined

LIMIT = "ipv6-ingress-open"
OPEN = {"type": "ingress", "ipProtocol": "all", "portRange": "-1/-1", "ipv6CidrIp": "::/0", "securityGroupId": "sg-1"}


def found(**changes: object) -> list[str]:
    builder = new_stack()
    builder.planned.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", {**OPEN, **changes})
    return messages(LIMIT, builder) + undetermined(LIMIT, builder)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({}, "every protocol and port"),
        ({"policy": "accept", "ipProtocol": "ALL"}, "every protocol and port"),
        ({"ipProtocol": "tcp"}, "every tcp port"),
        ({"ipProtocol": "udp", "portRange": "1/65535"}, "every udp port"),
        ({"ipProtocol": "tcp", "portRange": "22/22"}, "22 (SSH)"),
        ({"ipProtocol": "tcp", "portRange": "3000/4000"}, "3389 (RDP)"),
        ({"ipProtocol": "tcp", "portRange": "20/23,3389/3389"}, "22 (SSH) and 3389 (RDP)"),
        ({"ipv6CidrIp": "0::/0"}, "every protocol and port"),
        ({"ipv6CidrIp": "0:0:0:0:0:0:0:0/0"}, "every protocol and port"),
        ({"ipv6CidrIp": "2000::/3"}, "every protocol and port"),
        ({"ipv6CidrIp": None, "cidrIp": "::/0"}, "every protocol and port"),
        ({"cidrIp": "0.0.0.0/0"}, "every protocol and port"),
        ({"ipProtocol": "TCP", "portRange": "1/1024"}, "22 (SSH)"),
        ({"ipProtocol": "tcp", "portRange": "1/65534"}, "22 (SSH) and 3389 (RDP)"),
    ],
)
def test_what_opens_the_group_to_everybody_is_named(changes: dict[str, object], what: str) -> None:
    (message,) = found(**changes)
    assert f"in on {what}." in message
    assert "icmpv6 for ping" in message


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "egress"},
        {"policy": "drop"},
        {"ipProtocol": "icmpv6"},
        {"ipProtocol": "tcp", "portRange": "443/443"},
        {"ipProtocol": "udp", "portRange": "22/22"},
        {"ipv6CidrIp": "2001:db8::/32"},
        {"ipv6CidrIp": "fc00::/7"},
        {"ipv6CidrIp": "8000::/1"},
        {"ipv6CidrIp": "no block"},
        {"ipv6CidrIp": None, "cidrIp": "0.0.0.0/0"},
    ],
)
def test_other_rules_are_accepted(changes: dict[str, object]) -> None:
    assert found(**changes) == []


@pytest.mark.parametrize("name", ["type", "policy", "ipProtocol", "ipv6CidrIp"])
def test_what_decides_and_is_not_known_is_named(name: str) -> None:
    assert found(**{name: UNKNOWN}) == [f"SecurityGroupRule rule: needs {name} of SecurityGroupRule rule"]


def test_ports_decide_for_tcp_alone() -> None:
    assert "every protocol" in found(portRange=UNKNOWN)[0]
    assert found(ipProtocol="tcp", portRange=UNKNOWN) == [
        "SecurityGroupRule rule: needs portRange of SecurityGroupRule rule"
    ]


def test_it_is_advice() -> None:
    builder = new_stack()
    builder.planned.resource("alicloud:ecs/securityGroupRule:SecurityGroupRule", "rule", OPEN)
    assert {one.level for one in report_on(builder).of(LIMIT)} == {"advisory"}
    assert {one.level for one in report_on(builder, {LIMIT: "mandatory"}).of(LIMIT)} == {"mandatory"}


RULE, PREFIX_LIST = "alicloud:ecs/securityGroupRule:SecurityGroupRule", "alicloud:ecs/ecsPrefixList:EcsPrefixList"
SSH = {**OPEN, "ipProtocol": "tcp", "portRange": "22/22"}


def opened(*rules: dict[str, object], exists: bool = False) -> tuple[set[str], list[str]]:
    """The numbers of the rules that open their group, and what is undetermined."""
    builder = new_stack(exists=exists)
    for place, inputs in enumerate(rules):
        builder.planned.resource(RULE, str(place), inputs)
    names = {label.rpartition(" ")[2] for label in labels(LIMIT, builder)}
    return names, undetermined(LIMIT, builder)


def ssh(cidr: object, **more: object) -> dict[str, object]:
    return {**SSH, "ipv6CidrIp": cidr, **more}


@pytest.mark.parametrize(
    "cidrs",
    [
        ("::/1", "8000::/1"),
        ("2000::/4", "3000::/4"),
        ("::/2", "4000::/2", "8000::/1"),
        ("2000::/5", "2800::/5", "3000::/4"),
    ],
)
def test_blocks_that_cover_everybody_together_open_the_group(cidrs: tuple[str, ...]) -> None:
    assert opened(*map(ssh, cidrs)) == ({str(place) for place in range(len(cidrs))}, [])
    assert opened(*map(ssh, cidrs[1:]))[1] == []


def test_a_rule_that_is_not_needed_for_the_cover_is_accepted() -> None:
    assert opened(ssh("2000::/4"), ssh("3000::/4"), ssh("2001:db8::/32")) == ({"0", "1"}, [])
    assert opened(ssh("::/0"), ssh("3000::/4")) == ({"0"}, [])


@pytest.mark.parametrize(
    "other",
    [
        {"securityGroupId": "sg-2"},
        {"portRange": "443/443"},
        {"ipProtocol": "udp"},
        {"policy": "drop"},
        {"type": "egress"},
    ],
)
def test_rules_that_open_other_things_do_not_complete_a_cover(other: dict[str, object]) -> None:
    assert opened(ssh("2000::/4"), ssh("3000::/4", **other)) == (set(), [])


def test_ranges_complete_one_another_on_the_port_that_they_share() -> None:
    assert opened(ssh("2000::/4"), ssh("3000::/4", portRange="1/1024")) == ({"0", "1"}, [])
    assert opened(ssh("2000::/4"), ssh("3000::/4", ipProtocol="all", portRange="-1/-1")) == ({"0", "1"}, [])


@pytest.mark.parametrize("name", ["ipv6CidrIp", "securityGroupId", "portRange", "policy"])
def test_what_may_complete_a_cover_leaves_it_undetermined(name: str) -> None:
    names, lines = opened(ssh("2000::/4"), {**ssh("3000::/4"), name: UNKNOWN})
    assert names == set()
    assert f"{name} of SecurityGroupRule 1" in lines[0]


def test_an_unknown_block_cannot_complete_a_cover_that_lacks_two() -> None:
    lines = opened(ssh("2000::/5"), ssh(UNKNOWN))[1]
    assert lines == ["SecurityGroupRule 1: needs ipv6CidrIp of SecurityGroupRule 1"]


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(
    ("cidrs", "opens"),
    [
        (["::/0"], True),
        (["10.0.0.0/8", "2000::/3"], True),
        (["2000::/4", "3000::/4"], True),
        (["2001:db8::/32"], False),
        (["0.0.0.0/0"], False),
        ([], False),
    ],
)
def test_the_entries_of_a_prefix_list_are_the_sources(cidrs: list[str], opens: bool, exists: bool) -> None:
    builder = new_stack(exists=exists)
    entries = [{"cidr": cidr, "description": "some"} for cidr in cidrs]
    some = builder.planned.resource(PREFIX_LIST, "some", {"addressFamily": "IPv6", "entries": entries})
    builder.planned.resource(RULE, "rule", {**OPEN, "ipv6CidrIp": None, "prefixListId": some.id})
    assert (labels(LIMIT, builder), undetermined(LIMIT, builder)) == (["SecurityGroupRule rule"] if opens else [], [])


def test_unknown_entries_are_undetermined() -> None:
    builder = new_stack()
    some = builder.planned.resource(PREFIX_LIST, "some", {"entries": [{"cidr": UNKNOWN}]})
    builder.planned.resource(RULE, "rule", {**OPEN, "ipv6CidrIp": None, "prefixListId": some.id})
    assert undetermined(LIMIT, builder) == ["SecurityGroupRule rule: needs entries of EcsPrefixList some"]


def test_facts_describe_a_prefix_list_outside_the_stack() -> None:
    builder = new_stack()
    builder.planned.resource(RULE, "rule", {**OPEN, "ipv6CidrIp": None, "prefixListId": "pl-1"})
    why = "needs cidrs of prefix list pl-1, which is outside the stack"
    assert undetermined(LIMIT, builder) == [f"SecurityGroupRule rule: {why}"]
    assert labels(LIMIT, builder, outside={"pl-1": {"cidrs": ["::/0"]}}) == ["SecurityGroupRule rule"]
    assert undetermined(LIMIT, builder, outside={"pl-1": {"cidrs": ["10.0.0.0/8"]}}) == []
