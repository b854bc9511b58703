"""Figures of commands, of small sizes."""

import pytest

from dev.bench.process_figures import check, plugin


@pytest.mark.slow
def test_the_plugin_starts() -> None:
    start, ratio = plugin(rounds=1)
    assert 0 < start.value < 60
    assert ratio.value > 0


@pytest.mark.slow
def test_a_plain_program_passes_the_check() -> None:
    assert next(check((30,))).name == "`alicloud-offline check`, 35 resources"
