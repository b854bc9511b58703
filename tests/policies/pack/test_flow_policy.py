import pytest

from alicloud_policies.flows import FLOW_RULES
from policy_testkit import PackReport, PlannedStack
from tests.policies.flows.flow_plans import two_sites
from tests.policies.rule_fixtures import report_on

IDS = [rule.id for rule in FLOW_RULES]


def found(policy: str, plan: PlannedStack, **config: object) -> PackReport:
    return report_on(plan, {policy: config})


@pytest.mark.parametrize("policy", IDS)
def test_without_flows_a_policy_judges_nothing(policy: str) -> None:
    assert not report_on(two_sites({"gateway"})).of(policy)


@pytest.mark.parametrize("policy", IDS)
def test_wrong_ports_and_unknown_properties_are_violations(policy: str) -> None:
    flow = {"from": "internet", "to": "*", "protocol": "tcp"}
    (one,) = found(policy, two_sites(), flows=[flow]).of(policy)
    assert one.message.startswith("Invalid config of this policy: the flow from internet to * has the ports None")
    (one,) = found(policy, two_sites(), flow=[]).of(policy)
    assert one.message.startswith("Invalid config of this policy: unknown property 'flow'")


def test_a_violation_is_mandatory_and_on_the_end_that_is_not_reached() -> None:
    report = found("must-reach", two_sites({"rule"}), flows=[{"from": "one-eni", "to": "two-eni"}])
    assert report.red == {"must-reach"}
    (one,) = report.of("must-reach")
    assert one.urn.endswith("::two-eni")
