"""Instances and commands for tests, made through the API."""

import base64
import json
from typing import Any

from alicloud_sandbox.core.entities import Disk, Eni, Entity, Instance, Ipv6Address
from tests.sandbox.conftest import Cloud, Net
from tests.sandbox.services.ecs.eni_fixtures import assign, find_enis, make_eni

IMAGE = "centos_7_03_64_20G_alibase_20170818.vhd"
#: An image whose guest configures assigned IPv6 addresses by itself.
SELF_CONFIGURING = "aliyun_2_1903_x64_20G_alibase_20200221.vhd"
HELPER_URL = "http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/rhel/ecs-utils-ipv6"
SET_UP = f"wget {HELPER_URL}\nchmod +x ./ecs-utils-ipv6\n./ecs-utils-ipv6"


def run_instances(cloud: Cloud, net: Net, **more: object) -> list[str]:
    """RunInstances in the net: an ecs.g6.large with CentOS 7.3 unless told otherwise."""
    usual = {"InstanceType": "ecs.g6.large", "ImageId": IMAGE}
    place = {} if "NetworkInterface" in more else {"VSwitchId": net.vswitch, "SecurityGroupIds": [net.group]}
    parameters = {**usual, **place, **more}
    answer = cloud.ecs("RunInstances", **{name: value for name, value in parameters.items() if value is not None})
    return list(answer["InstanceIdSets"]["InstanceIdSet"])


def run_instance(cloud: Cloud, net: Net, **more: object) -> str:
    """One instance."""
    (instance_id,) = run_instances(cloud, net, **more)
    return instance_id


def find_instances(cloud: Cloud, **filters: object) -> list[dict[str, Any]]:
    """The instances that DescribeInstances finds, on one page."""
    return list(cloud.ecs("DescribeInstances", PageSize=100, **filters)["Instances"]["Instance"])


def read_instance(cloud: Cloud, instance_id: str, **more: object) -> dict[str, Any]:
    """An instance as DescribeInstances shows it."""
    (found,) = find_instances(cloud, InstanceIds=json.dumps([instance_id]), **more)
    return found


def named(*ids: str) -> str:
    """Ids as the JSON array that requests take."""
    return json.dumps(ids)


def attach_eni(cloud: Cloud, net: Net, instance_id: str, **more: object) -> str:
    """A new secondary ENI of the net on an instance."""
    eni = make_eni(cloud, net, **more)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance_id)
    return eni


def give_ipv6(cloud: Cloud, net: Net, instance_id: str, **more: object) -> str:
    """One IPv6 address on a new secondary ENI of an instance."""
    (address,) = assign(cloud, attach_eni(cloud, net, instance_id, **more))
    return address


def run_script(cloud: Cloud, instance_id: str, script: str, **more: object) -> dict[str, Any]:
    """RunCommand on one instance; what DescribeInvocationResults says of it, in plain text."""
    answer = cloud.ecs("RunCommand", Type="RunShellScript", CommandContent=script, InstanceId=[instance_id], **more)
    return result_of(cloud, answer["InvokeId"])


def result_of(cloud: Cloud, invoke_id: str) -> dict[str, Any]:
    """The one result of a run, in plain text."""
    answer = cloud.ecs("DescribeInvocationResults", InvokeId=invoke_id, ContentEncoding="PlainText")
    (found,) = answer["Invocation"]["InvocationResults"]["InvocationResult"]
    return dict(found)


def stopped_instance(cloud: Cloud, net: Net, **more: object) -> str:
    """One instance that is Stopped."""
    instance_id = run_instance(cloud, net, **more)
    cloud.ecs("StopInstance", InstanceId=instance_id)
    return instance_id


def enis_of(cloud: Cloud, instance_id: str) -> dict[str, dict[str, Any]]:
    """The ENIs of an instance that has at most one secondary, by their type."""
    return {eni["Type"]: eni for eni in find_enis(cloud, InstanceId=instance_id)}


def nothing_was_made(cloud: Cloud) -> bool:
    """Whether no account has an instance, an ENI or a disk."""
    kinds: tuple[type[Entity], ...] = (Instance, Eni, Disk)
    return not any(cloud.dispatcher.store.all_accounts(kind) for kind in kinds)


def create_command(cloud: Cloud, script: str, **more: object) -> str:
    """A shell command."""
    content = base64.b64encode(script.encode()).decode()
    usual = {"Name": "command", "Type": "RunShellScript", "CommandContent": content}
    return str(cloud.ecs("CreateCommand", **{**usual, **more})["CommandId"])


def invoke(cloud: Cloud, command_id: str, instance_id: str, **more: object) -> str:
    """A run of a command on one instance."""
    return str(cloud.ecs("InvokeCommand", CommandId=command_id, InstanceId=[instance_id], **more)["InvokeId"])


def read_invocation(cloud: Cloud, invoke_id: str, **more: object) -> dict[str, Any]:
    """A run as DescribeInvocations shows it."""
    (found,) = cloud.ecs("DescribeInvocations", InvokeId=invoke_id, **more)["Invocations"]["Invocation"]
    return dict(found)


def invocation_ids(cloud: Cloud, **filters: object) -> list[str]:
    """The ids of the runs that DescribeInvocations finds."""
    return [row["InvokeId"] for row in cloud.ecs("DescribeInvocations", **filters)["Invocations"]["Invocation"]]


def configured_addresses(cloud: Cloud) -> list[str]:
    """The IPv6 addresses that some guest has on an interface."""
    return [one.address for one in cloud.dispatcher.store.all_accounts(Ipv6Address) if one.in_guest]
