"""Costs of checks, of small sizes."""

from itertools import islice

import pytest

from dev.bench import check_figures
from dev.bench.check_figures import Costs, check


def test_ratios_are_those_of_one_size_and_growth_is_per_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {
        0: Costs(6, 1, alone=1, recording=1, pack=0.5, alone_memory=100, memory=150),
        30: Costs(30, 9, alone=4, recording=5, pack=0.56, alone_memory=200, memory=300),
        300: Costs(300, 99, alone=31, recording=46, pack=1.4, alone_memory=1000, memory=2100),
    }
    monkeypatch.setattr(check_figures, "_measure", costs.__getitem__)
    found = {(index, one.name.strip()): one for index, one in enumerate(check((30, 300)))}
    values = [round(one.value, 4) for one in found.values()]
    first, second, growth = values[:6], values[6:12], values[12:]
    assert first == [9, 4, 1.25, round(1000 * 0.56 / 30, 4), 300, 1.5]
    assert second == [99, 31, round(46 / 31, 4), round(1000 * 1.4 / 300, 4), 2100, 2.1]
    assert growth == [1, round(45 / 40, 4), round(0.9 / 0.6, 4), round(1950 / 1500, 4)]
    goals = {name: one.goal for (_, name), one in found.items()}
    assert goals["recording it, as a multiple"] == 1.3
    assert goals["the policy pack, each resource"] == 1
    assert goals["as a multiple of the program's"] == 2
    assert {goal for name, goal in goals.items() if "growth" in name} == {None, 1.1}


@pytest.mark.slow
def test_a_plain_program_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_figures, "_ROUNDS", 1)
    found = list(islice(check((30,)), 6))
    assert found[0].name == "`alicloud-offline check`, 35 resources"
    assert all(one.value > 0 for one in found)
