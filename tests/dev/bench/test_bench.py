"""The bench measures what it says. Its numbers are no test: they depend on the machine."""

from pathlib import Path

import pytest

from alicloud_sandbox.iam.keyring import Key
from dev.bench import cli, fleet, measures, plugin
from dev.bench.fleet import Fleet
from dev.bench.place import BenchError, Sandbox
from dev.bench.report import Row, table
from dev.bench.wire import Connection, answer, signed


def test_help_has_examples_and_says_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--help"])
    text = capsys.readouterr().out
    assert "python -m dev.bench" in text.partition("examples:")[2]
    assert "signed before the clock starts" in text


@pytest.mark.parametrize("number", ["99", "-1", "many", "1e4"])
def test_too_few_enis_are_a_usage_error(number: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["--enis", number])


def test_the_plugin_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin, "ROUNDS", 1)
    ready, ratio = plugin.rows()
    assert 0 < float(ready.result.removesuffix(" s")) < 60
    assert float(ratio.result.removesuffix("x")) > 0


def test_results_stand_beside_their_goals() -> None:
    rows = [Row("first", "1 s", "under 2 s", met=True), Row("the second", "300 MiB", "under 250 MiB", met=False)]
    assert table(rows).splitlines() == [
        "measured     result  goal",
        "------------------------------------------",
        "first           1 s  under 2 s      met",
        "the second  300 MiB  under 250 MiB  MISSED",
    ]


def test_a_fleet_is_spread_over_vswitches_and_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "_PER_VSWITCH", 5)
    monkeypatch.setattr(fleet, "_PER_GROUP", 10)
    monkeypatch.setattr(fleet, "_REQUESTS_PER_ROUND", 20)
    with Sandbox(tmp_path) as sandbox:
        assert sandbox.ready_after > 0
        assert sandbox.resident_mebibytes() > 10
        few = Fleet(sandbox, 12)
        key = sandbox.key()
        found = answer(sandbox, key, "ecs", "DescribeNetworkInterfaces", PageSize=50)
        assert found["TotalCount"] == 12
        rows = found["NetworkInterfaceSets"]["NetworkInterfaceSet"]
        assert len({row["VSwitchId"] for row in rows}) == 3
        assert len({row["SecurityGroupIds"]["SecurityGroupId"][0] for row in rows}) == 2
        assert all(rate > 0 for rate in measures.describes_per_second(few, few))


def test_a_refused_request_is_no_result(tmp_path: Path) -> None:
    with Sandbox(tmp_path) as sandbox:
        wrong = Key("", "", "", "LTAInobody", "nothing")
        connection = Connection(sandbox, "ecs")
        with pytest.raises(BenchError, match=r"InvalidAccessKeyId\.NotFound"):
            connection.send(signed(wrong, "ecs", "DescribeRegions", {}))
        connection.close()
        with pytest.raises(BenchError, match="did not start"), Sandbox(tmp_path):
            pass


def test_what_cannot_be_measured_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(*_: object) -> list[Row]:
        raise BenchError("`offline up dev` ended with 2")

    monkeypatch.setattr(cli, "_measure", fails)
    assert cli.main([]) == 1
    assert capsys.readouterr().err == "bench: `offline up dev` ended with 2\n"
