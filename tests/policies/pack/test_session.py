"""One stack model for all policies of a run, and a new one for the next run of the same process."""

from collections.abc import Sequence

import pytest
from pulumi_policy import EnforcementLevel, PolicyResource

from alicloud_policies.model.build import build
from alicloud_policies.model.credential_properties import Credential
from alicloud_policies.model.outside import Facts
from alicloud_policies.model.record import Record
from alicloud_policies.model.stack_model import StackModel
from alicloud_policies.model.stack_reader import read_stack
from alicloud_policies.pack import policies, session
from policy_testkit import PlannedStack, run_in_process
from policy_testkit._pulumi_internals import InProcessAnalyzer
from policy_testkit.engine_calls import run_pack
from tests.policies.rule_fixtures import ENI


def eni(number: int, name: str = "eni") -> PlannedStack:
    plan = PlannedStack()
    plan.resource(ENI, name, {"vswitchId": "vsw-1", "ipv6AddressCount": number})
    return plan


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of resources of each reading."""
    found: list[int] = []

    def counting(resources: Sequence[PolicyResource], *rest: object) -> list[Record]:
        found.append(len(resources))
        return read_stack(resources, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "read_stack", counting)
    return found


def test_the_stack_is_read_once_a_run(readings: list[int]) -> None:
    pack = policies()
    run_in_process(pack, eni(1))
    assert len(readings) == 1
    run_in_process(pack, eni(1))
    assert len(readings) == 2


def test_the_model_is_built_once_for_equal_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Facts] = []

    def noting(records: Sequence[Record], credentials: Sequence[Credential], facts: Facts) -> StackModel:
        built.append(facts)
        return build(records, credentials, facts)

    monkeypatch.setattr(session, "build", noting)
    facts = {"eni-1": {"instanceId": ""}}
    run_in_process(policies(), eni(1), {"eni-ipv6-available-quota": {"outside": facts}})
    assert built == [{}, facts]


def test_each_run_uses_its_own_inputs() -> None:
    pack = InProcessAnalyzer(policies(), EnforcementLevel.ADVISORY)
    assert run_pack(pack, eni(1), {}).red == {"no-ipv6-at-eni-creation"}
    assert run_pack(pack, eni(0), {}).red == set()
    assert run_pack(pack, eni(3), {}).red == {"no-ipv6-at-eni-creation", "eni-ipv6-available-quota"}


def test_undetermined_findings_end_with_their_run() -> None:
    pack = InProcessAnalyzer(policies(), EnforcementLevel.ADVISORY)
    open_plan = PlannedStack()
    open_plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": "no number"})
    assert len(run_pack(pack, open_plan, {}).of("cannot-tell-yet")) == 1
    assert run_pack(pack, eni(0), {}).of("cannot-tell-yet") == []


def test_a_repeated_policy_begins_a_new_run() -> None:
    pack = InProcessAnalyzer(policies(), EnforcementLevel.ADVISORY)
    run_pack(pack, eni(1), {})
    only = {"all": "disabled", "no-ipv6-at-eni-creation": "mandatory"}
    assert run_pack(pack, eni(0), only).red == set()
    assert run_pack(pack, eni(1), only).red == {"no-ipv6-at-eni-creation"}
