"""What is said of what cannot be told, and of faults of the pack itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from alicloud_policies import limits
from alicloud_policies.limits.check import Check
from alicloud_policies.pack import policies
from alicloud_policies.plan.model import Plan as Model
from alicloud_policies.report_policies import CANNOT_TELL, INPUTS
from alicloud_policies.settings import Settings
from alicloud_policies.verdicts import Verdict
from policy_testkit import UNKNOWN, Plan, run_in_process
from tests.policies.limits.lab import ENI, assign, judged, world
from tests.policies.worlds import PlanWorld


def open_world(number: int = 1) -> PlanWorld:
    w = world()
    for place in range(number):
        w.plan.resource(ENI, f"eni-{place}", {"vswitchId": "vsw-1", "ipv6AddressCount": UNKNOWN})
    return w


def test_it_is_one_remark_for_the_whole_run() -> None:
    (remark,) = judged(open_world()).of(CANNOT_TELL)
    assert (remark.urn, remark.level) == ("", "advisory")
    count = "EcsNetworkInterface eni-0: needs ipv6AddressCount of EcsNetworkInterface eni-0"
    assert remark.message.splitlines()[:2] == [
        "Not known yet, so not judged:",
        f"- eni-ipv6-available-quota: {count}",
    ]
    assert f"- no-ipv6-at-eni-creation: {count}" in remark.message


def test_it_can_be_raised_to_block() -> None:
    assert judged(open_world(), {CANNOT_TELL: "mandatory"}).red == {CANNOT_TELL}


def test_nothing_is_said_where_all_is_known() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    assert judged(w).of(CANNOT_TELL) == []


def test_resources_that_lack_the_same_are_told_of_together() -> None:
    w = world()
    for place in range(5):
        eni = w.plan.resource(ENI, f"eni-{place}", {"vswitchId": "vsw-1"})
        assign(w.plan, f"two-{place}", eni.id, 2)
    attachment = {"networkInterfaceId": UNKNOWN, "instanceId": "i-1"}
    w.plan.resource("alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment", "some", attachment)
    (remark,) = judged(w).of(CANNOT_TELL)
    named = ", ".join(f"EcsNetworkInterface eni-{place}" for place in range(3))
    why = "needs networkInterfaceId of NetworkInterfaceAttachment some"
    assert f"- eni-ipv6-available-quota: {named} and 3 more: {why}" in remark.message


def test_a_limit_that_is_switched_off_asks_nothing() -> None:
    config = {"no-ipv6-at-eni-creation": "disabled"}
    (remark,) = judged(open_world(), config).of(CANNOT_TELL)
    assert "no-ipv6-at-eni-creation" not in remark.message
    assert "eni-ipv6-available-quota" in remark.message


def test_the_limits_are_judged_by_outputs_where_inputs_are_not_read() -> None:
    w = world(exists=True)
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    assign(w.plan, "two", eni.id, 2)
    assert judged(w, {INPUTS: "disabled"}).red == {"eni-ipv6-available-quota"}


def test_the_listening_policy_finds_no_fault() -> None:
    assert judged(open_world()).of(INPUTS) == []


def _broken(_plan: Model, _settings: Settings) -> Iterator[Verdict]:
    raise KeyError("a fault")


@pytest.fixture
def broken_limit(monkeypatch: pytest.MonkeyPatch) -> Check:
    """A pack one of whose limits is faulty."""
    broken = replace(limits.CHECKS[0], judge=_broken)
    monkeypatch.setattr(limits, "CHECKS", (broken, *limits.CHECKS[1:]))
    return broken


def test_a_fault_of_one_limit_is_told_of_and_the_others_judge(broken_limit: Check) -> None:
    plan = Plan()
    plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    report = run_in_process(policies(), plan)
    assert report.red == {"no-ipv6-at-eni-creation"}
    (remark,) = report.of(CANNOT_TELL)
    assert f"- a fault of this policy pack, judging {broken_limit.id}: KeyError('a fault')" in remark.message
