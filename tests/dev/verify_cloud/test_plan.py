"""What a run will do and says before it begins."""

import pytest

import dev.verify_cloud.probes  # noqa: F401 - registers them
from dev.verify_cloud.not_probed import NOT_PROBED
from dev.verify_cloud.plan import announce, choose
from dev.verify_cloud.probe import FREE, INSTANCE, PROBES
from dev.verify_cloud.target import Caller

CALLER = Caller("1234567890123456", "acs:ram::1234567890123456:user/me")


def test_what_costs_money_is_left_out_unless_it_is_asked_for() -> None:
    plan = choose(PROBES, [], instances=False, other_account=False)
    assert {probe.needs for probe in plan.probes} == {"free", "network"}
    assert plan.left_out["Ecs.ResizeDisk: note"] == "needs --instances"
    assert plan.left_out["Ecs.CreateNetworkInterfacePermission: behaviour"] == "needs --other-account ID"
    assert set(NOT_PROBED) <= set(plan.left_out)
    everything = choose(PROBES, [], instances=True, other_account=True)
    assert everything.probes == tuple(PROBES)
    assert everything.left_out == dict(NOT_PROBED)


def test_the_cost_is_said_for_what_is_made() -> None:
    def said(*only: str, instances: bool = False) -> str:
        plan = choose(PROBES, only, instances=instances, other_account=False)
        return "\n".join(announce(plan, "verify-1", "cn-hangzhou", CALLER, "Alibaba Cloud"))

    assert "CNY" not in said()
    assert "alicloud-verify=verify-1" in said()
    assert CALLER.arn in said()
    assert "usually less than 1 CNY" in said(instances=True)
    free = next(probe.name for probe in PROBES if probe.needs == FREE)
    assert "VPC" not in said(free)


def test_an_unknown_probe_is_named() -> None:
    with pytest.raises(ValueError, match="invalid probe 'nothing'"):
        choose(PROBES, ["nothing"], instances=True, other_account=True)
    assert any(probe.needs == INSTANCE for probe in PROBES)
