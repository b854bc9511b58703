"""README.zh-CN.md follows README.md: the same sections, blocks, commands, links, names in code, and settings.

What is not proved: that the Chinese says the same. A change of words alone goes unnoticed.
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
DECLARED = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]

HEADINGS = {
    "# IPv6 on secondary ENIs, as a Pulumi program": "# 辅助网卡配置IPv6：一个Pulumi程序",
    "## The two commands": "## 两条命令",
    "## What is built": "## 构建的内容",
    "## Two accounts": "## 两个账号",
    "## The components": "## 组件",
    "### In your own project": "### 在自己的项目中使用",
    "### The two doors of the assignment": "### IPv6分配资源的两个入口",
    "### What exists already, and IPv6 later": "### 使用已有资源，以及之后再开启IPv6",
    "### Options": "### 资源选项",
    "### What the provider cannot do": "### provider做不到的事",
    "## The policy pack": "## 策略包",
    "## Settings": "## 配置项",
    "## Going to the real cloud": "## 迁移到真实的云",
    "## The local Alibaba Cloud": "## 本地阿里云",
    "## Layout": "## 目录结构",
}
"""Every heading of README.md with that of README.zh-CN.md."""

EACH_OTHER = {"README.md", "README.zh-CN.md"}


def test_the_pages_are_in_step() -> None:
    assert out_of_step(ENGLISH, CHINESE) == []


def test_the_pages_link_each_other_at_the_top() -> None:
    assert "(README.zh-CN.md)" in ENGLISH.split("\n\n")[1]
    assert "(README.md)" in CHINESE.split("\n\n")[1]


def test_the_chinese_settings_are_those_of_the_project() -> None:
    assert settings_out_of_step(CHINESE) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("## Layout\n", "## Folders\n", "HEADINGS has no pair for: ## Folders"),
        ("## Layout\n", "## Settings\n", "README.zh-CN.md has the headings"),
        ("$ make test ", "$ make tests ", "## The two commands: code 1 differs"),
        ("(docs/check.md)", "(docs/checks.md)", "## The policy pack: links differ"),
        ("`make help`", "`make helps`", "## The two commands: names in code differ"),
        ("- No billing", "- No tax\n- No billing", "## The local Alibaba Cloud: blocks differ"),
        ("--> gw2\n", "--> gw3\n", "## What is built: code 1 differs"),
        ("eni = Ipv6SecondaryEni(", "card = Ipv6SecondaryEni(", "## The components: code 1 differs"),
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
    assert before in CHINESE
    assert [one for one in settings_out_of_step(CHINESE.replace(before, after, 1)) if one.startswith(says)]


def out_of_step(english: str, chinese: str) -> list[str]:
    """Return a sentence for each difference that is no translation."""
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
    if missing := (ours.links() ^ theirs.links()) - EACH_OTHER:
        found.append(f"{ours.heading}: links differ, only one of the two has {sorted(missing)}")
    codes = [pair for pair in zip(ours.blocks, theirs.blocks, strict=True) if pair[0].shape.startswith("code")]
    for number, (block, other) in enumerate(codes, 1):
        if commands(block) != commands(other):
            found.append(f"{ours.heading}: code {number} differs\n{commands(block)}\n{commands(other)}")
    return found


def settings_out_of_step(chinese: str) -> list[str]:
    """Return a sentence for each key that README.zh-CN.md has in another way than Pulumi.yaml."""
    wanted = _rows(table(DECLARED))
    found = _rows(chinese.partition(f"\n{HEADINGS['## Settings']}\n")[2].partition("\n## ")[0])
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
    """What a translation keeps: keys inside of an object, numbers, and names with a capital or an underscore inside."""
    told = re.sub(r"example \d|vSwitch(es)?", "", meaning)
    names = re.findall(r"\b(?:\d+|\w*[a-z][A-Z]\w*|\w+_\w+)\b", told)
    return sorted({*names, *(inner_keys(meaning) - {"and"})})


def _rows(text: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("| `")]
    return {key.strip("`"): cells for key, *cells in rows}
