"""The sources of behaviour and refusals, and the share of what has none, which must not grow."""

from fnmatch import fnmatchcase

import pytest

from alicloud_sandbox.cli import evidence
from alicloud_sandbox.cli.evidence import ASSUMED, items, source_of, source_of_refusal, summary
from alicloud_sandbox.cli.refusals import refusals
from alicloud_sandbox.cli.sandbox_command import main
from alicloud_sandbox.core.actions import Evidence
from alicloud_sandbox.gateway.products import ACTIONS

MOST_ASSUMED = 0.18
MOST_ASSUMED_CODES = 0.11


def test_the_assumed_share_only_falls(capsys: pytest.CaptureFixture[str]) -> None:
    found = list(items())
    assumed = [item for item in found if item.source == ASSUMED]
    without = [refusal for refusal in refusals() if source_of_refusal(refusal) == ASSUMED]
    with capsys.disabled():
        print(f"\nevidence of the sandbox: {summary()}")
    assert len(assumed) / len(found) <= MOST_ASSUMED
    assert len(without) / len(refusals()) <= MOST_ASSUMED_CODES


def test_every_source_is_used() -> None:
    codes = {(refusal.product, refusal.code) for refusal in refusals()}
    published = evidence._SOURCES["refusals"]
    listed = [(product, code) for product, rows in published.items() for row in rows.values() for code in row]
    assert set(listed) - codes == set()
    assert len(listed) == len(set(listed)), "one source for each code"
    seen = {f"{action.product}.{action.name}" for action in ACTIONS.values() if action.evidence is Evidence.SEEN}
    assert set(evidence._FILES) - seen == set()


def test_a_documented_action_links_its_page_and_a_seen_one_names_its_file() -> None:
    def of(product: str, name: str) -> str:
        return source_of(next(one for one in ACTIONS.values() if (one.product, one.name) == (product, name)))

    assert of("Vpc", "CreateVpc") == "[documented](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateVpc)"
    assert of("Ram", "CreateRole") == "seen in `resource_alicloud_ram_role.go`"
    assert of("Ecs", "CreateNetworkInterfacePermission") == ASSUMED


def test_the_command_lists_what_is_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actions", "--assumed"]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == summary()
    assert lines == [item.what for item in items() if item.source == ASSUMED]
    assert [line for line in lines if fnmatchcase(line, "Vpc: refusal QuotaExceeded.*")]
