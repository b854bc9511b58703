"""Runs of Cloud Assistant commands: where they go, how they end, what is left of them."""

import base64
import json

import pytest

from alicloud_sandbox.core.entities import Run
from alicloud_sandbox.core.latency import Latency, LatencyMode
from alicloud_sandbox.services.ecs.invocations import overall
from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import let_time_pass
from tests.sandbox.services.ecs.instance_fixtures import (
    create_command,
    invocation_ids,
    invoke,
    read_invocation,
    result_of,
    run_instance,
    run_instances,
    run_script,
)

WINDOWS = "win2016_1607_x64_dtc_zh-cn_40G_alibase_20210516.vhd"


@pytest.fixture
def instance(cloud: Cloud, net: Net) -> str:
    return run_instance(cloud, net, InstanceName="guest")


def test_a_run_reads_back_as_the_provider_needs_it(cloud: Cloud, instance: str) -> None:
    command_id = create_command(cloud, "echo {{who}}", EnableParameter=True, Description="greets", Timeout=90)
    invoke_id = invoke(cloud, command_id, instance, Parameters='{"who": "you"}', Username="root", WorkingDir="/tmp")
    found = read_invocation(cloud, invoke_id, IncludeOutput=True)
    assert (found["CommandId"], found["CommandName"], found["CommandDescription"]) == (command_id, "command", "greets")
    assert (found["InvocationStatus"], found["InvokeStatus"]) == ("Success", "Finished")
    assert (found["RepeatMode"], found["Frequency"], found["Timed"]) == ("Once", "", False)
    assert json.loads(found["Parameters"]) == {"who": "you"}
    assert (found["Username"], found["WorkingDir"], found["Timeout"]) == ("root", "/tmp", 90)
    (run,) = found["InvokeInstances"]["InvokeInstance"]
    assert (run["InstanceId"], run["InvocationStatus"], run["ExitCode"]) == (instance, "Success", 0)
    assert base64.b64decode(run["Output"]) == b"you\n"


def test_without_parameters_they_are_an_empty_object(cloud: Cloud, instance: str) -> None:
    assert read_invocation(cloud, invoke(cloud, create_command(cloud, "echo"), instance))["Parameters"] == "{}"


def test_built_in_parameters_are_filled_in_by_the_service(cloud: Cloud, instance: str) -> None:
    script = "echo {{ACS::RegionId}} {{ACS::InstanceId}} {{acs::instancename}} {{ACS::InvokeId}} {{ACS::CommandId}}"
    command_id = create_command(cloud, script, EnableParameter=True)
    invoke_id = invoke(cloud, command_id, instance)
    expected = f"cn-beijing {instance} guest {invoke_id} {command_id}\n"
    assert result_of(cloud, invoke_id)["Output"] == expected


def test_without_enable_parameter_braces_are_text(cloud: Cloud, instance: str) -> None:
    result = run_script(cloud, instance, "echo {{who}}")
    assert result["InvocationStatus"] == "Failed"
    assert "does not recognise line 1: echo {{who}}" in result["Output"]


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"Parameters": '{"other": "x"}'}, "Parameter.NotMatched"),
        ({"Parameters": json.dumps({"who": "x" * 30000})}, "CmdContent.ExceedLimit"),
        ({"RepeatMode": "Period"}, "UnsupportedParameter"),
        ({"RepeatMode": "EveryReboot"}, "UnsupportedParameter"),
        ({"Frequency": "rate(5m)"}, "UnsupportedParameter"),
        ({"Timeout": 9}, "InvalidParameter"),
        ({"Username": "x" * 256}, "Username.ExceedLimit"),
        ({"WorkingDir": "/" + "x" * 200}, "InvalidParameter"),
        ({"ContainerId": "abc"}, "UnsupportedParameter"),
        ({"ResourceTag": [{"Key": "a"}]}, "InvalidParameter"),
        ({"InstanceId": ["i-nothing"]}, "InvalidInstance.NotFound"),
        ({"InstanceId": None}, "MissingParameter"),
        ({"CommandId": "c-nothing"}, "InvalidCmdId.NotFound"),
    ],
)
def test_malformed_runs_are_refused(cloud: Cloud, instance: str, parameters: dict[str, object], code: str) -> None:
    command_id = create_command(cloud, "echo {{who}}", EnableParameter=True)
    with refused(code):
        cloud.ecs("InvokeCommand", **{"CommandId": command_id, "InstanceId": [instance], **parameters})
    assert invocation_ids(cloud) == []


def test_a_command_without_parameters_takes_none(cloud: Cloud, instance: str) -> None:
    with refused("Parameter.Disabled", 404):
        invoke(cloud, create_command(cloud, "echo"), instance, Parameters='{"who": "you"}')


def test_only_running_instances_run_commands(cloud: Cloud, instance: str) -> None:
    cloud.ecs("StopInstance", InstanceId=instance)
    with refused("InvalidInstance.NotMatch", 403):
        run_script(cloud, instance, "echo")


def test_the_command_s_type_must_fit_the_system(cloud: Cloud, net: Net, instance: str) -> None:
    windows = run_instance(cloud, net, ImageId=WINDOWS)
    with refused("InvalidInstance.NotMatch", 403):
        invoke(cloud, create_command(cloud, "echo"), windows)
    with refused("InvalidInstance.NotMatch", 403):
        invoke(cloud, create_command(cloud, "echo", Type="RunBatScript"), instance)
    invoke_id = invoke(cloud, create_command(cloud, "dir", Type="RunBatScript"), windows)
    assert "does not recognise line 1: dir" in result_of(cloud, invoke_id)["Output"]


def test_instances_of_others_do_not_exist(cloud: Cloud, instance: str) -> None:
    other = cloud.by("user")
    with refused("InvalidInstance.NotFound", 404):
        invoke(other, create_command(other, "echo"), instance)
    with refused("InvalidCmdId.NotFound", 404):
        invoke(other, create_command(cloud, "echo"), instance)


def test_tags_choose_the_instances(cloud: Cloud, net: Net, instance: str) -> None:
    tagged = run_instances(cloud, net, Amount=2, Tag=[{"Key": "batch", "Value": "b1"}])
    command_id = create_command(cloud, "echo")
    answer = cloud.ecs("InvokeCommand", CommandId=command_id, ResourceTag=[{"Key": "batch", "Value": "b1"}])
    runs = read_invocation(cloud, answer["InvokeId"])["InvokeInstances"]["InvokeInstance"]
    assert sorted(run["InstanceId"] for run in runs) == sorted(tagged)
    with refused("InstanceIds.ExceedLimit", 403):
        cloud.ecs("InvokeCommand", CommandId=command_id, ResourceTag=[{"Key": "nobody"}])


def test_a_user_or_a_directory_that_is_not_there(cloud: Cloud, instance: str) -> None:
    for parameters, code in (({"Username": "admin"}, "AccountNotExists"), ({"WorkingDir": "/x"}, "DirectoryNotExists")):
        result = run_script(cloud, instance, "echo", **parameters)
        assert (result["InvocationStatus"], result["ErrorCode"]) == ("Failed", code)


def test_the_working_directory_is_where_a_script_begins(cloud: Cloud, net: Net) -> None:
    online = run_instance(cloud, net, InternetMaxBandwidthOut=1)
    url = "http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/rhel/ecs-utils-ipv6"
    run_script(cloud, online, f"wget {url}", WorkingDir="/tmp")
    assert run_script(cloud, online, "chmod +x ecs-utils-ipv6")["ExitCode"] == 1
    assert run_script(cloud, online, "chmod +x ecs-utils-ipv6", WorkingDir="/tmp")["ExitCode"] == 0


def test_run_command_keeps_its_command_only_when_asked(cloud: Cloud, instance: str) -> None:
    common = {"Type": "RunShellScript", "CommandContent": "echo once", "InstanceId": [instance], "Name": "mine"}
    gone = cloud.ecs("RunCommand", **common)
    kept = cloud.ecs("RunCommand", KeepCommand=True, **common)
    commands = cloud.ecs("DescribeCommands")["Commands"]["Command"]
    assert [(row["CommandId"], row["Name"], row["InvokeTimes"]) for row in commands] == [(kept["CommandId"], "mine", 1)]
    for answer in (gone, kept):
        assert result_of(cloud, answer["InvokeId"])["Output"] == "once\n"


def test_run_command_takes_base64_when_told(cloud: Cloud, instance: str) -> None:
    content = base64.b64encode(b"echo encoded").decode()
    assert run_script(cloud, instance, content, ContentEncoding="Base64")["Output"] == "encoded\n"
    with refused("InvalidCmdType.NotFound", 403):
        cloud.ecs("RunCommand", Type="RunPython", CommandContent="x", InstanceId=[instance])


def test_a_run_outlives_its_command_and_its_instance(cloud: Cloud, instance: str) -> None:
    command_id = create_command(cloud, "echo kept")
    invoke_id = invoke(cloud, command_id, instance)
    cloud.ecs("DeleteCommand", CommandId=command_id)
    cloud.ecs("DeleteInstance", InstanceId=instance, Force=True)
    cloud.ecs("StopInvocation", InvokeId=invoke_id)
    found = read_invocation(cloud, invoke_id)
    assert (found["InvocationStatus"], found["CommandId"]) == ("Success", command_id)
    assert [run["InstanceId"] for run in found["InvokeInstances"]["InvokeInstance"]] == [instance]
    assert result_of(cloud, invoke_id)["Output"] == "kept\n"


def test_an_unknown_run_cannot_be_stopped(cloud: Cloud, instance: str) -> None:
    invoke_id = invoke(cloud, create_command(cloud, "echo"), instance)
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        with refused("InvalidInvokeId.NotFound", 400):
            other.ecs("StopInvocation", InvokeId=invoke_id)


def test_one_run_on_several_instances_can_fail_in_part(cloud: Cloud, net: Net) -> None:
    online = run_instance(cloud, net, InternetMaxBandwidthOut=1)
    offline = run_instance(cloud, net)
    url = "http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/rhel/ecs-utils-ipv6"
    answer = cloud.ecs(
        "RunCommand", Type="RunShellScript", CommandContent=f"wget {url}", InstanceId=[online, offline, online]
    )
    found = read_invocation(cloud, answer["InvokeId"])
    assert found["InvocationStatus"] == "PartialFailed"
    assert [run["InvocationStatus"] for run in found["InvokeInstances"]["InvokeInstance"]] == ["Success", "Failed"]


@pytest.mark.parametrize(
    ("states", "status"),
    [
        (["Success", "Success"], "Success"),
        (["Success", "Terminated"], "Success"),
        (["Terminated"], "Stopped"),
        (["Failed", "Terminated"], "Failed"),
        (["Success", "Timeout"], "PartialFailed"),
        (["Success", "Running"], "Running"),
    ],
)
def test_the_status_of_a_whole_run(states: list[str], status: str) -> None:
    assert overall([Run(instance_id="i", status=state) for state in states]) == status


@pytest.fixture
def slow(cloud: Cloud, instance: str) -> Cloud:
    """The cloud of `instance`, in which transitions take their usual time from now on."""
    cloud.dispatcher.latency = Latency(LatencyMode.REAL)
    return cloud


def test_a_run_takes_its_time(slow: Cloud, instance: str) -> None:
    invoke_id = invoke(slow, create_command(slow, "echo late"), instance)
    assert (result_of(slow, invoke_id)["InvocationStatus"], result_of(slow, invoke_id)["Output"]) == ("Running", "")
    let_time_pass(slow)
    assert result_of(slow, invoke_id)["Output"] == "late\n"


def test_a_running_command_is_stopped(slow: Cloud, instance: str) -> None:
    invoke_id = invoke(slow, create_command(slow, "echo never"), instance)
    slow.ecs("StopInvocation", InvokeId=invoke_id, InstanceId=["i-other"])
    assert read_invocation(slow, invoke_id)["InvocationStatus"] == "Running"
    slow.ecs("StopInvocation", InvokeId=invoke_id)
    let_time_pass(slow)
    result = result_of(slow, invoke_id)
    assert (result["InvocationStatus"], result["InvokeRecordStatus"], result["Output"]) == ("Terminated", "Stopped", "")
    assert result["StopTime"]
    assert read_invocation(slow, invoke_id)["InvocationStatus"] == "Stopped"


@pytest.mark.parametrize(
    ("action", "parameters", "code"),
    [
        ("StopInstance", {}, "InstanceNotRunning"),
        ("DeleteInstance", {"Force": True}, "InstanceReleased"),
    ],
)
def test_an_instance_can_be_gone_before_the_command_ran(
    slow: Cloud, instance: str, action: str, parameters: dict[str, object], code: str
) -> None:
    invoke_id = invoke(slow, create_command(slow, "echo never"), instance)
    slow.dispatcher.latency = Latency()
    slow.ecs(action, InstanceId=instance, **parameters)
    let_time_pass(slow)
    assert result_of(slow, invoke_id)["ErrorCode"] == code
    assert read_invocation(slow, invoke_id)["InvocationStatus"] == "Failed"
