"""mark-secrets, in a subprocess: only there are secrets marked."""

from collections.abc import Iterator

import pytest
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY

from alicloud_policies.pack import folder
from alicloud_policies.pack.secret_policy import MARK_SECRETS
from policy_testkit import UNKNOWN, PackConfig, PlannedStack, running_pack, secret
from policy_testkit.engine_calls import Analyzer, run_pack

PACK = folder()
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"
ON: PackConfig = {MARK_SECRETS: "remediate"}


@pytest.fixture(scope="module")
def pack() -> Iterator[Analyzer]:
    with running_pack(PACK) as analyzer:
        yield analyzer


def marked(value: str) -> dict[str, str]:
    """A secret on the wire."""
    return {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": value}


def plan_of(**inputs: object) -> PlannedStack:
    plan = PlannedStack()
    plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "instanceType": "ecs.g6.large", **inputs})
    return plan


def test_a_plain_password_is_reported_and_unchanged(pack: Analyzer) -> None:
    report = run_pack(pack, plan_of(password="Plain-Text-1"), {})
    assert [one.level for one in report.of("plain-secret")] == ["advisory"]
    assert "Plain-Text-1" not in str(report)
    assert report.remediated == []


def test_the_level_remediate_makes_it_a_secret(pack: Analyzer) -> None:
    report = run_pack(pack, plan_of(password="Plain-Text-1", tags={"a": "b"}, imageId=UNKNOWN), ON)
    (remedied,) = report.remediated
    assert remedied.policy == MARK_SECRETS
    assert remedied.inputs["password"] == marked("Plain-Text-1")
    assert remedied.inputs["tags"] == {"a": "b"}
    assert remedied.inputs["imageId"] == UNKNOWN
    assert report.of("plain-secret") == []


@pytest.mark.parametrize("password", [secret("hidden"), UNKNOWN, "", None])
def test_other_values_are_unchanged(pack: Analyzer, password: object) -> None:
    assert run_pack(pack, plan_of(password=password), ON).remediated == []


def test_nested_credentials_are_marked_in_place(pack: Analyzer) -> None:
    plan = PlannedStack()
    inputs = {"sources": [{"name": "db", "password": "Plain-Text-1"}, {"password": secret("hidden")}]}
    plan.resource("alicloud:dts/job:Job", "job", inputs)
    (remedied,) = run_pack(pack, plan, ON).remediated
    assert remedied.inputs == {
        "sources": [{"name": "db", "password": marked("Plain-Text-1")}, {"password": marked("hidden")}]
    }
