"""The laws of the three answers, over plans of every kind.

Knowing less may turn an answer into "cannot tell", never into the opposite one; and ids alone decide nothing: on a
first preview, when none is known, the edges tell the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_policies.limits import CHECKS
from alicloud_policies.plan.build import build
from alicloud_policies.plan.record import Record
from alicloud_policies.settings import Settings
from alicloud_policies.verdicts import Answer, Verdict
from alicloud_rules.limits import DOCUMENTED, TODAY
from tests.policies.plans import first_preview, masked_plans, whole_plans

SMALL = [
    replace(limits, basic_group_ips=4, advanced_group_enis=2, available_eni_ipv6=2) for limits in (DOCUMENTED, TODAY)
]
SETTINGS = [Settings(limits=limits) for limits in (DOCUMENTED, TODAY, *SMALL)]
WEIGHT = [Answer.HOLDS, Answer.CANNOT_TELL, Answer.VIOLATES]
ON_RECORDS = [check for check in CHECKS if check.id != "plain-secret"]
"""All but the one that looks at properties of every type; test_credentials has its law."""

Answers = dict[tuple[str, str], Answer]
"""What each limit says of each resource; what it says nothing of, holds."""


def answers(records: Sequence[Record], told: Settings) -> Answers:
    plan = build(records, (), told.outside)
    found: Answers = defaultdict(lambda: Answer.HOLDS)
    for check in ON_RECORDS:
        found |= {(check.id, urn): answer for urn, answer in worst(check.judge(plan, told)).items()}
    return found


def worst(verdicts: Iterable[Verdict]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for verdict in verdicts:
        found[verdict.urn] = max(verdict.answer, found.get(verdict.urn, Answer.HOLDS), key=WEIGHT.index)
    return found


@settings(max_examples=600, deadline=None)
@given(plans=masked_plans(), told=st.sampled_from(SETTINGS))
def test_masking_only_ever_leads_to_cannot_tell(plans: tuple[list[Record], list[Record]], told: Settings) -> None:
    whole, hidden = (answers(records, told) for records in plans)
    for key in {*whole, *hidden}:
        assert hidden[key] in (whole[key], Answer.CANNOT_TELL), (key, whole[key], hidden[key])


@settings(max_examples=200, deadline=None)
@given(whole=whole_plans(all_edges=True), told=st.sampled_from(SETTINGS))
def test_a_first_preview_tells_as_much_as_a_later_one(whole: list[Record], told: Settings) -> None:
    assert answers(first_preview(whole), told) == answers(whole, told)


def test_the_plans_have_every_answer_of_every_limit() -> None:
    seen: set[tuple[str, Answer]] = set()
    hidden: set[str] = set()

    @settings(max_examples=1300, deadline=None, derandomize=True, database=None)
    @given(plans=masked_plans(), told=st.sampled_from(SETTINGS))
    def look(plans: tuple[list[Record], list[Record]], told: Settings) -> None:
        before, after = (answers(records, told) for records in plans)
        seen.update((limit, answer) for (limit, _), answer in (*before.items(), *after.items()))
        hidden.update(key[0] for key in before if (before[key], after[key]) == (Answer.VIOLATES, Answer.CANNOT_TELL))

    look()
    assert seen == {(check.id, answer) for check in ON_RECORDS for answer in Answer}
    assert hidden == {check.id for check in ON_RECORDS}
