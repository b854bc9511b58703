"""The picture in the README shows the end of a real `make up`, and needs nothing from another host."""

from pathlib import Path
from xml.etree import ElementTree

from dev.tools.recording import drawn, end_of

IMAGE = Path(__file__).parents[3] / "docs" / "images" / "make-up.svg"


def test_the_picture_begins_with_the_outputs() -> None:
    assert end_of(["Outputs: none", "creating", "Outputs:", "  a: 1  ", ""]) == ["Outputs:", "  a: 1", ""]


def test_the_picture_has_every_line_and_no_font_of_another_host() -> None:
    svg = drawn(["Outputs:", "4 packets transmitted"])
    assert shown(svg) == ["$ make up", "...", "Outputs:", "4 packets transmitted"]
    assert "url(" not in svg.replace("url(#", "")


def test_the_pictured_run_ended_with_a_ping() -> None:
    lines = shown(IMAGE.read_text("utf-8"))
    assert lines[:3] == ["$ make up", "...", "Outputs:"]
    assert any("4 received, 0% packet loss" in line for line in lines)


def shown(svg: str) -> list[str]:
    """Return the lines of a picture, without its title."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [text for one in texts if one.get("clip-path") and (text := (one.text or "").replace("\xa0", " ").strip())]
