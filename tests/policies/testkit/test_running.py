"""Policies in this process, and packs in subprocesses."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from policy_testkit import (
    UNKNOWN,
    ConfigError,
    DroppedPolicyError,
    Note,
    PackConfig,
    PackError,
    PlannedStack,
    PolicyViolation,
    Remediated,
    read_config,
    run_in_process,
    run_in_subprocess,
    running_pack,
    secret,
    subprocess_runner,
)
from policy_testkit.subprocess_runner import _NoPortError, _port

PACKS = Path(__file__).with_name("packs")
THING = "x:y:Thing"


def things(*sizes: object) -> PlannedStack:
    plan = PlannedStack()
    for number, size in enumerate(sizes):
        plan.resource(THING, f"thing{number}", {"size": size})
    return plan


def large(args: ResourceValidationArgs, report: ReportViolation) -> None:
    if args.resource_type == THING and args.props["size"] > args.get_config().get("limit", 3):
        report(f"size {args.props['size']:g}", None)


def a_policy(
    level: EnforcementLevel | None = None, schema: PolicyConfigSchema | None = None
) -> ResourceValidationPolicy:
    return ResourceValidationPolicy("large", "Small things.", large, level, schema)


def test_a_violation_has_policy_urn_message_and_level() -> None:
    plan = things(1, 5)
    report = run_in_process([a_policy(EnforcementLevel.MANDATORY)], plan)
    assert report.violations == [PolicyViolation("large", plan.resources[-1].urn, "size 5", "mandatory")]
    assert (report.red, report.advisory, report.mandatory) == ({"large"}, [], report.violations)
    assert report.of("large", plan.resources[-1]) == report.violations
    assert report.of("large", plan.resources[-2]) == report.of("other") == []
    assert str(report) == f"mandatory large {plan.resources[-1].urn}: size 5"


def test_a_dropped_policy_is_an_error() -> None:
    with pytest.raises(DroppedPolicyError, match=r"thing1: can't run policy 'large'.* \.size can't be known"):
        run_in_process([a_policy(EnforcementLevel.MANDATORY)], things(1, UNKNOWN))


def test_a_dropped_policy_can_be_allowed() -> None:
    plan = things(UNKNOWN, 5)
    report = run_in_process([a_policy(EnforcementLevel.MANDATORY)], plan, allow_dropped=True)
    assert [(one.policy, one.urn) for one in report.not_run] == [("large", plan.resources[-2].urn)]
    assert [one.message for one in report.violations] == ["size 5"]


def test_a_stack_policy_that_reads_an_unknown_is_dropped_too() -> None:
    def reads(args: StackValidationArgs, _: ReportViolation) -> None:
        [dynamic] = [one for one in args.resources if "dynamic" in one.resource_type and one.name == "d"]
        dynamic.props["size"]

    plan = PlannedStack()
    plan.resource("pulumi-python:dynamic:D", "d", {"size": UNKNOWN})
    with pytest.raises(DroppedPolicyError, match="the stack: can't run policy 'reads'"):
        run_in_process([StackValidationPolicy("reads", "Reads.", reads)], plan)


def test_an_exception_of_a_policy_propagates() -> None:
    with pytest.raises(TypeError):
        run_in_process([a_policy()], things("text"))


def test_not_applicable_is_a_note() -> None:
    def never(args: StackValidationArgs, _: ReportViolation) -> None:
        args.not_applicable("nothing here")

    report = run_in_process([StackValidationPolicy("never", "Never.", never)], things())
    assert report.notes == [Note("never", "", "nothing here")]


def test_remediations_change_the_inputs_and_keep_secrets() -> None:
    async def shrink(args: ResourceValidationArgs) -> Mapping[str, Any]:
        return {**args.props, "size": 2} if args.resource_type == THING else {}

    policies = [
        ResourceValidationPolicy("shrink", "Shrinks.", remediate=shrink, enforcement_level=EnforcementLevel.REMEDIATE),
        a_policy(EnforcementLevel.MANDATORY),
    ]
    plan = PlannedStack()
    thing = plan.resource(THING, "thing", {"size": 9})
    report = run_in_process(policies, plan)
    assert report.remediated == [Remediated("shrink", thing.urn, {"size": 2.0})]
    assert report.violations == []


def test_stack_policies_get_remediated_values() -> None:
    seen: list[object] = []

    async def shrink(args: ResourceValidationArgs) -> Mapping[str, Any]:
        return {"size": 2} if args.resource_type == THING else {}

    def look(args: StackValidationArgs, _: ReportViolation) -> None:
        seen.extend(one.props["size"] for one in args.resources if one.resource_type == THING)

    policies = [
        ResourceValidationPolicy("shrink", "Shrinks.", remediate=shrink, enforcement_level=EnforcementLevel.REMEDIATE),
        StackValidationPolicy("look", "Looks.", look),
    ]
    run_in_process(policies, things(secret(9)))
    assert seen == [2]


@pytest.mark.parametrize(
    ("config", "level", "count"),
    [
        ({}, "advisory", 1),
        ({"large": "mandatory"}, "mandatory", 1),
        ({"all": "mandatory"}, "mandatory", 1),
        ({"all": "mandatory", "large": {"limit": 4}}, "mandatory", 1),
        ({"large": {"limit": 4, "enforcementLevel": "mandatory"}}, "mandatory", 1),
        ({"large": {"limit": 5}}, "advisory", 0),
        ({"large": "disabled"}, "advisory", 0),
    ],
)
def test_config_sets_levels_and_properties(config: PackConfig, level: str, count: int) -> None:
    policy = a_policy(schema=PolicyConfigSchema({"limit": {"type": "integer", "default": 4}}))
    assert [one.level for one in run_in_process([policy], things(5), config).violations] == [level] * count


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"large": {"limit": "many"}}, "large: limit: 'many' is not of type 'integer'"),
        ({"large": {"enforcementLevel": "hard"}}, "large: invalid enforcement level 'hard'"),
        ({"other": "mandatory"}, "unknown policy other; expected one of: large"),
        ({"large": {}}, "large: config: 'limit' is a required property"),
    ],
)
def test_invalid_config_is_refused(config: PackConfig, message: str) -> None:
    policy = a_policy(schema=PolicyConfigSchema({"limit": {"type": "integer"}}, ["limit"]))
    with pytest.raises(ConfigError, match=message):
        run_in_process([policy], things(), config)


def test_a_pack_in_a_subprocess_gives_the_same_report(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"reads": "mandatory", "few": {"limit": 1}}')
    plan = things(1, 5)
    report = run_in_subprocess(PACKS / "plain", plan, read_config(file))
    assert sorted(report.violations, key=str) == [
        PolicyViolation("few", plan.resources[2].urn, "2 things", "mandatory"),
        PolicyViolation("reads", plan.resources[3].urn, "too large", "mandatory"),
    ]


def test_a_policy_dropped_in_a_subprocess_is_an_error() -> None:
    with pytest.raises(DroppedPolicyError, match="reads"):
        run_in_subprocess(PACKS / "plain", things(UNKNOWN))
    report = run_in_subprocess(PACKS / "plain", things(UNKNOWN), allow_dropped=True)
    assert [one.policy for one in report.not_run] == ["reads"]


def test_a_pack_that_prints_no_port_is_an_error_with_its_output() -> None:
    with pytest.raises(PackError, match=r"(?s)first line of output, found 'hello'.*what it says of itself"):
        run_in_subprocess(PACKS / "silent", things())


def test_a_pack_that_hangs_at_its_start_is_stopped() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.PIPE) as process:
        with pytest.raises(_NoPortError, match="first line of output, found ''"):
            _port(process, 0.2)
        assert process.wait(10) != 0


def test_a_call_that_a_pack_never_answers_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_runner, "CALL_SECONDS", 0.5)
    with pytest.raises(PackError, match="Deadline Exceeded"):
        run_in_subprocess(PACKS / "waiting", things())


def test_an_exception_of_a_policy_in_a_subprocess_is_an_error() -> None:
    with pytest.raises(PackError, match="the mistake"):
        run_in_subprocess(PACKS / "raising", things())


def test_a_pack_ends_with_its_block() -> None:
    before = _children()
    with running_pack(PACKS / "plain"):
        assert _children() - before
    assert not _children() - before


def _children() -> set[str]:
    done = subprocess.run(["pgrep", "-f", str(PACKS / "plain")], capture_output=True, text=True, check=False)
    return set(done.stdout.split())
