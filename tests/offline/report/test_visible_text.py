"""Strings that would change how the text around them is shown or run."""

import pytest

from alicloud_offline.report.visible_text import visible, visible_lines


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain text, urn:pulumi:dev::shop::a:b:C::x, 日本", "plain text, urn:pulumi:dev::shop::a:b:C::x, 日本"),
        ("\x1b[31mred\x9b0m", "\\x1b[31mred\\x9b0m"),
        ("a\nb\r\nc\td\u2028e", "a\\x0ab\\x0d\\x0ac d\\u2028e"),
        ("a\u202etxt.exe\u2066\u200b\ufeff", "a\\u202etxt.exe\\u2066\\u200b\\ufeff"),
        ("\ud800\ufffe", "\\ud800\\ufffe"),
        ("::stop-commands::x", ": :stop-commands::x"),
        ("a ::add-mask::x", "a : :add-mask::x"),
        (":: add-mask::x", ": : add-mask::x"),
        ("::/0 and 2001:db8::/32", "::/0 and 2001:db8::/32"),
        ("x##[error]y ##vso[task.x] ##teamcity[a]", "x# #[error]y # #vso[task.x] # #teamcity[a]"),
    ],
)
def test_what_changes_its_surroundings_is_visible(given: str, shown: str) -> None:
    assert visible(given) == shown


def test_lines_stay_lines() -> None:
    assert visible_lines("a\n::error::b\x07") == "a\n: :error::b\\x07"
