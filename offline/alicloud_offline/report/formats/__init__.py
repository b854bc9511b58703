"""Report formats: each module renders a report as a string."""

from collections.abc import Callable, Mapping

from alicloud_offline.report.formats import (
    github_format,
    json_format,
    junit_format,
    markdown_format,
    sarif_format,
    text_format,
)
from alicloud_offline.report.report_model import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text_format.plain,
    "json": json_format.render,
    "markdown": markdown_format.render,
    "sarif": sarif_format.render,
    "junit": junit_format.render,
    "github": github_format.render,
}
