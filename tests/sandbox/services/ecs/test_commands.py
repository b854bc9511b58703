"""Cloud Assistant commands: kept, found, changed, deleted."""

import base64
from typing import Any

import pytest

from tests.sandbox.conftest import Cloud, refused

CONTENT = base64.b64encode(b"echo hello").decode()


def create(cloud: Cloud, **more: object) -> str:
    usual = {"Name": "command", "Type": "RunShellScript", "CommandContent": CONTENT}
    return str(cloud.ecs("CreateCommand", **{**usual, **more})["CommandId"])


def find(cloud: Cloud, **filters: object) -> list[dict[str, Any]]:
    return list(cloud.ecs("DescribeCommands", **filters)["Commands"]["Command"])


def test_a_command_reads_back_as_it_was_sent(cloud: Cloud) -> None:
    content = base64.b64encode(b"echo {{Name}} {{ACS::RegionId}}").decode()
    command_id = create(
        cloud,
        CommandContent=content,
        Description="says hello",
        EnableParameter=True,
        Timeout=120,
        WorkingDir="/tmp",
        ResourceGroupId="rg-1",
        Tag=[{"Key": "a", "Value": "b"}],
    )
    (command,) = find(cloud, CommandId=command_id)
    assert (command["Name"], command["Type"], command["CommandContent"]) == ("command", "RunShellScript", content)
    assert (command["Description"], command["Timeout"], command["WorkingDir"]) == ("says hello", 120, "/tmp")
    assert (command["EnableParameter"], command["ParameterNames"]) == (True, {"ParameterName": ["Name"]})
    assert (command["ResourceGroupId"], command["InvokeTimes"]) == ("rg-1", 0)
    assert [tag["TagKey"] for tag in command["Tags"]["Tag"]] == ["a"]


def test_defaults_are_the_documented_ones(cloud: Cloud) -> None:
    (command,) = find(cloud, CommandId=create(cloud))
    assert (command["Timeout"], command["EnableParameter"], command["WorkingDir"]) == (60, False, "")


def test_content_can_be_sent_and_shown_in_plain_text(cloud: Cloud) -> None:
    command_id = create(cloud, CommandContent="echo 你好", ContentEncoding="PlainText")
    (command,) = find(cloud, CommandId=command_id)
    assert base64.b64decode(command["CommandContent"]).decode() == "echo 你好"
    (plain,) = find(cloud, CommandId=command_id, ContentEncoding="PlainText")
    assert plain["CommandContent"] == "echo 你好"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"Type": "RunPython"}, "InvalidCmdType.NotFound"),
        ({"Name": "x" * 129}, "CmdName.ExceedLimit"),
        ({"Description": "x" * 513}, "CmdDesc.ExceedLimit"),
        ({"CommandContent": "not base64"}, "InvalidParameter"),
        ({"CommandContent": base64.b64encode(b"\xff").decode()}, "InvalidParameter"),
        ({"CommandContent": "x" * 30000, "ContentEncoding": "PlainText"}, "CmdContent.ExceedLimit"),
        ({"WorkingDir": "/" + "x" * 200}, "InvalidParameter"),
        ({"Timeout": 0}, "InvalidParameter"),
        ({"CommandContent": "{{}}", "ContentEncoding": "PlainText", "EnableParameter": True}, "CmdParam.EmptyKey"),
        ({"Launcher": "python3"}, "UnsupportedParameter"),
        ({"Tag": [{"Key": "acs:x"}]}, "InvalidTagKey.Malformed"),
    ],
)
def test_malformed_commands_are_refused(cloud: Cloud, parameters: dict[str, object], code: str) -> None:
    with refused(code):
        create(cloud, **parameters)
    assert find(cloud) == []


def test_commands_pass_every_filter(cloud: Cloud) -> None:
    create(cloud, Name="first")
    second = create(
        cloud,
        Name="second",
        Type="RunBatScript",
        Description="another one",
        ResourceGroupId="rg-2",
        Tag=[{"Key": "n", "Value": "2"}],
    )
    for filters in (
        {"Name": "sec*"},
        {"Description": "*other*"},
        {"Type": "RunBatScript"},
        {"ResourceGroupId": "rg-2"},
        {"Tag": [{"Key": "n", "Value": "2"}]},
    ):
        assert [row["CommandId"] for row in find(cloud, **filters)] == [second], filters
    assert find(cloud, Provider="AlibabaCloud") == find(cloud, CommandId="c-nothing") == []
    assert find(cloud.by("user"), CommandId=second) == find(cloud.at("cn-shanghai")) == []


def test_commands_come_in_pages(cloud: Cloud) -> None:
    made = {create(cloud, Name=f"command-{number}") for number in range(5)}
    by_number = {row["CommandId"] for page in (1, 2, 3) for row in find(cloud, PageNumber=page, PageSize=2)}
    first = cloud.ecs("DescribeCommands", MaxResults=3)
    rest = cloud.ecs("DescribeCommands", MaxResults=3, NextToken=first["NextToken"])
    by_token = {row["CommandId"] for answer in (first, rest) for row in answer["Commands"]["Command"]}
    assert by_number == by_token == made
    assert rest["NextToken"] == ""


def test_a_command_is_changed(cloud: Cloud) -> None:
    command_id = create(cloud, Description="before", WorkingDir="/tmp")
    content = base64.b64encode(b"echo after").decode()
    cloud.ecs("ModifyCommand", CommandId=command_id, Name="after", CommandContent=content, Timeout=90)
    (command,) = find(cloud, CommandId=command_id)
    assert (command["Name"], command["CommandContent"], command["Timeout"]) == ("after", content, 90)
    assert (command["Description"], command["WorkingDir"]) == ("before", "/tmp")
    with refused("CmdName.ExceedLimit"):
        cloud.ecs("ModifyCommand", CommandId=command_id, Name="x" * 129)


def test_a_command_is_deleted(cloud: Cloud) -> None:
    command_id = create(cloud)
    with refused("InvalidCmdId.NotFound", 404):
        cloud.by("user").ecs("DeleteCommand", CommandId=command_id)
    cloud.ecs("DeleteCommand", CommandId=command_id)
    assert find(cloud) == []
    with refused("InvalidCmdId.NotFound", 404):
        cloud.ecs("DeleteCommand", CommandId=command_id)


def test_a_client_token_makes_one_command(cloud: Cloud) -> None:
    assert create(cloud, ClientToken="once") == create(cloud, ClientToken="once")
    assert len(find(cloud)) == 1
