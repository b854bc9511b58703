import pytest

from alicloud_policies.config.policy_settings import Settings
from alicloud_policies.judging.findings import Finding
from alicloud_policies.model.build import build
from alicloud_policies.model.credential_properties import Credential
from alicloud_policies.rules.plain_secret import RULE
from alicloud_rules.limits.plain_secret import check
from alicloud_rules.three_valued import Ternary, unknown
from policy_testkit import PlannedStack
from tests.policies.rule_fixtures import undetermined

WHY = unknown("password")


@pytest.mark.parametrize(
    ("secret", "finding"), [(True, None), (False, check("password", secret=False)), (WHY, WHY)], ids=str
)
def test_a_credential_must_be_marked_as_a_secret(secret: Ternary, finding: Finding) -> None:
    stack = build([], [Credential("urn", "Instance web", "password", secret)], {})
    assert [result.finding for result in RULE.check(stack, Settings())] == [finding]


def test_the_message_names_the_property_and_not_its_value() -> None:
    assert str(check("password", secret=False)) == "Its password is not a secret, so the state holds it in plain text."


def test_resources_of_every_type_are_checked() -> None:
    plan = PlannedStack()
    plan.resource("random:index/randomThing:RandomThing", "thing", {"list": [{"accessKey": "plain"}]})
    name = "list[0].accessKey of RandomThing thing"
    assert undetermined(RULE.id, plan) == [f"RandomThing thing: needs whether {name} is a secret"]
