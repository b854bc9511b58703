"""Any properties of the resources of the alicloud provider: no exception, and no dropped policy."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

import pulumi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_policies.model.resource_kinds import KINDS, fields_of
from alicloud_policies.pack import policies
from alicloud_policies.pack.report_policies import CANNOT_TELL
from alicloud_policies.rules import RULES
from policy_testkit import UNKNOWN, PackConfig, PlannedResource, PlannedStack, run_in_process, secret
from tests.policies.provider_types import provider_types

ERROR = "internal error of this policy pack"
TEXTS = (
    *("", "none", "0", "-1", "2.5", "1e400", "true", "ecs.g6.large", "ecs.no.such", "normal", "enterprise", "accept"),
    *("eni-1", "vsw-1", "i-1", "sg-1", "cn-beijing", "cn-beijing-h", "::/0", "2001:db8::/64", "10.0.0.0/8", "1/65535"),
    *("-1/-1", "22/22", "all", "icmpv6", "Primary", "Secondary", "InstanceAttach", "Ünï 网络", "a" * 5000),
)
NUMBERS = (0, 1, -1, 2, 10, 11, 255, 256, 2000, 2001, 65537, 10**15, 0.5, -0.0, 1e300, True, False)


Value = Callable[[Sequence[PlannedResource]], object]
"""Returns the value of a property, given the resources that it can refer to."""


def _either(rest: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """A secret, a list or an object of other values."""
    lists, objects = st.lists(rest, max_size=3), st.dictionaries(st.sampled_from(TEXTS[1:]), rest, max_size=3)
    return st.one_of(
        rest.map(lambda inner: lambda planned: secret(inner(planned))),
        lists.map(lambda inner: lambda planned: [one(planned) for one in inner]),
        objects.map(lambda inner: lambda planned: {key: one(planned) for key, one in inner.items()}),
    )


def _reference(number: int) -> Value:
    return lambda planned: planned[number % len(planned)].id if planned else UNKNOWN


PLAIN = st.sampled_from([None, UNKNOWN, pulumi.StringAsset("text"), *TEXTS, *NUMBERS])
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(PLAIN.map(lambda value: lambda _planned: value), st.integers(0, 9).map(_reference)), _either, max_leaves=6
)


def properties(names: Iterable[str]) -> st.SearchStrategy[dict[str, Value]]:
    """Some of the properties with these names, and one that the type does not have."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys((*names, "noSuchProperty"), VALUES))


@st.composite
def resources(draw: st.DrawFn) -> list[tuple[str, dict[str, Value], dict[str, Value]]]:
    """Resources of the types that the limits concern: type, inputs, outputs."""
    tokens = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=8))
    return [(token, draw(properties(fields_of(token))), draw(properties(fields_of(token)))) for token in tokens]


def run(plan: PlannedStack, config: PackConfig | None = None) -> None:
    """Run the pack, without exceptions, dropped policies and internal errors."""
    report = run_in_process(policies(), plan, config)
    assert not [one.message for one in report.of(CANNOT_TELL) if ERROR in one.message]


def add(plan: PlannedStack, made: list[PlannedResource], token: str, *values: dict[str, Value]) -> None:
    """A resource that refers to those made last."""
    near = made[-20:]
    inputs, outputs = ({name: value(near) for name, value in given.items()} for given in values)
    made.append(plan.resource(token, f"r{len(made)}", inputs, outputs=outputs))


@pytest.mark.slow
@given(resources(), st.booleans(), st.sampled_from(["documented", "today"]))
@settings(max_examples=300, deadline=None)
def test_any_properties_of_the_types_that_the_limits_concern(
    wanted: list[tuple[str, dict[str, Value], dict[str, Value]]], exists: bool, limits: str
) -> None:
    plan, made = PlannedStack(exists=exists), list[PlannedResource]()
    for token, inputs, outputs in wanted:
        add(plan, made, token, inputs, outputs)
    run(plan, {rule.id: {"limits": limits} for rule in RULES})


@pytest.mark.slow
@pytest.mark.parametrize("exists", [False, True], ids=["first preview", "after an update"])
@pytest.mark.parametrize("seed", range(3))
def test_every_type_of_the_provider_at_once(seed: int, exists: bool) -> None:
    chance = Random(seed)
    plan, made = PlannedStack(exists=exists), list[PlannedResource]()
    for token, names in sorted(provider_types().items(), key=lambda _: chance.random()):
        inputs, outputs = ({name: drawn(chance) for name in names if chance.random() < 0.7} for _ in range(2))
        add(plan, made, token, inputs, outputs if chance.random() < 0.5 else {})
    assert len(plan.resources) > 1000
    run(plan)


def drawn(chance: Random, depth: int = 0) -> Value:
    """A value of any type, drawn faster than by hypothesis."""
    kind = chance.randrange(5 if depth > 2 else 8)
    if kind < 4:
        value = chance.choice((None, UNKNOWN, chance.choice(TEXTS), chance.choice(NUMBERS)))
        return lambda _planned: value
    if kind == 4:
        return _reference(chance.randrange(10))
    inner = [drawn(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 5:
        return lambda planned: [one(planned) for one in inner]
    if kind == 6:
        return lambda planned: {TEXTS[1 + place]: one(planned) for place, one in enumerate(inner)}
    return lambda planned: secret([one(planned) for one in inner])


def test_the_provider_has_the_types_that_the_pack_knows() -> None:
    known = {token for token in KINDS if token.startswith("alicloud:")}
    former = {
        "alicloud:ecs/networkInterface:NetworkInterface",
        "alicloud:ecs/networkInterfaceAttachment:NetworkInterfaceAttachment",
    }
    assert known - provider_types().keys() == former


@pytest.mark.parametrize("token", sorted(KINDS.keys() & provider_types().keys()))
def test_the_provider_has_the_properties_that_the_pack_reads(token: str) -> None:
    assert set(fields_of(token)) <= set(provider_types()[token])
