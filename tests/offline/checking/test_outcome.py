"""What an outcome says of itself."""

from dataclasses import replace

from alicloud_offline.checking.outcome import Outcome, called
from alicloud_offline.checking.source import Source
from tests.offline.checking.outcomes import ENI, FINDINGS, STACK, clean, outcome


def test_the_worst_comes_first_and_nothing_twice() -> None:
    found = Outcome("shop", "dev", findings=[*FINDINGS, *FINDINGS]).findings
    assert [one.rule for one in found] == ["eni-has-group", "few-enis"]


def test_only_strict_refuses_what_is_advisory() -> None:
    assert outcome().failed(strict=False)
    advisory = replace(outcome(), findings=FINDINGS[:1])
    assert (advisory.failed(strict=False), advisory.failed(strict=True)) == (False, True)
    assert not clean().failed(strict=True)


def test_the_stack_counts_and_default_providers_do_not() -> None:
    assert outcome().count == 4


def test_a_finding_has_the_line_of_its_resource() -> None:
    found = outcome()
    assert found.where(found.findings[0]) == Source("app/a,b.py", 9)
    assert found.where(found.findings[1]) is None


def test_resources_are_called_by_kind_and_name() -> None:
    assert called(ENI) == "EcsNetworkInterface eni|1"
    assert called(STACK) == called("") == "the stack"
