"""Finding packs, and the one that runs in this process; more tests of evaluations are in test_check_program.py."""

import json
from pathlib import Path
from typing import Any

import pytest

from alicloud_offline.check.check_defaults import OWN_PACK
from alicloud_offline.check.policy_packs import find_packs
from alicloud_offline.offline_error import OfflineError
from tests.offline.check.sample_programs import NETWORK, write_program
from tests.offline.run_offline import check, run_offline


def pack(folder: Path, project: str) -> Path:
    folder.mkdir()
    (folder / "PulumiPolicy.yaml").write_text(project)
    return folder


def test_configurations_belong_to_packs_by_position(tmp_path: Path) -> None:
    (tmp_path / "first.json").write_text('{"all": "advisory"}')
    folders = [pack(tmp_path / name, "runtime: python") for name in ("a", "b")]
    first, second = find_packs(folders, [tmp_path / "first.json"], "python3")
    assert (first.config, second.config) == ({"all": "advisory"}, {})


def test_a_pack_runs_in_its_own_virtual_environment(tmp_path: Path) -> None:
    folder = pack(tmp_path / "a", "runtime: {name: python, options: {virtualenv: venv}}")
    assert find_packs([folder], [], "python3")[0].python == "python3"
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "venv" / "bin" / "python").touch()
    assert find_packs([folder], [], "python3")[0].python == str(folder / "venv" / "bin" / "python")


@pytest.mark.parametrize(
    ("project", "config", "message"),
    [
        ("runtime: nodejs", "{}", "is written for nodejs; only Python packs run without the engine."),
        ("[", "{}", "must be the YAML of a policy pack"),
        ("runtime: python", "[", "must be the JSON of a pack's configuration"),
    ],
)
def test_an_invalid_pack_is_one_sentence(tmp_path: Path, project: str, config: str, message: str) -> None:
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(OfflineError, match=message):
        find_packs([pack(tmp_path / "a", project)], [tmp_path / "config.json"], "python3")


def test_there_are_not_more_configurations_than_packs(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="1 pack configurations for 0 packs"):
        find_packs([], [tmp_path / "config.json"], "python3")


REFUSED = (
    NETWORK
    + """\
other = alicloud.Provider("other", region="cn-hangzhou", secret_key="Only-4-this-test")
alicloud.ecs.EcsNetworkInterface(
    "eni", vswitch_id=vswitch.id, security_group_ids=[group.id], ipv6_address_count=11,
    opts=pulumi.ResourceOptions(provider=other),
)
alicloud.ecs.Instance("marked", password=pulumi.Output.secret("Only-4-this-test"), vswitch_id=vswitch.id)
alicloud.ecs.Instance("plain", password="Only-4-this-test", vswitch_id=vswitch.id)
alicloud.vpc.Switch("same", vpc_id=vpc.id, zone_id="cn-beijing-h", cidr_block="10.2.0.0/16", ipv6_cidr_block_mask=1)
"""
)


@pytest.mark.slow
@pytest.mark.parametrize("config", [{}, {"mark-secrets": "remediate"}], ids=["default", "remediate"])
def test_the_own_pack_reports_the_same_in_this_process_and_in_another(tmp_path: Path, config: dict[str, str]) -> None:
    program = write_program(tmp_path / "program", REFUSED)
    (tmp_path / "config.json").write_text(json.dumps(config))
    same = pack(tmp_path / "same", "runtime: python")
    (same / "__main__.py").write_text("from alicloud_policies.pack import serve\nserve()\n")
    reports: list[dict[str, Any]] = []
    for folder in (OWN_PACK, same):
        _, report = check(program, "--policy-pack-config", str(tmp_path / "config.json"), pack=folder)
        reports.append({key: value for key, value in report.items() if key not in ("seconds", "peakMiB")})
    assert {one["rule"] for one in reports[0]["findings"]} >= {"no-ipv6-at-eni-creation", "ipv6-mask-unique"}
    assert reports[0] == reports[1]


def test_a_value_that_the_own_pack_cannot_read_is_one_sentence(tmp_path: Path) -> None:
    source = 'import pulumi\npulumi.CustomResource("shop:index:Thing", "a", {"size": float("nan")})\n'
    done = run_offline("check", "dev", "--program", str(write_program(tmp_path, source)))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"The policy pack in {OWN_PACK} failed: ValueError: Fail to serialize NaN" in done.stderr
    assert len(done.stderr.splitlines()) == 1
