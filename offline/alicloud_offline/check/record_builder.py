"""The record of a run, made of the bytes that the program's process wrote."""

from collections.abc import Callable

from alicloud_offline.check.program_run import ListTooShortError, ProgramRun, Record, strings
from alicloud_offline.check.record_frames import FrameReader, Kind, json_content
from alicloud_offline.check.recording import Recording
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.visible_text import visible

_LONGEST_REASON = 2_000


class RecordBuilder:
    """Reads a record; `ended` is true when the program failed or completed."""

    def __init__(self, run: ProgramRun, on_count: Callable[[int], None]) -> None:
        self.ended = False
        self._run = run
        self._frames = FrameReader()
        self._recording = Recording(run.settings, run.root, on_count)
        self._last = Kind.FAILED, b""

    def add(self, received: bytes) -> None:
        """Read the next bytes; raise RecordError for those that the check's own code does not write."""
        for kind, content in self._frames.frames(received):
            if self._frames.ended:
                self.ended, self._last = True, (kind, content)
            else:
                self._recording.add(kind, content)

    def record(self, unconfined: str = "") -> Record:
        """Return the record of a completed run; raise OfflineError with the reason for a failed one."""
        kind, content = self._last[0], json_content(self._last[1])
        if kind is Kind.FAILED:
            message = visible(" ".join(str(content.get("message")).split())[:_LONGEST_REASON])
            needed = content.get("needed")
            if type(needed) is int and needed > self._run.list_length:
                raise ListTooShortError(needed, message)
            raise OfflineError(message)
        return Record(
            resources=self._recording.recorded,
            limitations=self._recording.limitations,
            data_sources=strings(content, "data_sources"),
            counted=strings(content, "counted"),
            unknown=strings(content, "unknown"),
            unconfined=unconfined,
        )
