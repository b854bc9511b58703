"""The reports on undetermined findings and on internal errors of the pack."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from alicloud_policies import pack
from alicloud_policies.config.policy_settings import Settings
from alicloud_policies.judging.findings import RuleResult
from alicloud_policies.judging.rule import LimitRule
from alicloud_policies.model.stack_model import StackModel
from alicloud_policies.pack import policies
from alicloud_policies.pack.report_policies import CANNOT_TELL, INPUTS
from alicloud_policies.rules import RULES
from policy_testkit import UNKNOWN, PlannedStack, run_in_process
from tests.policies.rule_fixtures import ENI, assign, new_stack, report_on
from tests.policies.scenario_builders import PlanBuilder


def with_unknown_count() -> PlanBuilder:
    builder = new_stack()
    builder.planned.resource(ENI, "eni-0", {"vswitchId": "vsw-1", "ipv6AddressCount": UNKNOWN})
    return builder


def test_there_is_one_finding_per_run() -> None:
    (finding,) = report_on(with_unknown_count()).of(CANNOT_TELL)
    assert (finding.urn, finding.level) == ("", "advisory")
    count = "EcsNetworkInterface eni-0: needs ipv6AddressCount of EcsNetworkInterface eni-0"
    assert finding.message.splitlines()[:2] == [
        "Not checked, because these values are not known yet:",
        f"- eni-ipv6-available-quota: {count}",
    ]
    assert f"- no-ipv6-at-eni-creation: {count}" in finding.message


def test_it_can_be_mandatory() -> None:
    assert report_on(with_unknown_count(), {CANNOT_TELL: "mandatory"}).red == {CANNOT_TELL}


def test_nothing_is_reported_where_all_is_known() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    assert report_on(builder).of(CANNOT_TELL) == []


def test_resources_with_the_same_missing_value_share_a_line() -> None:
    builder = new_stack()
    for number in range(5):
        eni = builder.planned.resource(ENI, f"eni-{number}", {"vswitchId": "vsw-1"})
        assign(builder.planned, f"two-{number}", eni.id, 2)
    attachment = {"networkInterfaceId": UNKNOWN, "instanceId": "i-1"}
    builder.planned.resource("alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment", "some", attachment)
    (finding,) = report_on(builder).of(CANNOT_TELL)
    named = ", ".join(f"EcsNetworkInterface eni-{number}" for number in range(3))
    why = "needs networkInterfaceId of NetworkInterfaceAttachment some"
    assert f"- eni-ipv6-available-quota: {named} and 3 more: {why}" in finding.message


def test_a_disabled_limit_is_not_undetermined() -> None:
    config = {"no-ipv6-at-eni-creation": "disabled"}
    (finding,) = report_on(with_unknown_count(), config).of(CANNOT_TELL)
    assert "no-ipv6-at-eni-creation" not in finding.message
    assert "eni-ipv6-available-quota" in finding.message


def test_outputs_are_used_where_inputs_are_not_read() -> None:
    builder = new_stack(exists=True)
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    assign(builder.planned, "two", eni.id, 2)
    assert report_on(builder, {INPUTS: "disabled"}).red == {"eni-ipv6-available-quota"}


def test_the_policy_that_reads_inputs_reports_nothing() -> None:
    assert report_on(with_unknown_count()).of(INPUTS) == []


def _broken(_stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    raise KeyError("an error")


@pytest.fixture
def broken_rule(monkeypatch: pytest.MonkeyPatch) -> LimitRule:
    """A pack with a rule that raises an exception."""
    broken = replace(RULES[0], check=_broken)
    monkeypatch.setattr(pack, "RULES", (broken, *RULES[1:]))
    return broken


def test_an_error_in_one_rule_is_reported_and_the_others_run(broken_rule: LimitRule) -> None:
    plan = PlannedStack()
    plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    report = run_in_process(policies(), plan)
    assert report.red == {"no-ipv6-at-eni-creation"}
    (finding,) = report.of(CANNOT_TELL)
    assert f"- internal error of this policy pack, checking {broken_rule.id}: KeyError('an error')" in finding.message
