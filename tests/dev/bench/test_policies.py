"""The bench of the policy pack measures what it says. Its numbers are no test: they depend on the machine."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from alicloud_policies.pack import policies as pack_policies
from dev.bench import check, cli, plugin, policies, previews
from dev.bench.place import BenchError
from dev.bench.report import Row, table
from dev.tools import pulumi_engine
from policy_testkit import run_in_process


@pytest.mark.parametrize("size", [50, 200, 2_000])
def test_a_plan_has_about_as_many_resources_as_asked_for_and_passes(size: int) -> None:
    plan = policies.plan_of(size)
    assert size - 3 < len(plan.resources) <= size
    kinds = Counter(one.type.rpartition(":")[2] for one in plan.resources)
    assert (
        kinds["EcsNetworkInterface"] == kinds["Instance"] == kinds["EcsNetworkInterfaceAttachment"] >= (size - 10) // 3
    )
    assert run_in_process(pack_policies(), plan).violations == []


def test_a_row_for_each_size_and_one_for_the_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "_MEASURED_RESOURCES", 40)
    first, second, growth = policies.rows((20, 40))
    assert (first.what, second.what) == ("policy pack, 20 resources", "policy pack, 38 resources")
    assert first.result.endswith(" ms each")
    assert growth.met is not None


def test_a_pack_that_finds_fault_is_no_result(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (tmp_path / "__main__.py").write_text(
        "from pulumi_policy import PolicyPack, StackValidationPolicy\n"
        "PolicyPack('p', [StackValidationPolicy('no', 'No.', lambda _, report: report('never'))])\n"
    )
    monkeypatch.setattr(policies, "PACK", tmp_path)
    with pytest.raises(BenchError, match="should pass, but: No"):
        policies.rows((20, 40))


def test_without_a_cli_the_previews_are_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulumi_engine, "find_cli", lambda: None)
    (row,) = previews.rows()
    assert (row.result, row.met) == ("not measured", None)


def test_arunnable_pack_is_its_copy_in_this_environment(tmp_path: Path) -> None:
    copy = previews.runnable(policies.PACK, tmp_path / "policies")
    assert f"virtualenv: {sys.prefix}" in (copy / "PulumiPolicy.yaml").read_text()
    assert (copy / "__main__.py").read_bytes() == (policies.PACK / "__main__.py").read_bytes()


def test_a_preview_that_fails_is_no_result() -> None:
    assert previews._seconds([sys.executable, "-c", ""], {}) > 0
    with pytest.raises(BenchError, match=r"should pass, but:\nwhat it says"):
        previews._seconds([sys.executable, "-c", "import sys; print('what it says'); sys.exit(1)"], {})


def test_parts_can_be_measured_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "_measure", lambda *_: [Row("of the sandbox", "1", "", None)])
    monkeypatch.setattr(policies, "rows", lambda: [Row("of the pack", "2", "", None)])
    monkeypatch.setattr(previews, "rows", lambda: [Row("of previews", "3", "", None)])
    monkeypatch.setattr(check, "rows", lambda: [Row("of the check", "4", "", None)])
    monkeypatch.setattr(plugin, "rows", lambda: [Row("of the plugin", "5", "", None)])
    shown = {}
    for only in ([], ["--only", "sandbox"], ["--only", "policies"], ["--only", "check"], ["--only", "plugin"]):
        assert cli.main(only) == 0
        shown[" ".join(only)] = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()[2:]]
    assert shown == {
        "": ["of the sandbox", "of the pack", "of previews", "of the check", "of the plugin"],
        "--only sandbox": ["of the sandbox"],
        "--only policies": ["of the pack", "of previews"],
        "--only check": ["of the check"],
        "--only plugin": ["of the plugin"],
    }


def test_a_remark_has_no_verdict() -> None:
    assert table([Row("what", "1 s", "a remark")]).splitlines()[-1] == "what         1 s  a remark"
