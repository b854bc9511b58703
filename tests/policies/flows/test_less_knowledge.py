"""Less knowledge may leave the answer about a flow open; it never turns it into the opposite one."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from alicloud_policies.config.flow_settings import FlowSpec
from alicloud_policies.flows.stack_flows import StackFlows
from alicloud_policies.model.build import build
from alicloud_policies.model.record import Record
from alicloud_rules.three_valued import Ternary, Unknown
from tests.policies.generated_records import first_preview, masked_plans, whole_plans

SPECS = [
    FlowSpec(source, target, protocol, ports)
    for source, target in (("*", "*"), ("internet", "*"), ("*", "internet"))
    for protocol, ports in (("icmpv6", None), ("tcp", range(25, 26)))
]
Answers = dict[tuple[str, str, str], Ternary | None]
"""By protocol, source and target: the answer, None where it differs between addresses of the internet."""


def answers(records: Sequence[Record]) -> Answers:
    flows, found = StackFlows(build(records, (), {})), Answers()
    for spec in SPECS:
        for source in flows.ends.named(spec.source):
            for target in flows.ends.named(spec.target):
                given = [flow.answer for flow in flows.judged(spec, source, target)]
                key = (spec.protocol, f"{source.urn}{source.label}", f"{target.urn}{target.label}")
                found[key] = _common(given)
    return found


def _common(given: Sequence[Ternary]) -> Ternary | None:
    unknowns = [one for one in given if isinstance(one, Unknown)]
    return unknowns[0] if unknowns else given[0] if len(set(given)) == 1 else None


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(plans=masked_plans())
def test_masking_only_leads_to_open_answers(plans: tuple[list[Record], list[Record]]) -> None:
    whole, hidden = map(answers, plans)
    for key, answer in hidden.items():
        assert isinstance(answer, Unknown) or key not in whole or whole[key] in (answer, None), (
            key,
            whole[key],
            answer,
        )


@settings(max_examples=60, deadline=None)
@given(whole=whole_plans(all_edges=True))
def test_a_first_preview_gives_no_other_answer(whole: list[Record]) -> None:
    known = answers(whole)
    for key, answer in answers(first_preview(whole)).items():
        assert isinstance(answer, Unknown) or known[key] == answer, (key, known[key], answer)
