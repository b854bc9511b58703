"""Verdicts of policies. The laws hold for any statements."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.iam.ram.policy_conditions import Condition
from alicloud_sandbox.iam.ram.policy_documents import Document, permissions
from alicloud_sandbox.iam.ram.policy_evaluation import Decision, Request, evaluate
from tests.sandbox.iam.ram.ram_fixtures import allow, deny, document

ACTIONS = ["ecs:DescribeInstances", "ecs:DeleteInstance", "ecs:AttachNetworkInterface", "vpc:DeleteVpc"]
RESOURCES = ["*", "acs:ecs:cn-beijing:1:instance/i-1", "acs:ecs:cn-beijing:1:eni/eni-1", "acs:vpc:cn-beijing:1:vpc/v"]

action_patterns = st.sampled_from([*ACTIONS, "*", "ecs:*", "ecs:De*", "vpc:?eleteVpc"])
resource_patterns = st.sampled_from([*RESOURCES, "acs:ecs:*:*:*", "acs:ecs:*:1:instance/*", "acs:vpc:*:*:vpc/?"])
conditions = st.sampled_from(
    [
        {},
        {"StringEquals": {"sts:ExternalId": ["one", "two"]}},
        {"StringNotLike": {"sts:ExternalId": "o*"}},
        {"NotIpAddress": {"acs:SourceIp": "10.0.0.0/8"}},
    ]
)


@st.composite
def statements(draw: st.DrawFn, effect: str | None = None) -> Document:
    statement = {
        "Effect": effect or draw(st.sampled_from(["Allow", "Deny"])),
        draw(st.sampled_from(["Action", "NotAction"])): draw(st.lists(action_patterns, min_size=1, max_size=3)),
        draw(st.sampled_from(["Resource", "NotResource"])): draw(st.lists(resource_patterns, min_size=1, max_size=3)),
        "Condition": draw(conditions),
    }
    return permissions(json.dumps({"Version": "1", "Statement": [statement]}))


requests = st.builds(
    Request,
    st.sampled_from(ACTIONS),
    st.sampled_from(RESOURCES),
    st.sampled_from([{}, {"sts:ExternalId": "one"}, {"sts:ExternalId": "x", "acs:SourceIp": "127.0.0.1"}]),
)
policies = st.lists(statements(), max_size=4)


@given(held=policies, more=statements("Allow"), request=requests)
def test_one_more_allow_never_removes_a_permission(held: list[Document], more: Document, request: Request) -> None:
    if evaluate(held, request) is Decision.ALLOWED:
        assert evaluate([*held, more], request) is Decision.ALLOWED


@given(held=policies, more=statements("Deny"), request=requests)
def test_one_more_deny_never_adds_a_permission(held: list[Document], more: Document, request: Request) -> None:
    if evaluate(held, request) is not Decision.ALLOWED:
        assert evaluate([*held, more], request) is not Decision.ALLOWED


@given(held=policies, request=requests, data=st.data())
def test_the_order_of_policies_does_not_matter(held: list[Document], request: Request, data: st.DataObject) -> None:
    assert evaluate(data.draw(st.permutations(held)), request) is evaluate(held, request)


@given(held=policies, request=requests)
def test_a_deny_of_everything_leaves_nothing(held: list[Document], request: Request) -> None:
    assert evaluate([*held, permissions(document(deny("*")))], request) is Decision.DENIED
    assert evaluate([permissions(document(allow("*")))], request) is Decision.ALLOWED


def test_nothing_is_allowed_by_default() -> None:
    assert evaluate([], Request(ACTIONS[0], "*")) is Decision.NOT_ALLOWED


@pytest.mark.parametrize(
    ("operator", "values", "found", "holds"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", ["a"], "A", False),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", ["a", "b"], "c", True),
        ("StringEqualsIgnoreCase", ["a"], "A", True),
        ("StringNotEqualsIgnoreCase", ["a"], "A", False),
        ("StringLike", ["team-*"], "team-1", True),
        ("StringLike", ["team-?"], "team-12", False),
        ("StringNotLike", ["team-*"], "other", True),
        ("StringEquals", ["a"], None, False),
        ("StringNotEquals", ["a"], None, True),
    ],
)
def test_string_operators(operator: str, values: list[str], found: str | None, holds: bool) -> None:
    condition = Condition(operator, "sts:ExternalId", tuple(values))
    assert condition.problem() is None
    assert condition.holds({} if found is None else {"sts:ExternalId": found}) is holds


def test_no_request_has_a_key_of_a_product_that_the_sandbox_lacks() -> None:
    held = [permissions(document(allow("ecs:*", Condition={"StringEquals": {"oss:Delimiter": ["/"]}})))]
    assert evaluate(held, Request("ecs:DescribeInstances", "*")) is Decision.NOT_ALLOWED
    held = [permissions(document(allow("ecs:*", Condition={"StringNotEquals": {"oss:Delimiter": ["/"]}})))]
    assert evaluate(held, Request("ecs:DescribeInstances", "*")) is Decision.ALLOWED


@pytest.mark.parametrize(
    ("operator", "values", "holds"),
    [
        ("IpAddress", ["127.0.0.0/8"], True),
        ("IpAddress", ["10.0.0.0/8", "127.0.0.1"], True),
        ("IpAddress", ["10.0.0.0/8"], False),
        ("NotIpAddress", ["127.0.0.0/8"], False),
        ("NotIpAddress", ["2001:db8::/32"], True),
    ],
)
def test_address_operators(operator: str, values: list[str], holds: bool) -> None:
    condition = Condition(operator, "acs:SourceIp", tuple(values))
    assert condition.problem() is None
    assert condition.holds({"acs:SourceIp": "127.0.0.1"}) is holds
