"""`check` and `up` of programs that adopt existing resources, or add IPv6 later; without a Pulumi CLI.

Not tested here: what only the engine does. tests/engine runs the same programs.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.engine_programs import project
from tests.offline.run_offline import CHECKOUT, check, mandatory
from tests.offline.up.test_crossaccount import Accounts
from tests.policies.scenario_builders import NO_IPV6, ONE_IPV6

EXISTING = {
    "vpc": "vpc-1",
    "vswitch": "vsw-1",
    "group": "sg-1",
    "gateway": "ipv6gw-1",
    "attached": "eni-1",
    "free": "eni-2",
    "instance": "i-1",
}
BY_ID = {"existing": EXISTING, "adopt": True}


def check_report(
    folder: Path, program: str, settings: dict[str, Any], config: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the report of this project's pack on the program."""
    (folder / "config.json").write_text(json.dumps(config or {}))
    more = ("--policy-pack-config", str(folder / "config.json"), "--unknown-environment", "ECS_LOGIN_PASSWORD")
    place = project(folder, program, settings)
    return check(place, *more, pack=CHECKOUT / "policies")[1]


@pytest.mark.parametrize(
    ("program", "settings"),
    [
        ("adoption", {"adopt": True}),
        ("adoption", BY_ID),
        ("later", {"ipv6": False}),
        ("later", {"ipv6": True}),
    ],
)
def test_nothing_is_refused(tmp_path: Path, program: str, settings: dict[str, Any]) -> None:
    assert mandatory(check_report(tmp_path, program, settings)) == set()


def test_facts_about_resources_outside_the_stack_are_evaluated(tmp_path: Path) -> None:
    outside = {"i-1": {"instanceType": NO_IPV6}, "eni-1": {"instanceId": "i-1"}, "vpc-1": {"ipv6Masks": [2]}}
    config = {name: {"outside": outside} for name in ("eni-ipv6-instance-type", "ipv6-mask-unique")}
    report = check_report(tmp_path, "adoption", BY_ID, config)
    assert {(rule, name) for rule, name, _ in mandatory(report)} >= {
        ("eni-ipv6-instance-type", "attached-ipv6"),
        ("eni-ipv6-instance-type", "free-attachment"),
        ("ipv6-mask-unique", "net-vsw-2"),
    }


def test_a_missing_fact_is_named(tmp_path: Path) -> None:
    outside = {"i-1": {"instanceType": ONE_IPV6}}
    report = check_report(tmp_path, "adoption", BY_ID, {"eni-attach-quota": {"outside": outside}})
    said = "".join(one["message"] for one in report["findings"] if one["rule"] == "cannot-tell-yet")
    assert "instanceId of ENI eni-1, which is outside the stack" in said
    assert "eni-attach-quota" not in said


def test_offline_up_adopts_what_the_same_program_makes(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    place = project(tmp_path, "adoption", {"adopt": True})
    done = accounts.run(
        "resource", "alicloud_offline", "up", "dev", "--program", str(place), "--outputs", str(accounts.outputs)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found, made = json.loads(accounts.outputs.read_text()), accounts.show()["resource"]
    enis = {eni["id"]: eni for eni in made["eni"]}
    assert found["ipv6CidrBlock"] == made["vpc"][0]["ipv6_cidr"]
    assert found["privateIpv4"] == [enis[eni]["private_ips"][0] for eni in found["enis"]]
    assert found["ipv6Addresses"] == [enis[eni]["ipv6"] for eni in found["enis"]]
    assert [len(enis[eni]["ipv6"]) for eni in found["enis"]] == [1, 1]
