import pytest

from policy_testkit import UNKNOWN, PlannedStack
from tests.policies.flows.flow_plans import IMAGE_WITH_IPV6, RULE, two_sites
from tests.policies.rule_fixtures import labels, messages, undetermined

ID = "must-reach"
THERE, BACK = {"from": "one-eni", "to": "two-eni"}, {"from": "two-eni", "to": "one-eni"}


def found(plan: PlannedStack, *flows: object) -> list[str]:
    return messages(ID, plan, flows=list(flows or (THERE, BACK)))


def needs(plan: PlannedStack) -> list[str]:
    assert found(plan) == []
    return undetermined(ID, plan, flows=[THERE])


def test_the_ping_of_example_2_arrives_both_ways_on_the_first_preview() -> None:
    assert found(two_sites()) == []
    assert needs(two_sites()) == []


MISSING = {
    "block": ["IPv6 block of the VPC"],
    "mask": ["IPv6 block of the vSwitch"],
    "gateway": ["IPv6 gateway", "public bandwidth"],
    "bandwidth": ["public bandwidth"],
    "rule": ["ingress rule"],
    "address": ["target address"],
    "attachment": ["instance", "address in the guest"],
    "setup": ["address in the guest"],
    "egress-only": ["egress-only rule"],
}


@pytest.mark.parametrize("piece", MISSING)
def test_a_missing_piece_is_named_with_what_to_add(piece: str) -> None:
    (message,) = found(two_sites({piece}), THERE)
    assert message.startswith(
        "EcsNetworkInterface one-eni does not reach EcsNetworkInterface two-eni by icmpv6. Missing "
    )
    assert [part.partition(":")[0] for part in message.partition("Missing ")[2].split("; ")] == MISSING[piece]
    assert message.endswith("). Add what is missing, or remove the flow from `flows` of this policy.")


def test_the_answer_to_what_a_stateful_group_lets_out_needs_no_rule() -> None:
    assert found(two_sites({"rule"}), BACK) == []
    assert found(two_sites({"egress-only"}), BACK) == []


def test_all_missing_pieces_are_named_together() -> None:
    (message,) = found(two_sites({"gateway", "rule", "setup"}), THERE)
    for piece in ("IPv6 gateway", "public bandwidth", "ingress rule", "address in the guest"):
        assert f"{piece}: " in message


def test_a_stopped_instance_reaches_nothing() -> None:
    (message,) = found(two_sites(instance_status="Stopped"), THERE)
    assert "Instance two-ecs is not running" in message


def test_an_image_may_configure_ipv6_by_itself() -> None:
    assert found(two_sites({"setup"}, instance_imageId=IMAGE_WITH_IPV6)) == []
    assert needs(two_sites({"setup"}, instance_imageId=IMAGE_WITH_IPV6)) == []


@pytest.mark.parametrize(
    ("without", "changes", "reason"),
    [
        ({"setup"}, {"instance_imageId": UNKNOWN}, "imageId of Instance two-ecs"),
        ({"setup"}, {"instance_imageId": "m-2ze1"}, "whether the image m-2ze1 configures IPv6"),
        ({"setup"}, {"instance_userData": "IyEvYmluL3No"}, "what the user data of Instance two-ecs does"),
        (set(), {"command_commandContent": "aXAgYWRkcg=="}, "what EcsInvocation two-run does"),
        (set(), {"rule_ipv6CidrIp": UNKNOWN}, "ipv6CidrIp of SecurityGroupRule two-rule"),
        (set(), {"rule_ipv6CidrIp": "2001:db8::/32"}, "IPv6 address of EcsNetworkInterface one-eni"),
        (set(), {"rule_policy": UNKNOWN}, "policy of SecurityGroupRule two-rule"),
    ],
)
def test_what_is_not_known_yet_is_named(without: set[str], changes: dict[str, object], reason: str) -> None:
    (line,) = needs(two_sites(without, **changes))
    assert line == f"EcsNetworkInterface two-eni: needs {reason}"


def test_a_drop_rule_wins_by_its_priority() -> None:
    plan = two_sites(rule_priority=5)
    assert found(plan, THERE) == []
    group = next(one for one in plan.resources if one.name == "two-sg")
    drop = {"type": "ingress", "ipProtocol": "all", "ipv6CidrIp": "::/0", "securityGroupId": group.id, "policy": "drop"}
    plan.resource(RULE, "two-drop", drop)
    (message,) = found(plan, THERE)
    assert "SecurityGroup two-sg does not let icmpv6 in: drop ::/0, priority 1" in message


def test_instances_are_named_too_and_patterns_match_several() -> None:
    flow = {"from": "*-ecs", "to": "*-ecs"}
    assert found(two_sites(), flow) == []
    assert labels(ID, two_sites({"bandwidth"}), flows=[flow]) == [
        "Instance one-ecs does not reach Instance two-ecs by icmpv6. Missing public bandwidth",
        "Instance two-ecs does not reach Instance one-ecs by icmpv6. Missing public bandwidth",
    ]


def test_the_internet_is_an_end() -> None:
    outward, inward = {"from": "two-eni", "to": "internet"}, {"from": "internet", "to": "two-eni"}
    assert found(two_sites(), outward, inward) == []
    assert len(found(two_sites({"rule"}), outward, inward)) == 1
    assert len(found(two_sites(rule_ipv6CidrIp="2001:db8::/32"), inward)) == 1
    assert found(two_sites(rule_ipv6CidrIp="2001:db8::/32"), {"from": "2001:db8:1::/48", "to": "two-eni"}) == []


def test_each_port_of_a_range_must_be_open() -> None:
    plan = two_sites(rule_ipProtocol="tcp", rule_portRange="80/90")
    assert found(plan, {**THERE, "protocol": "tcp", "ports": "80-90"}) == []
    (message,) = found(plan, {**THERE, "protocol": "tcp", "ports": "80-100"})
    assert "by tcp/91. Missing ingress rule" in message


def test_a_name_that_matches_nothing_is_a_violation() -> None:
    (message,) = found(two_sites(), {"from": "one-eni", "to": "three-*"})
    assert "'three-*' matches no name of an instance or ENI of the stack, and is not an IPv6 block." in message
