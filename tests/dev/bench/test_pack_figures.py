"""The plan that the policy pack is measured with."""

from collections import Counter
from pathlib import Path

import pytest

from dev.bench import pack_figures
from dev.bench.figure import BenchError
from dev.bench.pack_figures import Plan, policy_pack


@pytest.mark.parametrize("size", [50, 200, 2_000])
def test_a_plan_has_about_the_given_size(size: int) -> None:
    plan = Plan(size)
    assert size - 3 < len(plan.resources) <= size
    kinds = Counter(one.type.rpartition(":")[2] for one in plan.resources.values())
    assert (
        kinds["EcsNetworkInterface"] == kinds["Instance"] == kinds["EcsNetworkInterfaceAttachment"] >= (size - 10) // 3
    )


@pytest.mark.slow
def test_the_pack_evaluates_its_plan_without_findings() -> None:
    assert [figure.name for figure in policy_pack((20, 40))][::2] == [
        "policy pack, 20 resources, each",
        "policy pack, 40 resources, each",
        "  growth of its processor time per resource",
    ]


@pytest.mark.slow
def test_a_pack_with_findings_is_not_a_figure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (tmp_path / "__main__.py").write_text(
        "from pulumi_policy import PolicyPack, StackValidationPolicy\n"
        "PolicyPack('p', [StackValidationPolicy('no', 'No.', lambda _, report: report('never'))])\n"
    )
    monkeypatch.setattr(pack_figures, "PACK", tmp_path)
    with pytest.raises(BenchError, match='must have no findings, but: "never"'):
        list(policy_pack((20,)))
