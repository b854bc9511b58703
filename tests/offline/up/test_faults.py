"""`alicloud-offline up` on a sandbox that fails on purpose: it ends, and nothing is there twice or too much.

Other seeds: `for seed in ...: alicloud-sandbox run --faults ...,seed=$seed -- alicloud-offline up dev`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dev_stack import DEV_STACK
from tests.offline.run_offline import CHECKOUT

FAULTS = "throttle=0.1,unavailable=0.05,reset=0.04,slow=0.05,seconds=0.3"


@pytest.mark.slow
@pytest.mark.parametrize("faults", [f"{FAULTS},seed=18", "reset-after=0.3"])
def test_it_ends_with_each_resource_once(tmp_path: Path, faults: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "ALICLOUD_OFFLINE_IN_SANDBOX": "1"}
    sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(tmp_path / "state.db")]
    up = [sys.executable, "-m", "alicloud_offline", "up", "dev", "--program", str(CHECKOUT)]
    done = subprocess.run(
        [*sandbox, "run", "--faults", faults, "--", *up], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = subprocess.run([*sandbox, "show", "--json"], env=environment, capture_output=True, text=True, check=True)
    assert {kind: len(rows) for kind, rows in json.loads(found.stdout)["resource"].items()} == DEV_STACK
    assert (tmp_path / "state.log").read_text().count(" fault=") > 5
