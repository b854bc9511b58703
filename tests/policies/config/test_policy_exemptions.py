from datetime import date

import pytest

from alicloud_policies.config.policy_exemptions import Exemption, exemption_of, read_exemptions
from alicloud_policies.pack import policies
from policy_testkit import PackConfig, PackReport, PlannedStack, run_in_process
from tests.policies.rule_fixtures import ENI

LIMIT = "no-ipv6-at-eni-creation"
LAST_DAY = date(2030, 1, 31)
ROW = {"resource": "web-*", "reason": "moved in spring", "owner": "network team", "expires": "2030-01-31"}


def report_on(today: date, *rows: dict[str, str]) -> PackReport:
    plan = PlannedStack()
    plan.resource(ENI, "web-1", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    config: PackConfig = {LIMIT: {"exemptions": list(rows)}}
    return run_in_process(policies(lambda: today), plan, config)


def test_an_exempted_violation_is_shown_with_reason_owner_and_last_day() -> None:
    report = report_on(LAST_DAY, ROW)
    assert report.red == set()
    (note,) = report.of("exempted")
    assert note.level == "advisory"
    assert note.urn.endswith("::web-1")
    assert f"EcsNetworkInterface web-1 is exempt from {LIMIT} until 2030-01-31: moved in spring" in note.message
    assert "(owner: network team)" in note.message
    assert "An ENI cannot be created with IPv6 addresses" in note.message


def test_after_the_last_day_the_violation_mentions_the_exemption() -> None:
    report = report_on(date(2030, 2, 1), ROW)
    assert report.red == {LIMIT}
    (violation,) = report.of(LIMIT)
    assert "Its exemption (moved in spring; network team) expired on 2030-01-31." in violation.message
    assert report.of("exempted") == []


def test_a_valid_exemption_precedes_an_expired_one() -> None:
    assert report_on(LAST_DAY, {**ROW, "expires": "2029-01-01"}, ROW).red == set()


def test_an_exemption_that_applies_to_nothing_is_reported() -> None:
    report = report_on(LAST_DAY, {**ROW, "resource": "db-*"})
    assert report.red == {LIMIT}
    assert [one.message for one in report.of("exempted")] == [
        f"The exemption of db-* from {LIMIT} (network team) applies to no violation; remove it."
    ]


def test_one_limit_is_exempted_and_no_other() -> None:
    plan = PlannedStack()
    plan.resource(ENI, "web-1", {"vswitchId": "vsw-1", "ipv6AddressCount": 2})
    report = run_in_process(policies(lambda: LAST_DAY), plan, {LIMIT: {"exemptions": [ROW]}})
    assert report.red == {"eni-ipv6-available-quota"}


def test_a_date_that_does_not_exist_is_refused() -> None:
    (violation,) = report_on(LAST_DAY, {**ROW, "expires": "2030-02-30"}).of(LIMIT)
    assert violation.level == "mandatory"
    why = "the exemption of web-* has an invalid date '2030-02-30'; expected YYYY-MM-DD."
    assert violation.message == f"Invalid config of this policy: {why}"


@pytest.mark.parametrize(
    ("resource", "covered"),
    [
        ("urn:pulumi:dev::p::a:b:C::web-1", True),
        ("web-1", True),
        ("web-*", True),
        ("WEB-*", False),
        ("eb-1", False),
        ("urn:*", False),
    ],
)
def test_a_resource_is_named_by_urn_or_pattern_of_its_name(resource: str, covered: bool) -> None:
    (one,) = read_exemptions([{**ROW, "resource": resource}])
    assert one == Exemption(resource, "moved in spring", "network team", LAST_DAY)
    assert one.covers("urn:pulumi:dev::p::a:b:C::web-1") is covered
    assert (exemption_of("urn:pulumi:dev::p::a:b:C::web-1", [one], LAST_DAY) is one) is covered
