"""Figures of the sandbox, of small sizes."""

import pytest

from dev.bench import sandbox_figures
from dev.bench.figure import BenchError
from dev.bench.sandbox_figures import Client, describe, running_sandbox


@pytest.mark.slow
def test_enis_are_spread_over_vswitches_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_figures, "_PER_VSWITCH", 5)
    monkeypatch.setattr(sandbox_figures, "_PER_GROUP", 10)
    with running_sandbox() as sandbox:
        assert sandbox.ready_after > 0
        assert sandbox.resident_mebibytes() > 10
        client = Client(sandbox.exports())
        vpc = client.call("vpc", "CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
        assert len(set(sandbox_figures._create_enis(client, vpc, 0, 12))) == 12
        found = client.call("ecs", "DescribeNetworkInterfaces", PageSize=50)
        rows = found["NetworkInterfaceSets"]["NetworkInterfaceSet"]
        assert len({row["VSwitchId"] for row in rows}) == 3
        assert len({row["SecurityGroupIds"]["SecurityGroupId"][0] for row in rows}) == 2
        wrong = Client({**sandbox.exports(), "ALICLOUD_ACCESS_KEY": "LTAInobody"})
        with pytest.raises(BenchError, match=r"InvalidAccessKeyId\.NotFound"):
            wrong.call("ecs", "DescribeRegions")


@pytest.mark.slow
def test_the_rate_is_measured_among_few_and_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_figures, "_REQUESTS_PER_ROUND", 20)
    assert [figure.name for figure in describe((3, 6))] == [
        "describe by id, 3 ENIs",
        "describe by id, 6 ENIs",
        "  slowdown from the first to the last",
        "memory of the sandbox, 6 ENIs",
    ]
