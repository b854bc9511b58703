"""Frames of a record, as the check writes them and as nobody should."""

import pytest

from alicloud_offline.check.record_frames import MOST_BYTES, FrameReader, Kind, RecordError, frame, json_content

COMPLETE = frame(Kind.COMPLETE, b"{}")


def test_frames_are_read_whatever_their_parts() -> None:
    reader, sent = FrameReader(), frame(Kind.REGISTER, b"one") + frame(Kind.READ) + COMPLETE
    found = [one for index in range(len(sent)) for one in reader.frames(sent[index : index + 1])]
    assert found == [(Kind.REGISTER, b"one"), (Kind.READ, b""), (Kind.COMPLETE, b"{}")]
    assert reader.ended


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"x\x00\x00\x00\x00", "unknown kind"),
        (b"r\xff\xff\xff\xff", "too long"),
        (COMPLETE + b"x", "something follows its end"),
        (COMPLETE + COMPLETE, "something follows its end"),
        (frame(Kind.REGISTER, bytes(MOST_BYTES - 10)) + COMPLETE, "more than 256 MiB"),
    ],
)
def test_other_bytes_are_refused(sent: bytes, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        list(FrameReader().frames(sent))


@pytest.mark.parametrize("content", [b"", b"[]", b"[" * 100_000, b"\xff", b"1"])
def test_the_end_must_be_an_object(content: bytes) -> None:
    with pytest.raises(RecordError, match="not an object of JSON"):
        json_content(content)
