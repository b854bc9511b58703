"""The policy pack under the real engine: both stacks before and after an update, edited, and as stored state."""

from typing import Any

import pytest

from alicloud_rules.limits import LIMITS, Level
from policy_testkit import PackConfig, read_config
from tests.engine.conftest import CHECKOUT, Deployment
from tests.engine.policy_runs import PolicyEngine
from tests.engine.test_crossaccount import ARN, role_of, stack_of

OPEN = {"ipv6-ingress-open"}
"""The advice for the example of the page, which lets everybody in."""

PING_ALONE = {"ipv6-eni:ingressRules": [{"protocol": "icmpv6"}]}

#: One edit of a stack's configuration, by the limit that it breaks.
EDITS: dict[str, dict[str, Any]] = {
    "eni-ipv6-region": {"alicloud:region": "cn-hangzhou"},
    "eni-ipv6-attached-quota": {"ipv6-eni:ipv6AddressCount": 2},
    "eni-ipv6-instance-type": {"ipv6-eni:instanceType": "ecs.ic5.large"},
    "no-ipv6-at-eni-creation": {"ipv6-eni:assign": "at_creation"},
}

#: One edit of the pack's configuration, by the limit that the stack then breaks.
TIGHTER: dict[str, PackConfig] = {
    "security-group-ip-quota": {"security-group-ip-quota": {"basicGroupIps": 2}},
    "eni-attach-quota": {
        "eni-attach-quota": {"instanceTypes": {"ecs.g6.large": {"eniQuantity": 1, "eniIpv6AddressQuantity": 1}}}
    },
}

#: What no configuration of a stack can break: its program makes all of an ENI's surroundings, attaches every ENI, and
#: checks the zones of the two accounts before anything is planned. test_small_programs.py breaks each of them.
OUT_OF_REACH = {
    "eni-ipv6-available-quota",
    "no-ipv6-at-instance-creation",
    "cross-account-same-zone",
    "eni-same-vpc",
    "ipv6-vswitch-required",
    "ipv6-mask-unique",
    "ipv6-bandwidth-gateway",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> PolicyEngine:
    return PolicyEngine(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The dev stack, of which nothing exists."""
    return Deployment(tmp_path_factory.mktemp("planned"))


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The dev stack, up."""
    stack = Deployment(tmp_path_factory.mktemp("dev"))
    stack.up()
    return stack


@pytest.fixture(scope="module", params=["assumed_role", "granted"])
def cross(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The crossaccount stack, of which nothing exists but the role."""
    folder = tmp_path_factory.mktemp("cross")
    role_of(folder).up()
    return stack_of(folder, {"roleArn": ARN, "way": request.param})


def test_every_limit_has_its_edit_or_is_out_of_reach() -> None:
    binding = {row.id for row in LIMITS.values() if row.level is not Level.ADVICE}
    assert EDITS.keys() | TIGHTER.keys() | OUT_OF_REACH == binding
    assert len(EDITS) + len(TIGHTER) + len(OUT_OF_REACH) == len(binding)


def test_the_dev_stack_is_clean_on_its_first_preview(engine: PolicyEngine, planned: Deployment) -> None:
    run = engine.preview(planned)
    assert (run.violated, run.reported) == (set(), OPEN)


@pytest.mark.parametrize("limit", EDITS)
def test_one_edit_turns_one_policy_red_on_the_first_preview(
    engine: PolicyEngine, planned: Deployment, limit: str
) -> None:
    run = engine.preview(planned, EDITS[limit])
    assert (run.violated, run.reported) == ({limit}, OPEN)


@pytest.mark.parametrize("limit", sorted(EDITS.keys() - {"eni-ipv6-instance-type", "eni-ipv6-attached-quota"}))
def test_todays_numbers_allow_it(engine: PolicyEngine, planned: Deployment, limit: str) -> None:
    run = engine.preview(planned, EDITS[limit], read_config(CHECKOUT / "policies" / "today.json"))
    assert (run.violated, run.reported) == (set(), OPEN)


@pytest.mark.parametrize("limit", TIGHTER)
def test_tighter_numbers_turn_one_policy_red(engine: PolicyEngine, planned: Deployment, limit: str) -> None:
    assert engine.preview(planned, config=TIGHTER[limit]).violated == {limit}


def test_advice_follows_the_configuration(engine: PolicyEngine, planned: Deployment) -> None:
    assert engine.preview(planned, PING_ALONE).reported == set()
    assert engine.preview(planned, config={"ipv6-ingress-open": "mandatory"}).violated == OPEN


def test_an_unknown_type_is_reported_and_can_be_made_to_block(engine: PolicyEngine, planned: Deployment) -> None:
    edit = {
        "ipv6-eni:instanceType": "ecs.g99.large",
        "ipv6-eni:zoneId": "cn-beijing-h",
        "ipv6-eni:imageId": "centos_7_3_x64_20G_alibase_20211130.vhd",
        **PING_ALONE,
    }
    run = engine.preview(planned, edit)
    assert (run.violated, run.reported) == (set(), {"unknown-instance-type", "cannot-tell-yet"})
    assert engine.preview(planned, edit, {"cannot-tell-yet": "mandatory"}).violated == {"cannot-tell-yet"}


def test_the_dev_stack_is_clean_after_an_update(engine: PolicyEngine, dev: Deployment) -> None:
    run = engine.preview(dev)
    assert (run.violated, run.reported) == (set(), OPEN)


@pytest.mark.parametrize("limit", ["eni-ipv6-attached-quota", "eni-ipv6-instance-type"])
def test_one_edit_turns_one_policy_red_after_an_update(engine: PolicyEngine, dev: Deployment, limit: str) -> None:
    assert engine.preview(dev, EDITS[limit]).violated == {limit}


def test_stored_state_is_clean_too_also_after_a_refresh(engine: PolicyEngine, dev: Deployment) -> None:
    for _ in range(2):
        run = engine.analyze(dev)
        assert (run.violated, run.reported) == (set(), OPEN)
        dev.refresh()


@pytest.mark.parametrize("limit", TIGHTER)
def test_tighter_numbers_turn_stored_state_red(engine: PolicyEngine, dev: Deployment, limit: str) -> None:
    assert engine.analyze(dev, TIGHTER[limit]).violated == {limit}


def test_the_crossaccount_stack_is_clean_before_and_after_an_update(engine: PolicyEngine, cross: Deployment) -> None:
    run = engine.preview(cross)
    assert (run.violated, run.reported) == (set(), OPEN)
    for limit in ("eni-ipv6-attached-quota", "eni-ipv6-instance-type"):
        assert engine.preview(cross, EDITS[limit]).violated == {limit}
    cross.up()
    for run in (engine.preview(cross), engine.analyze(cross)):
        assert (run.violated, run.reported) == (set(), OPEN)
    assert engine.preview(cross, EDITS["eni-ipv6-attached-quota"]).violated == {"eni-ipv6-attached-quota"}
