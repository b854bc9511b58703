"""What the recording monitor keeps of registrations, and what it answers."""

from pathlib import Path

import pytest
from google.protobuf import json_format, struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN, resource_pb2
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.recording_monitor import RecordingMonitor
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings
from tests.offline.secret_message import secret_value

SWITCH = "alicloud:vpc/switch:Switch"
CONFIG = {"alicloud:region": "cn-beijing", "shop:name": "web"}


@pytest.fixture
def monitor() -> RecordingMonitor:
    settings = ProjectSettings("shop", "dev", Path("__main__.py"), CONFIG, (), ())
    return RecordingMonitor(settings, Path("/shop"), UnknownAnswers(Placeholders(), 2), lambda _: None)


def request(name: str, **fields: object) -> resource_pb2.RegisterResourceRequest:
    message = {"type": SWITCH, "name": name, "custom": True, "object": {"cidrBlock": "10.0.0.0/24"}, **fields}
    return json_format.ParseDict(message, resource_pb2.RegisterResourceRequest())


def test_inputs_are_the_known_outputs(monitor: RecordingMonitor) -> None:
    answer = monitor.RegisterResource(request("vsw"))
    assert answer.urn == f"urn:pulumi:dev::shop::{SWITCH}::vsw"
    assert json_format.MessageToDict(answer.object) == {"cidrBlock": "10.0.0.0/24"}
    assert answer.id == ""


def test_the_default_provider_has_the_packages_configuration(monitor: RecordingMonitor) -> None:
    monitor.RegisterResource(request("vsw", version="4.0.0"))
    provider = monitor.recorded["urn:pulumi:dev::shop::pulumi:providers:alicloud::default_4_0_0"]
    assert json_format.MessageToDict(provider.inputs) == {"region": "cn-beijing", "version": "4.0.0"}


def test_a_urn_has_the_types_of_the_parents(monitor: RecordingMonitor) -> None:
    site = monitor.make_urn("", "shop:index:Site", "site")
    assert monitor.make_urn(site, SWITCH, "vsw") == f"urn:pulumi:dev::shop::shop:index:Site${SWITCH}::vsw"


def test_timeouts_are_seconds(monitor: RecordingMonitor) -> None:
    urn = monitor.RegisterResource(request("vsw", customTimeouts={"create": "1h30m", "delete": "2.5s"})).urn
    timeouts = monitor.recorded[urn].options.customTimeouts
    assert (timeouts.create, timeouts.update, timeouts.delete) == (5400.0, 0.0, 2.5)


def test_a_name_is_registered_once(monitor: RecordingMonitor) -> None:
    monitor.RegisterResource(request("vsw"))
    with pytest.raises(OfflineError, match=r"registers vsw .* twice"):
        monitor.RegisterResource(request("vsw"))


def read_state(monitor: RecordingMonitor, urn: str) -> struct_pb2.Struct:
    arguments = json_format.ParseDict({"urn": urn}, struct_pb2.Struct())
    call = resource_pb2.ResourceInvokeRequest(tok="pulumi:pulumi:getResource", args=arguments)
    found: struct_pb2.Struct = getattr(monitor.Invoke(call), "return")
    return found


def test_the_state_of_a_provider_is_what_the_program_set(monitor: RecordingMonitor) -> None:
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


def test_the_state_of_a_resource_that_is_not_registered_is_refused(monitor: RecordingMonitor) -> None:
    with pytest.raises(OfflineError, match="reads the state of urn:x, which it has not registered"):
        read_state(monitor, "urn:x")


def test_a_method_call_is_refused(monitor: RecordingMonitor) -> None:
    call = resource_pb2.ResourceCallRequest(tok="shop:index:Site/ping", args=struct_pb2.Struct())
    (failure,) = monitor.Call(call).failures
    assert failure.reason == "shop:index:Site/ping runs in a plugin, which `alicloud-offline check` does not start."
