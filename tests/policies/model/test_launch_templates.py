from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from alicloud_policies.model.launch_templates import filled
from alicloud_policies.model.plain_values import UNKNOWN
from alicloud_policies.model.record import Record
from alicloud_policies.model.references import ReferenceResolver
from alicloud_policies.model.resource_kinds import Kind
from tests.policies.generated_records import record

GROUP = record(Kind.GROUP, "sg-1")
GIVEN = {
    "instanceType": "ecs.g6.large",
    "vswitchId": "vsw-1",
    "securityGroupIds": [UNKNOWN],
    "networkInterfaces": {"securityGroupId": "sg-1"},
}
TEMPLATE = record(
    Kind.TEMPLATE, "lt-1", {**GIVEN, "launchTemplateName": "web"}, edges={"securityGroupIds": [GROUP]}, exists=True
)
NOTHING = dict.fromkeys(("instanceType", "vswitchId", "securityGroups", "networkInterfaces"), UNKNOWN)


def fill(
    inputs: Mapping[str, Any], *others: Record, kind: Kind = Kind.INSTANCE, edges: Sequence[Record] = ()
) -> Record:
    user = record(kind, "user", inputs, edges={"launchTemplateId": edges, "launchTemplateName": edges})
    return filled(user, ReferenceResolver([GROUP, *others, user]))


def added(inputs: Mapping[str, Any], *others: Record, edges: Sequence[Record] = ()) -> dict[str, Any]:
    """The inputs of an instance from its template."""
    found = fill(inputs, *others, edges=edges).inputs
    return {name: value for name, value in found.items() if value is not None and name not in inputs}


@pytest.mark.parametrize(
    ("by", "edges"),
    [
        ({"launchTemplateId": "lt-1"}, ()),
        ({"launchTemplateId": UNKNOWN}, (TEMPLATE,)),
        ({"launchTemplateName": "web"}, ()),
        ({"launchTemplateName": UNKNOWN}, (TEMPLATE,)),
    ],
)
def test_omitted_inputs_come_from_the_template(by: dict[str, Any], edges: Sequence[Record]) -> None:
    assert added(by, TEMPLATE, edges=edges) == GIVEN
    assert fill(by, TEMPLATE, edges=edges).edges["securityGroupIds"] == (GROUP.urn,)


def test_given_inputs_override_the_template() -> None:
    own = {"instanceType": "ecs.c6.large", "vswitchId": UNKNOWN, "securityGroups": [], "networkInterfaces": []}
    assert added({"launchTemplateId": "lt-1", **own}, TEMPLATE) == {}


def test_the_types_of_a_scaling_group_override_the_template() -> None:
    overrides = [{"instanceType": "ecs.c6.large"}]
    found = fill({"launchTemplateId": "lt-1", "launchTemplateOverrides": overrides}, TEMPLATE, kind=Kind.SCALING_GROUP)
    assert found.inputs.get("instanceType") is None
    assert found.inputs["vswitchId"] == "vsw-1"


def test_inputs_from_an_unknown_template_are_unknown() -> None:
    other = record(Kind.TEMPLATE, "lt-2")
    assert added({"launchTemplateId": UNKNOWN}, TEMPLATE) == NOTHING
    assert added({"launchTemplateId": UNKNOWN}, TEMPLATE, other, edges=(TEMPLATE, other)) == NOTHING


@pytest.mark.parametrize("second", ["web", UNKNOWN])
def test_an_ambiguous_template_name_is_unknown(second: object) -> None:
    other = record(Kind.TEMPLATE, "lt-2", {"launchTemplateName": second})
    first = TEMPLATE if second == "web" else record(Kind.TEMPLATE, "lt-3", {"name": "db"})
    assert added({"launchTemplateName": "web"}, first, other) == NOTHING


@pytest.mark.parametrize("by", [{"launchTemplateId": "lt-9"}, {"launchTemplateName": "db"}, {"launchTemplateId": ""}])
def test_a_template_outside_the_stack_adds_nothing(by: dict[str, Any]) -> None:
    assert added(by, TEMPLATE) == {}


def test_other_kinds_have_no_template() -> None:
    assert fill({"launchTemplateId": "lt-1"}, TEMPLATE, kind=Kind.ENI).inputs == {"launchTemplateId": "lt-1"}
