"""mark-secrets, in the pack's own process: only there are secrets marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY

from alicloud_policies.pack.secret_policy import MARK_SECRETS
from policy_testkit import UNKNOWN, PackConfig, PlannedStack, running_pack, secret
from policy_testkit.engine_calls import Analyzer, run_pack

PACK = Path(__file__).parents[2] / "policies"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"
ON: PackConfig = {MARK_SECRETS: "remediate"}


@pytest.fixture(scope="module")
def pack() -> Iterator[Analyzer]:
    with running_pack(PACK) as analyzer:
        yield analyzer


def marked(value: str) -> dict[str, str]:
    """A secret as it is sent to the engine."""
    return {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": value}


def plan_of(**inputs: object) -> PlannedStack:
    plan = PlannedStack()
    plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "instanceType": "ecs.g6.large", **inputs})
    return plan


def test_a_plain_password_is_remarked_on_and_stays_as_it_is(pack: Analyzer) -> None:
    report = run_pack(pack, plan_of(password="Plain-Text-1"), {})
    assert [one.level for one in report.of("plain-secret")] == ["advisory"]
    assert "Plain-Text-1" not in str(report)
    assert report.remediated == []


def test_raised_to_remediate_it_becomes_a_secret(pack: Analyzer) -> None:
    report = run_pack(pack, plan_of(password="Plain-Text-1", tags={"a": "b"}, imageId=UNKNOWN), ON)
    (remedied,) = report.remediated
    assert remedied.policy == MARK_SECRETS
    assert remedied.inputs["password"] == marked("Plain-Text-1")
    assert remedied.inputs["tags"] == {"a": "b"}
    assert remedied.inputs["imageId"] == UNKNOWN
    assert report.of("plain-secret") == []


@pytest.mark.parametrize("password", [secret("hidden"), UNKNOWN, "", None])
def test_what_needs_no_mark_is_left_alone(pack: Analyzer, password: object) -> None:
    assert run_pack(pack, plan_of(password=password), ON).remediated == []


def test_nested_ones_are_marked_where_they_are(pack: Analyzer) -> None:
    plan = PlannedStack()
    inputs = {"sources": [{"name": "db", "password": "Plain-Text-1"}, {"password": secret("hidden")}]}
    plan.resource("alicloud:dts/job:Job", "job", inputs)
    (remedied,) = run_pack(pack, plan, ON).remediated
    assert remedied.inputs == {
        "sources": [{"name": "db", "password": marked("Plain-Text-1")}, {"password": marked("hidden")}]
    }
