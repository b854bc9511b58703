"""Each example, run once for all tests that only look at the result."""

import pytest

from tests.components.recorder import Recorder
from tests.program.program_run import ASSUMED, GRANTED, run, run_example1


@pytest.fixture(scope="session")
def assumed() -> Recorder:
    return run_example1(ASSUMED)


@pytest.fixture(scope="session")
def granted() -> Recorder:
    return run_example1(GRANTED)


@pytest.fixture(scope="session", params=["assumed", "granted"])
def both(request: pytest.FixtureRequest) -> Recorder:
    made: Recorder = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="session")
def dev() -> Recorder:
    return run()
