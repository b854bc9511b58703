"""The policy pack and the check judge the components' newer resources as they are: none is refused or unknown."""

import json
from pathlib import Path

import pytest

from tests.engine.engine_programs import project
from tests.offline.run_offline import CHECKOUT, check

SETTINGS = {
    "group": "before",
    "groupOfEnis": "before",
    "owner": "a",
    "zones": ["cn-beijing-h"],
    "ipv4": 2,
    "egressOnly": True,
}


@pytest.mark.slow
@pytest.mark.parametrize("a_set", [False, True])
def test_the_components_features_break_no_limit(tmp_path: Path, a_set: bool) -> None:
    place = project(tmp_path, "features", {**SETTINGS, "set": a_set, "enis": 2 if a_set else 1})
    code, report = check(place, pack=CHECKOUT / "policies")
    assert code == 0, json.dumps(report["findings"], indent=1)
    assert {one["rule"] for one in report["findings"]} == {"ipv6-ingress-open"}
