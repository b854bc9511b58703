"""Planned stacks: URNs, dependencies, and values as wrapped by the SDK."""

import pytest
from pulumi_policy.proxy import UnknownValueError

from policy_testkit import UNKNOWN, PlannedStack, resource_args, secret, stack_args

THING = "x:y:Thing"


def args_by_name(plan: PlannedStack) -> dict[str, object]:
    return {one.name: one for one in stack_args(plan).resources}


def test_children_have_their_parents_types_in_their_urns() -> None:
    plan = PlannedStack(project="p", stack="s")
    outer = plan.component("a:b:Outer", "outer")
    inner = plan.component("a:b:Inner", "inner", parent=outer)
    thing = plan.resource(THING, "thing", parent=inner)
    assert plan.root.urn == "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s"
    assert outer.urn == "urn:pulumi:s::p::a:b:Outer::outer"
    assert thing.urn == "urn:pulumi:s::p::a:b:Outer$a:b:Inner$x:y:Thing::thing"


def test_two_resources_with_one_urn_are_refused() -> None:
    plan = PlannedStack()
    plan.resource(THING, "same")
    with pytest.raises(ValueError, match=r"duplicate URN .*x:y:Thing::same"):
        plan.resource(THING, "same")


def test_outputs_become_dependencies_of_their_property() -> None:
    plan = PlannedStack()
    one, two = plan.resource(THING, "one"), plan.resource(THING, "two")
    inputs = {"plain": 1, "nested": {"list": [one.id, "known", two.id]}, "hidden": secret(two.id)}
    last = plan.resource(THING, "last", inputs, dependencies={"nested": [one], "other": [two]})
    assert last.dependencies == {"nested": [one, two], "hidden": [two], "other": [two]}
    assert last.depends_on == [one, two]


def test_parents_providers_and_dependencies_reach_stack_policies_as_resources() -> None:
    plan = PlannedStack(defaults={"x": {"region": "r1"}})
    home = plan.component("a:b:Home", "home")
    other = plan.provider("x", "other", {"region": "r2", "key": UNKNOWN})
    first = plan.resource(THING, "first", parent=home)
    plan.resource(THING, "second", {"of": first.id}, provider=other)
    seen = {one.name: one for one in stack_args(plan).resources}
    assert seen["first"].parent is seen["home"]
    assert seen["home"].parent is seen["project-dev"]
    assert seen["second"].property_dependencies == {"of": [seen["first"]]}
    assert seen["second"].dependencies == [seen["first"]]
    providers = {name: seen[name].provider for name in ("first", "second")}
    assert {name: dict(one.props) for name, one in providers.items() if one} == {
        "first": {"region": "r1"},
        "second": {"region": "r2"},
    }
    assert seen["home"].provider is None


def test_resource_policies_receive_unknowns_in_place() -> None:
    plan = PlannedStack()
    thing = plan.resource(
        THING, "thing", {"id1": UNKNOWN, "list": [UNKNOWN, "known"], "word": secret("hidden"), "n": 3}
    )
    props = resource_args(plan, thing).props
    assert sorted(props.keys()) == ["id1", "list", "n", "word"]
    assert (props["n"], props["word"], props["list"][1], len(props["list"])) == (3, "hidden", "known", 2)
    with pytest.raises(UnknownValueError):
        props["id1"]
    with pytest.raises(UnknownValueError):
        props["list"][0]


def test_stack_policies_do_not_see_unknown_properties_of_bridged_resources() -> None:
    plan = PlannedStack()
    inputs = {
        "a": UNKNOWN,
        "list": [UNKNOWN, "known"],
        "map": {"k": {"deep": UNKNOWN}},
        "n": 3,
        "word": secret(UNKNOWN),
    }
    plan.resource(THING, "thing", inputs, outputs={"block": {"never": UNKNOWN, "set": 1}})
    props = stack_args(plan).resources[0].props
    assert sorted(props.keys()) == ["block", "id", "n"]
    assert (props["id"], props["block"]["set"]) == ("", 1)
    with pytest.raises(UnknownValueError):
        props["block"]["never"]


def test_stack_policies_see_unknowns_of_dynamic_resources() -> None:
    plan = PlannedStack()
    plan.resource("pulumi-python:dynamic/m:Thing", "thing", {"a": UNKNOWN, "n": 1})
    props = stack_args(plan).resources[0].props
    assert sorted(props.keys()) == ["a", "n"]
    with pytest.raises(UnknownValueError):
        props["a"]


def test_once_a_plan_exists_outputs_are_known() -> None:
    def program(plan: PlannedStack) -> None:
        one = plan.resource(THING, "one", outputs={"id": "t-1", "address": "10.0.0.1"})
        plan.resource(THING, "two", {"of": one.id, "near": one.output("address", "?"), "zone": one.output("zone", "z")})

    first, later = PlannedStack(), PlannedStack(exists=True)
    program(first)
    program(later)
    assert stack_args(first).resources[0].props["id"] == ""
    assert dict(stack_args(later).resources[0].props) == {
        "id": "two-id",
        "of": "t-1",
        "near": "10.0.0.1",
        "zone": "z",
    }
    assert dict(stack_args(first).resources[0].props) == {"id": ""}


@pytest.mark.parametrize("whole", [True, False])
def test_an_update_in_place_hides_the_id_except_in_other_inputs(whole: bool) -> None:
    plan = PlannedStack(exists=True, changes=whole)
    one = plan.resource(THING, "one", {"size": 1}, changes=None if whole else True)
    plan.resource(THING, "two", {"of": one.id}, changes=False)
    seen = {one.name: dict(one.props) for one in stack_args(plan).resources if one.resource_type == THING}
    assert seen == {"one": {"size": 1, "id": ""}, "two": {"of": "one-id", "id": "two-id"}}


def test_components_show_only_their_registered_outputs_to_stack_policies() -> None:
    plan = PlannedStack()
    plan.component("a:b:Home", "home", {"in": 1}, outputs={"out": 2})
    assert dict(stack_args(plan).resources[0].props) == {"out": 2}


def test_config_reaches_the_arguments() -> None:
    plan = PlannedStack()
    thing = plan.resource(THING, "thing", protect=True, ignore_changes=["a"])
    args = resource_args(plan, thing, {"limit": 3})
    assert (args.get_config(), args.opts.protect, list(args.opts.ignore_changes)) == ({"limit": 3}, True, ["a"])
    assert stack_args(plan, {"limit": 3}).get_config() == {"limit": 3}
