"""The report formats: each is a function of the outcome."""

from collections.abc import Callable, Mapping

from alicloud_offline.checking.formats import as_json, github, junit, markdown, sarif, text
from alicloud_offline.checking.outcome import Outcome

FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "text": text.plain,
    "json": as_json.written,
    "markdown": markdown.written,
    "sarif": sarif.written,
    "junit": junit.written,
    "github": github.written,
}
