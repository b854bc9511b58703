"""Figures of commands, of small sizes."""

import pytest

from dev.bench.process_figures import plugin


@pytest.mark.slow
def test_the_plugin_starts() -> None:
    start, ratio = plugin(rounds=1)
    assert 0 < start.value < 60
    assert ratio.value > 0
