from policy_testkit import UNKNOWN, PlannedStack
from tests.policies.flows.flow_plans import two_sites
from tests.policies.rule_fixtures import messages, undetermined

ID = "must-not-reach"
SSH = {"from": "internet", "to": "two-*", "protocol": "tcp", "ports": "22"}


def found(plan: PlannedStack, *flows: object) -> list[str]:
    return messages(ID, plan, flows=list(flows))


def test_a_closed_flow_is_no_violation() -> None:
    assert found(two_sites(), SSH) == []
    assert undetermined(ID, two_sites(), flows=[SSH]) == []


def test_an_open_flow_is_named_with_the_rule_that_admits_it() -> None:
    (message,) = found(two_sites(rule_ipProtocol="tcp", rule_portRange="20/30"), SSH)
    assert message == (
        "internet reaches Instance two-ecs by tcp/22: SecurityGroup two-sg lets tcp in: accept ::/0, priority 1. "
        "Remove the rule that admits it, or the flow from `flows` of this policy."
    )


def test_one_open_port_or_one_open_part_of_the_internet_is_enough() -> None:
    some = two_sites(rule_ipProtocol="tcp", rule_portRange="22/22", rule_ipv6CidrIp="2600::/16")
    assert len(found(some, {**SSH, "ports": "1-65535"})) == 1


def test_a_flow_that_may_be_open_is_undetermined() -> None:
    assert undetermined(ID, two_sites(rule_ipProtocol=UNKNOWN), flows=[SSH]) == [
        "Instance two-ecs: needs ipProtocol of SecurityGroupRule two-rule"
    ]


def test_a_flow_that_lacks_any_other_piece_is_closed_whatever_the_rules_are() -> None:
    plan = two_sites({"bandwidth"}, rule_ipProtocol=UNKNOWN)
    assert found(plan, SSH) == []
    assert undetermined(ID, plan, flows=[SSH]) == []
