"""A monitor whose record is read at once, as by the judging process."""

from pathlib import Path

from google.protobuf import json_format

from alicloud_offline._pulumi_internals import resource_pb2
from alicloud_offline.check.answering_monitor import AnsweringMonitor
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.record_frames import FrameReader
from alicloud_offline.check.recording import Recording
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.program.project_settings import ProjectSettings

SWITCH = "alicloud:vpc/switch:Switch"
CONFIG = {"alicloud:region": "cn-beijing", "shop:name": "web"}
SETTINGS = ProjectSettings("shop", "dev", Path("__main__.py"), CONFIG, (), ())


def monitor_and_recording() -> tuple[AnsweringMonitor, Recording]:
    """Return a monitor and what becomes of the frames that it writes."""
    reader, recording = FrameReader(), Recording(SETTINGS, Path("/shop"), lambda _: None)

    def write(frame: bytes) -> None:
        for kind, content in reader.frames(frame):
            recording.add(kind, content)

    return AnsweringMonitor(SETTINGS, UnknownAnswers(Placeholders(), 2), write), recording


def request(name: str, **fields: object) -> resource_pb2.RegisterResourceRequest:
    """Return the registration of a vSwitch with these fields."""
    message = {"type": SWITCH, "name": name, "custom": True, "object": {"cidrBlock": "10.0.0.0/24"}, **fields}
    return json_format.ParseDict(message, resource_pb2.RegisterResourceRequest())
