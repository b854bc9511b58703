"""The Chinese pages match the English ones: sections, blocks, commands, links, names in code and settings.

Not proved: that the Chinese says the same. A change of words alone goes unnoticed.
"""

import re
from pathlib import Path

import pytest
import yaml

from dev.tools.config_table import table
from tests.docs.markdown import Section, commands, read
from tests.docs.test_console_page import inner_keys

ROOT = Path(__file__).parents[2]
ENGLISH = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")
SETTINGS = (ROOT / "docs" / "settings.zh-CN.md").read_text("utf-8")
DECLARED = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]

HEADINGS = {
    "# IPv6 on secondary ENIs of Alibaba Cloud, with Pulumi": "# 用Pulumi为阿里云辅助弹性网卡配置IPv6",
    "## What it builds": "## 架构",
    "## Try it": "## 快速开始",
    "## Components": "## 组件",
    "## Policy pack and check": "## 策略包与预检",
    "## Sandbox": "## 本地阿里云（沙箱）",
    "## Documentation": "## 文档",
    "## Licence": "## 许可证",
}
"""Every heading of README.md with that of README.zh-CN.md."""

TRANSLATED = {
    "docs/settings.zh-CN.md": "docs/settings.md",
    "docs/settings.zh-CN.md#在真实的阿里云上部署": "docs/settings.md#on-the-real-cloud",
}
"""Links of README.zh-CN.md to a translation, with the link of README.md."""

EACH_OTHER = {"README.md", "README.zh-CN.md"}
LINES = 130
"""A front page is read in five minutes."""


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_readme_is_short(page: str) -> None:
    assert len(page.splitlines()) <= LINES


def test_the_pages_are_in_step() -> None:
    assert out_of_step(ENGLISH, CHINESE) == []


def test_the_pages_link_each_other_at_the_top() -> None:
    assert "(README.zh-CN.md)" in ENGLISH.split("\n\n")[1]
    assert "(README.md)" in CHINESE.split("\n\n")[1]


def test_the_chinese_settings_are_those_of_the_project() -> None:
    assert settings_out_of_step(SETTINGS) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("## Sandbox\n", "## Folders\n", "HEADINGS has no pair for: ## Folders"),
        ("## Sandbox\n", "## Components\n", "README.zh-CN.md has the headings"),
        ("$ make up ", "$ make upp ", "## Try it: code 1 differs"),
        ("(docs/check.md)", "(docs/checks.md)", "## Policy pack and check: links differ"),
        ("`make check`", "`make checks`", "## Policy pack and check: names in code differ"),
        ("- [Settings]", "- No tax\n- [Settings]", "## Documentation: blocks differ"),
        ("--> gw2\n", "--> gw3\n", "## What it builds: code 1 differs"),
        ("eni = Ipv6SecondaryEni(", "card = Ipv6SecondaryEni(", "## Components: code 1 differs"),
    ],
)
def test_what_is_out_of_step_is_named(before: str, after: str, says: str) -> None:
    found = out_of_step(ENGLISH.replace(before, after, 1), CHINESE)
    assert [one for one in found if one.startswith(says)]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("| `tags` | object |  |", "| `tag` | object |  |", "rows: tag, tags"),
        ("| `publicIpv6` | boolean | `true` |", "| `publicIpv6` | boolean | `false` |", "publicIpv6: type and default"),
        ("1到100；默认1）", "1到10；默认1）", "ingressRules: the meaning has no 100"),
        ("vswitchName（", "vswName（", "sites: the meaning has no vswitchName"),
    ],
)
def test_a_setting_out_of_step_is_named(before: str, after: str, says: str) -> None:
    assert before in SETTINGS
    assert [one for one in settings_out_of_step(SETTINGS.replace(before, after, 1)) if one.startswith(says)]


def out_of_step(english: str, chinese: str) -> list[str]:
    """Return a sentence for each difference that a translation does not explain."""
    ours, theirs = read(english), read(chinese)
    unpaired = [f"HEADINGS has no pair for: {one.heading}" for one in ours if one.heading not in HEADINGS]
    if unpaired:
        return unpaired
    wanted, found = [HEADINGS[one.heading] for one in ours], [one.heading for one in theirs]
    if wanted != found:
        return [f"README.zh-CN.md has the headings {found}, in place of {wanted}"]
    return [problem for pair in zip(ours, theirs, strict=True) for problem in _differences(*pair)]


def _differences(ours: Section, theirs: Section) -> list[str]:
    shapes, other_shapes = [one.shape for one in ours.blocks], [one.shape for one in theirs.blocks]
    if shapes != other_shapes:
        return [f"{ours.heading}: blocks differ, README.md has {shapes}, README.zh-CN.md {other_shapes}"]
    found = []
    if missing := ours.code_spans() ^ theirs.code_spans():
        found.append(f"{ours.heading}: names in code differ, only one of the two has {sorted(missing)}")
    their_links = {TRANSLATED.get(link, link) for link in theirs.links()}
    if missing := (ours.links() ^ their_links) - EACH_OTHER:
        found.append(f"{ours.heading}: links differ, only one of the two has {sorted(missing)}")
    codes = [pair for pair in zip(ours.blocks, theirs.blocks, strict=True) if pair[0].shape.startswith("code")]
    for number, (block, other) in enumerate(codes, 1):
        if commands(block) != commands(other):
            found.append(f"{ours.heading}: code {number} differs\n{commands(block)}\n{commands(other)}")
    return found


def settings_out_of_step(chinese: str) -> list[str]:
    """Return a sentence for each key that the Chinese page describes differently from Pulumi.yaml."""
    wanted = _rows(table(DECLARED))
    found = _rows(chinese)
    if list(wanted) != list(found):
        only_one = sorted(wanted.keys() ^ found.keys())
        return [f"rows: {', '.join(only_one) or 'the order differs'}"]
    problems = []
    for key, (*declared, meaning) in wanted.items():
        *written, translated = found[key]
        if declared != written:
            problems.append(f"{key}: type and default are {declared}, not {written}")
        if not re.search("[一-鿿]", translated):
            problems.append(f"{key}: the meaning is not in Chinese")
        lost = [name for name in _kept(meaning) if name not in re.findall(r"\w+", translated, re.ASCII)]
        problems += [f"{key}: the meaning has no {name}" for name in lost]
    return problems


def _kept(meaning: str) -> list[str]:
    """Return what a translation keeps: keys of an object, numbers, and names with an inner capital or underscore."""
    told = re.sub(r"example \d|vSwitch(es)?", "", meaning)
    names = re.findall(r"\b(?:\d+|\w*[a-z][A-Z]\w*|\w+_\w+)\b", told)
    return sorted({*names, *(inner_keys(meaning) - {"and"})})


def _rows(text: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("| `")]
    return {key.strip("`"): cells for key, *cells in rows}
