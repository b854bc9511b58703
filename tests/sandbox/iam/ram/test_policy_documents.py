"""Policy documents: what is read from them, and what is refused in which words."""

import json
from typing import Any

import pytest

from alicloud_sandbox.iam.ram.policy_documents import PolicyError, permissions, trust
from alicloud_sandbox.iam.ram.system_policies import SYSTEM_POLICIES
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, allow, document, root, trusting


def test_one_text_and_a_list_of_one_are_the_same() -> None:
    plain = permissions(document({"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}))
    assert plain == permissions(document({"Effect": "Allow", "Action": ["ecs:*"], "Resource": ["*"]}))
    (statement,) = plain
    assert statement.allow
    assert statement.actions.cover("ecs:RunInstances")
    assert statement.actions.cover("ECS:runinstances")
    assert not statement.actions.cover("vpc:CreateVpc")


def test_the_not_forms_cover_everything_else() -> None:
    (statement,) = permissions(
        document({"Effect": "Deny", "NotAction": ["ram:*"], "NotResource": "acs:ecs:*:*:eni/eni-1"})
    )
    assert not statement.allow
    assert statement.actions.cover("ecs:StartInstance")
    assert not statement.actions.cover("ram:GetUser")
    assert statement.resources.cover("acs:ecs:cn-beijing:1:eni/eni-2")
    assert not statement.resources.cover("acs:ecs:cn-beijing:1:eni/eni-1")


def test_names_of_ram_have_no_case_in_resources() -> None:
    (statement,) = permissions(document(allow("sts:AssumeRole", on=f"acs:ram::{RESOURCE}:role/CrossAccount")))
    assert statement.resources.cover(f"acs:ram::{RESOURCE}:role/crossaccount")
    (statement,) = permissions(document(allow("ecs:*", on="acs:ecs:*:*:eni/ENI-1")))
    assert not statement.resources.cover("acs:ecs:cn-beijing:1:eni/eni-1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid"),
        ("[]", "not valid"),
        ('{"Version": "2", "Statement": []}', "Version"),
        ('{"Version": "1", "Statement": []}', "no Statement"),
        ('{"Version": "1"}', "Statement"),
        ('{"Version": "1", "Statement": [], "Id": "x"}', "Id"),
    ],
)
def test_a_document_that_is_none(text: str, words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        permissions(text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Effect": "ALLOW"}, "Statement 1, Effect"),
        ({"Effect": None}, "Effect - at Statement 1"),
        ({"Sid": "first"}, "Sid"),
        ({"Action": []}, "either Action or NotAction"),
        ({"NotAction": "ecs:*"}, "either Action or NotAction"),
        ({"Action": "RunInstances"}, "'RunInstances'; an action is"),
        ({"Action": [1]}, "Action"),
        ({"Resource": []}, "either Resource or NotResource"),
        ({"Resource": "eni-1"}, "'eni-1'; a resource is"),
        ({"Principal": {"RAM": root(RESOURCE)}}, "has a Principal"),
        ({"Condition": {"DateLessThan": {"acs:CurrentTime": "2030-01-01"}}}, "no condition operator 'DateLessThan'"),
        ({"Condition": {"StringEquals": {"acs:ResourceTag/team": "dev"}}}, "no condition key 'acs:ResourceTag/team'"),
        ({"Condition": {"StringEquals": {"acs:SourceIp": "10.0.0.1"}}}, "cannot be used"),
        ({"Condition": {"IpAddress": {"sts:ExternalId": "10.0.0.1"}}}, "cannot be used"),
        ({"Condition": {"IpAddress": {"acs:SourceIp": "10.0.0.300"}}}, "'10.0.0.300'"),
        ({"Condition": {"StringLike": {"sts:ExternalId": []}}}, "no value"),
    ],
)
def test_a_statement_that_is_none(changes: dict[str, Any], words: str) -> None:
    statement = {name: value for name, value in {**allow("ecs:*"), **changes}.items() if value is not None}
    with pytest.raises(PolicyError, match=words) as caught:
        permissions(document(statement))
    assert str(caught.value).endswith(".")


def test_the_second_statement_is_named() -> None:
    with pytest.raises(PolicyError, match="Statement 2 has the Action"):
        permissions(document(allow("ecs:*"), allow("nonsense")))


def test_a_trust_policy_names_whom_it_trusts() -> None:
    service = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs.aliyuncs.com"}}
    first, second = trust(document(trusting(root(RESOURCE), f"acs:ram::{RESOURCE}:user/ann"), service))
    assert first.trusted == (root(RESOURCE), f"acs:ram::{RESOURCE}:user/ann")
    assert second.trusted == ("ecs.aliyuncs.com",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Principal": {}}, "no Principal"),
        ({"Principal": {"RAM": []}}, "no Principal"),
        ({"Principal": {"RAM": "*"}}, r"trusts '\*'"),
        ({"Principal": {"RAM": "acs:ram::12:root"}}, "a RAM principal is"),
        ({"Principal": {"Federated": "acs:ram::1:saml-provider/x"}}, "Federated"),
        ({"Action": "ecs:*"}, "may have the Action sts:AssumeRole, sts:SetSourceIdentity only"),
        ({"Action": []}, "may have the Action"),
        ({"Resource": "*"}, "has a Resource"),
        ({"Condition": {"Bool": {"acs:MFAPresent": "true"}}}, "no condition operator 'Bool'"),
    ],
)
def test_a_trust_policy_that_is_none(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        trust(document({**trusting(root(RESOURCE)), **changes}))


def test_a_policy_is_no_trust_policy() -> None:
    with pytest.raises(PolicyError, match="Resource"):
        trust(document(allow("sts:AssumeRole")))
    with pytest.raises(PolicyError, match="Principal"):
        permissions(document(trusting(root(RESOURCE))))


def test_the_system_policies_can_be_judged() -> None:
    for text, description in SYSTEM_POLICIES.values():
        assert permissions(text)
        assert json.loads(text)["Version"] == "1"
        assert description
