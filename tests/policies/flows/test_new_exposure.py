import pytest

from policy_testkit import PlannedStack
from tests.policies.flows.flow_plans import two_sites
from tests.policies.rule_fixtures import labels, messages, undetermined

ID = "new-exposure"
PING = {"from": "internet", "to": "*"}
WEB = {"from": "internet", "to": "two-ecs", "protocol": "tcp", "ports": "443"}
OPEN_WEB = {"rule_ipProtocol": "tcp", "rule_portRange": "443/443"}


def found(plan: PlannedStack, *flows: object) -> list[str]:
    return messages(ID, plan, flows=list(flows))


def test_what_is_listed_may_be_open() -> None:
    assert found(two_sites(), PING) == []
    assert undetermined(ID, two_sites(), flows=[PING]) == []


def test_with_an_empty_list_nothing_may_be_open() -> None:
    assert labels(ID, two_sites(), flows=[]) == [
        f"The internet reaches EcsNetworkInterface {name} by icmpv6, which is not listed"
        for name in ("one-eni", "two-eni")
    ]


def test_the_message_names_the_ports_and_the_rule() -> None:
    (message,) = found(two_sites(**OPEN_WEB), PING)
    assert message == (
        "The internet reaches EcsNetworkInterface two-eni by tcp/443, which is not listed: SecurityGroup two-sg lets "
        "tcp in: accept ::/0, priority 1. Close it, or add the flow to `flows` of this policy."
    )


def test_an_eni_is_listed_by_the_name_of_its_instance() -> None:
    assert found(two_sites(**OPEN_WEB), PING, WEB) == []


@pytest.mark.parametrize("change", [{"ports": "444"}, {"to": "one-ecs"}, {"from": "2600::/16"}, {"protocol": "udp"}])
def test_a_flow_that_lists_something_else_does_not_cover_it(change: dict[str, str]) -> None:
    assert len(found(two_sites(**OPEN_WEB), PING, {**WEB, **change})) == 1


def test_a_rule_for_a_block_is_covered_by_a_flow_from_that_block() -> None:
    plan = two_sites(**OPEN_WEB, rule_ipv6CidrIp="2600::/16")
    assert found(plan, PING, {**WEB, "from": "2600::/12"}) == []
    assert len(found(plan, PING, {**WEB, "from": "2600::/17"})) == 1


def test_only_the_ports_that_are_not_listed_are_named() -> None:
    plan = two_sites(rule_ipProtocol="tcp", rule_portRange="440/450")
    (message,) = found(plan, PING, WEB)
    assert "by tcp/440-442, tcp/444-450, which" in message


def test_what_has_no_public_bandwidth_is_not_exposed() -> None:
    assert found(two_sites({"bandwidth"}, **OPEN_WEB), PING) == []
