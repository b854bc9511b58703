"""What becomes of the messages of a program in the judging process."""

import pytest
from google.protobuf import json_format

from alicloud_offline.check.record_frames import Kind, RecordError
from tests.offline.check.recorded_run import SWITCH, monitor_and_recording, request


def test_the_default_provider_has_the_packages_configuration() -> None:
    monitor, recording = monitor_and_recording()
    monitor.RegisterResource(request("vsw", version="4.0.0"))
    provider = recording.recorded["urn:pulumi:dev::shop::pulumi:providers:alicloud::default_4_0_0"]
    assert json_format.MessageToDict(provider.inputs) == {"region": "cn-beijing", "version": "4.0.0"}


def test_timeouts_are_seconds() -> None:
    monitor, recording = monitor_and_recording()
    urn = monitor.RegisterResource(request("vsw", customTimeouts={"create": "1h30m", "delete": "2.5s"})).urn
    timeouts = recording.recorded[urn].options.customTimeouts
    assert (timeouts.create, timeouts.update, timeouts.delete) == (5400.0, 0.0, 2.5)


def test_a_resource_has_the_urn_that_the_program_got() -> None:
    monitor, recording = monitor_and_recording()
    site = monitor.RegisterResource(request("site", type="shop:index:Site", custom=False)).urn
    inner = monitor.RegisterResource(request("vsw", parent=site)).urn
    assert inner == f"urn:pulumi:dev::shop::shop:index:Site${SWITCH}::vsw"
    assert [one for one in recording.recorded if "providers" not in one] == [site, inner]


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        (Kind.REGISTER, b"\xff\xff", "cannot be read"),
        (Kind.REGISTER, request("vsw", parent="urn").SerializeToString(), "cannot be read"),
        (Kind.REGISTER, request("vsw", customTimeouts={"create": "1.2.3s"}).SerializeToString(), "cannot be read"),
        (Kind.OUTPUTS, b"", "outputs of a resource that it has not registered"),
        (Kind.REGISTER, request("known").SerializeToString(), "a resource twice"),
    ],
)
def test_an_invalid_message_makes_the_record_invalid(kind: Kind, content: bytes, says: str) -> None:
    _, recording = monitor_and_recording()
    recording.add(Kind.REGISTER, request("known").SerializeToString())
    with pytest.raises(RecordError, match=says):
        recording.add(kind, content)
