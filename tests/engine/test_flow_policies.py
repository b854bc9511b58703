"""The policies about flows under the real engine, on the first preview of both stacks.

Not proved here: that packets pass. The pieces that no setting of the stacks removes are in tests/policies/flows.
"""

from typing import Any

import pytest

from policy_testkit import PackConfig
from tests.engine.conftest import Deployment
from tests.engine.policy_runs import PolicyEngine
from tests.engine.test_crossaccount import ARN, role_of, stack_of

OPEN = {"ipv6-ingress-open"}
"""The advice for the example of the page, which lets everybody in."""


def both_ways(one: str, other: str) -> list[dict[str, str]]:
    return [{"from": one, "to": other}, {"from": other, "to": one}]


PING: PackConfig = {"must-reach": {"flows": both_ways("site-1-eni", "site-2-eni")}}

#: Settings that remove a piece, and how the message names it.
WITHOUT: dict[str, tuple[dict[str, Any], list[str]]] = {
    "rule": ({"ipv6-eni:ingressRules": []}, ["ingress rule"]),
    "gateway": ({"ipv6-eni:publicIpv6": False}, ["IPv6 gateway", "public bandwidth"]),
    "guest set-up": ({"ipv6-eni:guestSetup": False}, ["address in the guest"]),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> PolicyEngine:
    return PolicyEngine(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The dev stack, of which nothing exists."""
    return Deployment(tmp_path_factory.mktemp("planned"))


def test_the_ping_of_the_dev_stack_is_certain_on_its_first_preview(engine: PolicyEngine, planned: Deployment) -> None:
    run = engine.preview(planned, config=PING)
    assert (run.violated, run.reported) == (set(), OPEN)


@pytest.mark.parametrize("piece", WITHOUT)
def test_a_missing_piece_is_named_on_the_first_preview(engine: PolicyEngine, planned: Deployment, piece: str) -> None:
    settings, names = WITHOUT[piece]
    run = engine.preview(planned, settings, config=PING)
    assert run.violated == {"must-reach"}
    (message, *_) = [text for text in run.messages if "does not reach" in text]
    for name in names:
        assert f"{name}: " in message


def test_an_open_port_is_named_on_the_first_preview(engine: PolicyEngine, planned: Deployment) -> None:
    config: PackConfig = {"new-exposure": {"flows": [{"from": "internet", "to": "site-*"}]}}
    rules = [{"protocol": "icmpv6"}, {"protocol": "tcp", "portRange": "22/22"}]
    assert engine.preview(planned, {"ipv6-eni:ingressRules": rules[:1]}, config).violated == set()
    run = engine.preview(planned, {"ipv6-eni:ingressRules": rules}, config)
    assert run.violated == {"new-exposure"}
    assert any("reaches EcsNetworkInterface site-1-eni by tcp/22, which is not listed" in text for text in run.messages)


@pytest.mark.parametrize(("way", "peer"), [("assumed_role", "site-1-ecs"), ("granted", "site-2-ecs")])
def test_the_ping_of_the_crossaccount_stack_is_certain(
    engine: PolicyEngine, tmp_path_factory: pytest.TempPathFactory, way: str, peer: str
) -> None:
    folder = tmp_path_factory.mktemp(way)
    role_of(folder).up()
    stack = stack_of(folder, {"roleArn": ARN, "way": way})
    run = engine.preview(stack, config={"must-reach": {"flows": both_ways("site-2-eni", peer)}})
    assert (run.violated, run.reported) == (set(), OPEN)
