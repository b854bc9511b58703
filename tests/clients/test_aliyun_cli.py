"""The aliyun CLI: its signature (RPC version 1), GET and POST, its pagers, its waiter, filters and errors.

Seen with version 3.4.11.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.sandbox import Sandbox
from tests.clients.conftest import program, run

VPCS = 5


@pytest.fixture
def aliyun(alicloud_sandbox: Sandbox, tmp_path: Path) -> Callable[..., Any]:
    """Run one command of the CLI and return its answer."""
    cli = program("aliyun", "TEST_ALIYUN_CLI")
    environment = {
        **alicloud_sandbox.environment(),
        "ALIBABA_CLOUD_REGION_ID": "cn-hangzhou",
        "HOME": str(tmp_path),
    }

    def call(*words: str, code: int = 0) -> Any:  # noqa: ANN401 - JSON
        printed = run(cli, *words, environment=environment, code=code)
        return printed if code or not printed.startswith("{") else json.loads(printed)

    return call


@pytest.fixture
def vpcs(aliyun: Callable[..., Any]) -> list[str]:
    """The ids of new VPCs."""
    return [
        aliyun("vpc", "CreateVpc", "--VpcName", f"cli-{number}", "--CidrBlock", "10.0.0.0/8")["VpcId"]
        for number in range(VPCS)
    ]


def test_pages_by_number(aliyun: Callable[..., Any], vpcs: list[str]) -> None:
    found = aliyun("vpc", "DescribeVpcs", "--PageSize", "2", "--pager", "path=Vpcs.Vpc[]", "NextToken=")
    assert sorted(vpc["VpcId"] for vpc in found["Vpcs"]["Vpc"]) == sorted(vpcs)


def test_pages_by_token(aliyun: Callable[..., Any]) -> None:
    pager = ("--pager", "path=InstanceTypes.InstanceType[]", "NextToken=NextToken")
    found = aliyun("ecs", "DescribeInstanceTypes", "--MaxResults", "100", *pager)
    types = [kind["InstanceTypeId"] for kind in found["InstanceTypes"]["InstanceType"]]
    assert sorted(types) == sorted(CATALOGUE)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_methods_and_filters(aliyun: Callable[..., Any], vpcs: list[str], method: str) -> None:
    (vpc,) = aliyun("vpc", "DescribeVpcs", "--VpcName", "cli-3", "--method", method)["Vpcs"]["Vpc"]
    assert vpc["VpcId"] == vpcs[3]


def test_the_waiter_and_a_table(aliyun: Callable[..., Any], vpcs: list[str]) -> None:
    waiter = ("--waiter", "expr=Status", "to=Available", "timeout=5", "interval=2")
    assert aliyun("vpc", "DescribeVpcAttribute", "--VpcId", vpcs[0], *waiter)["Status"] == "Available"
    table = aliyun("vpc", "DescribeVpcs", "--output", "cols=VpcId,VpcName", "rows=Vpcs.Vpc[]")
    assert all(vpc in table for vpc in vpcs)


def test_an_error_names_the_code(aliyun: Callable[..., Any]) -> None:
    assert "ErrorCode: InvalidVpcId.NotFound" in aliyun("vpc", "DescribeVpcAttribute", "--VpcId", "vpc-none", code=1)


def test_ram_and_sts(aliyun: Callable[..., Any], alicloud_sandbox: Sandbox) -> None:
    assert aliyun("sts", "GetCallerIdentity")["Arn"].endswith(":user/admin")
    aliyun("ram", "CreateUser", "--UserName", "cli")
    assert [user["name"] for user in alicloud_sandbox.resources()["ram-user"]] == ["cli"]
