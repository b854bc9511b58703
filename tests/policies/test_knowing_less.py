"""Properties of the three answers, over generated stacks of every kind.

Less knowledge may turn an answer into an undetermined one, never into the opposite one. Ids alone decide nothing: on a
first preview, when all ids are unknown, dependencies give the same answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from alicloud_policies.config.policy_settings import Settings
from alicloud_policies.judging.findings import Finding, RuleResult
from alicloud_policies.model.build import build
from alicloud_policies.model.record import Record
from alicloud_policies.rules import RULES
from alicloud_rules.limits import DOCUMENTED, TODAY
from alicloud_rules.three_valued import Unknown
from tests.policies.generated_records import first_preview, masked_plans, whole_plans


class Answer(IntEnum):
    """The answers, the worst one last."""

    HOLDS = 0
    UNDETERMINED = 1
    VIOLATED = 2


SMALL = [
    replace(limits, basic_group_ips=4, advanced_group_enis=2, available_eni_ipv6=2) for limits in (DOCUMENTED, TODAY)
]
SETTINGS = [Settings(limits=limits) for limits in (DOCUMENTED, TODAY, *SMALL)]
ON_RECORDS = [rule for rule in RULES if rule.id != "plain-secret"]
"""All but the one that concerns every resource type; its properties are in test_credential_properties.py."""

Answers = dict[tuple[str, str], Answer]
"""The worst answer of each limit on each resource; a missing one is HOLDS."""


def answers(records: Sequence[Record], setting: Settings) -> Answers:
    stack = build(records, (), setting.outside)
    found: Answers = defaultdict(lambda: Answer.HOLDS)
    for rule in ON_RECORDS:
        found |= {(rule.id, urn): answer for urn, answer in worst(rule.check(stack, setting)).items()}
    return found


def worst(results: Iterable[RuleResult]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for result in results:
        urn = result.subject.urn
        found[urn] = max(answer_of(result.finding), found.get(urn, Answer.HOLDS))
    return found


def answer_of(finding: Finding) -> Answer:
    if finding is None:
        return Answer.HOLDS
    return Answer.UNDETERMINED if isinstance(finding, Unknown) else Answer.VIOLATED


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(plans=masked_plans(), setting=st.sampled_from(SETTINGS))
def test_masking_only_leads_to_undetermined_answers(
    plans: tuple[list[Record], list[Record]], setting: Settings
) -> None:
    whole, hidden = (answers(records, setting) for records in plans)
    for key in {*whole, *hidden}:
        assert hidden[key] in (whole[key], Answer.UNDETERMINED), (key, whole[key], hidden[key])


@settings(max_examples=200, deadline=None)
@given(whole=whole_plans(all_edges=True), setting=st.sampled_from(SETTINGS))
def test_a_first_preview_gives_the_answers_of_a_later_one(whole: list[Record], setting: Settings) -> None:
    assert answers(first_preview(whole), setting) == answers(whole, setting)


@pytest.mark.slow  # a test of the generator
def test_the_generated_stacks_cover_every_answer_of_every_limit() -> None:
    expected = {(rule.id, answer) for rule in ON_RECORDS for answer in Answer}
    seen: set[tuple[str, Answer]] = set()
    masked: set[str] = set()
    """The limits whose violation was once hidden by a mask."""

    @settings(max_examples=300, deadline=None, database=None)
    @given(plans=masked_plans(), setting=st.sampled_from(SETTINGS))
    def look(plans: tuple[list[Record], list[Record]], setting: Settings) -> None:
        before, after = (answers(records, setting) for records in plans)
        seen.update((limit, answer) for (limit, _), answer in (*before.items(), *after.items()))
        masked.update(key[0] for key in before if (before[key], after[key]) == (Answer.VIOLATED, Answer.UNDETERMINED))

    for number in range(20):
        if (seen, masked) != (expected, {rule.id for rule in ON_RECORDS}):
            seed(number)(look)()
    assert seen == expected
    assert masked == {rule.id for rule in ON_RECORDS}
