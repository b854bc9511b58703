"""What the monitor answers to registrations and questions."""

import pytest
from google.protobuf import json_format, struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN, resource_pb2
from alicloud_offline.check.answering_monitor import AnsweringMonitor
from alicloud_offline.offline_error import OfflineError
from tests.offline.check.recorded_run import SWITCH, monitor_and_recording, request
from tests.offline.secret_message import secret_value


@pytest.fixture
def monitor() -> AnsweringMonitor:
    return monitor_and_recording()[0]


def test_inputs_are_the_known_outputs(monitor: AnsweringMonitor) -> None:
    answer = monitor.RegisterResource(request("vsw"))
    assert answer.urn == f"urn:pulumi:dev::shop::{SWITCH}::vsw"
    assert json_format.MessageToDict(answer.object) == {"cidrBlock": "10.0.0.0/24"}
    assert answer.id == ""


def test_a_urn_has_the_types_of_the_parents(monitor: AnsweringMonitor) -> None:
    site = monitor.make_urn("", "shop:index:Site", "site")
    assert monitor.make_urn(site, SWITCH, "vsw") == f"urn:pulumi:dev::shop::shop:index:Site${SWITCH}::vsw"


def test_a_name_is_registered_once(monitor: AnsweringMonitor) -> None:
    monitor.RegisterResource(request("vsw"))
    with pytest.raises(OfflineError, match=r"registers vsw .* twice"):
        monitor.RegisterResource(request("vsw"))


def read_state(monitor: AnsweringMonitor, urn: str) -> struct_pb2.Struct:
    arguments = json_format.ParseDict({"urn": urn}, struct_pb2.Struct())
    call = resource_pb2.ResourceInvokeRequest(tok="pulumi:pulumi:getResource", args=arguments)
    found: struct_pb2.Struct = getattr(monitor.Invoke(call), "return")
    return found


def test_the_state_of_a_provider_is_what_the_program_set(monitor: AnsweringMonitor) -> None:
    properties = {"region": "cn-hangzhou", "profile": UNKNOWN, "accessKey": secret_value("key"), "assumeRole": "{}"}
    provider = request("north", type="pulumi:providers:alicloud", object=properties)
    urn = monitor.RegisterResource(provider).urn
    assert json_format.MessageToDict(read_state(monitor, urn)) == {
        "urn": urn,
        "id": UNKNOWN,
        "provider": "",
        "state": properties,
    }
    assert monitor.data_sources == {}


def test_the_state_of_a_resource_that_is_not_registered_is_refused(monitor: AnsweringMonitor) -> None:
    with pytest.raises(OfflineError, match="reads the state of urn:x, which it has not registered"):
        read_state(monitor, "urn:x")


def test_a_method_call_is_refused(monitor: AnsweringMonitor) -> None:
    call = resource_pb2.ResourceCallRequest(tok="shop:index:Site/ping", args=struct_pb2.Struct())
    (failure,) = monitor.Call(call).failures
    assert failure.reason == "shop:index:Site/ping runs in a plugin, which `alicloud-offline check` does not start."
