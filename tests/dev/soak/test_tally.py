"""The table of a soak."""

import pytest

from dev.soak.tally import Tally, table, total

DEV = Tally("engine", "dev", lives=2, kills=60, reruns=60, seconds=540.4)
CROSS = Tally("engine", "crossaccount", lives=1, kills=40, at_once=9, reruns=41, seconds=400.0)


TABLE = [
    "mode    stack         lives  kills  at once  reruns  not converged  duplicates  orphans  left  unclear  seconds",
    "------  ------------  -----  -----  -------  ------  -------------  ----------  -------  ----  -------  -------",
    "engine  dev               2     60        0      60              0           0        0     0        0      540",
    "engine  crossaccount      1     40        9      41              0           0        0     0        0      400",
    "total                     3    100        9     101              0           0        0     0        0      940",
]


def test_the_table_has_a_line_of_sums() -> None:
    assert table([DEV, CROSS]).splitlines() == TABLE
    assert len(table([DEV]).splitlines()) == 3


@pytest.mark.parametrize("wrong", ["not_converged", "duplicates", "orphans", "left", "unclear"])
def test_one_finding_makes_a_soak_fail(wrong: str) -> None:
    assert total([DEV, CROSS]).clean
    assert not total([DEV, Tally("engine", "dev", **{wrong: 1})]).clean
