"""DescribeInvocations and DescribeInvocationResults: filters, pages, output."""

import base64

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.instance_fixtures import (
    create_command,
    invocation_ids,
    invoke,
    read_invocation,
    run_instance,
    run_instances,
    run_script,
)


@pytest.fixture
def instance(cloud: Cloud, net: Net) -> str:
    return run_instance(cloud, net, InstanceName="guest")


def test_runs_are_found_by_every_filter(cloud: Cloud, net: Net, instance: str) -> None:
    other = run_instance(cloud, net)
    good, bad = create_command(cloud, "echo", Name="good"), create_command(cloud, "ifconfig eth9", Name="bad")
    first = invoke(cloud, good, instance, ResourceGroupId="rg-1", Tag=[{"Key": "n", "Value": "1"}])
    second = invoke(cloud, bad, other)
    for filters in (
        {"CommandId": good},
        {"CommandName": "good"},
        {"InstanceId": instance},
        {"InstanceId": instance, "CommandName": "bad"},
        {"InvokeStatus": "Success"},
        {"InvokeStatus": "Finished"},
        {"ResourceGroupId": "rg-1"},
        {"Tag": [{"Key": "n"}]},
    ):
        assert invocation_ids(cloud, **filters) == [first], filters
    assert invocation_ids(cloud, InvokeStatus="Failed") == [second]
    assert invocation_ids(cloud, CommandType="RunShellScript", RepeatMode="Once", Timed=False) == [first, second]
    assert (
        invocation_ids(cloud, Timed=True)
        == invocation_ids(cloud, RepeatMode="Period")
        == invocation_ids(cloud.by("user"))
        == []
    )
    with refused("MissingParameter"):
        invocation_ids(cloud, IncludeOutput=True)


def test_results_are_found_by_every_filter(cloud: Cloud, net: Net) -> None:
    made = run_instances(cloud, net, Amount=3)
    answer = cloud.ecs("RunCommand", Type="RunShellScript", CommandContent="echo", InstanceId=made)

    def results(**filters: object) -> list[str]:
        found = cloud.ecs("DescribeInvocationResults", **filters)["Invocation"]["InvocationResults"]["InvocationResult"]
        return sorted(row["InstanceId"] for row in found)

    assert results() == results(InvokeId=answer["InvokeId"]) == results(InvokeRecordStatus="Finished") == sorted(made)
    assert results(InstanceId=made[0]) == results(CommandId=answer["CommandId"], InstanceId=made[0]) == [made[0]]
    assert results(InvokeRecordStatus="Failed") == results(InvokeId="t-nothing") == []
    first = cloud.ecs("DescribeInvocationResults", MaxResults=2)["Invocation"]
    rest = cloud.ecs("DescribeInvocationResults", MaxResults=2, NextToken=first["NextToken"])["Invocation"]
    paged = [row["InstanceId"] for page in (first, rest) for row in page["InvocationResults"]["InvocationResult"]]
    assert sorted(paged) == sorted(made)
    with refused("UnsupportedParameter"):
        results(IncludeHistory=True)


def test_output_is_base64_unless_asked_otherwise(cloud: Cloud, instance: str) -> None:
    invoke_id = invoke(cloud, create_command(cloud, "echo text"), instance)
    answer = cloud.ecs("DescribeInvocationResults", InvokeId=invoke_id)
    (row,) = answer["Invocation"]["InvocationResults"]["InvocationResult"]
    assert base64.b64decode(row["Output"]) == b"text\n"
    assert read_invocation(cloud, invoke_id, ContentEncoding="PlainText")["CommandContent"] == "echo text"


def test_long_output_is_cut_off(cloud: Cloud, instance: str) -> None:
    once = len(run_script(cloud, instance, "ifconfig")["Output"])
    result = run_script(cloud, instance, "ifconfig\n" * 200)
    assert len(result["Output"]) == 24 * 1024
    assert result["Dropped"] == 200 * once - 24 * 1024
