"""Tags of users, roles and policies, in the forms that the provider and the SDK send."""

import json

import pytest

from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, allow, document, make_role, make_user, root, trusting

NAMES = json.dumps(["one"])


@pytest.fixture
def tagged(cloud: Cloud) -> Cloud:
    """A user, a role and a policy, each called `one`."""
    make_user(cloud, "one")
    make_role(cloud, "one", document(trusting(root(RESOURCE))))
    cloud.ram("CreatePolicy", PolicyName="one", PolicyDocument=document(allow("ecs:*")))
    return cloud


def tags(cloud: Cloud, kind: str, **filters: object) -> dict[str, str]:
    rows = cloud.ram("ListTagResources", ResourceType=kind, **(filters or {"ResourceNames": NAMES}))["TagResources"]
    assert all(row["ResourceName"] == "one" and row["ResourceType"] == kind for row in rows)
    return {row["TagKey"]: row["TagValue"] for row in rows}


@pytest.mark.parametrize("kind", ["role", "policy", "user"])
def test_tags_are_written_read_and_removed(tagged: Cloud, kind: str) -> None:
    assert tags(tagged, kind) == {}
    pairs = [{"Key": "team", "Value": "net"}, {"Key": "use", "Value": "test"}]
    tagged.ram("TagResources", ResourceType=kind, ResourceNames=NAMES, Tag=json.dumps(pairs))
    assert tags(tagged, kind) == {"team": "net", "use": "test"}
    tagged.ram("TagResources", ResourceType=kind, ResourceNames=["one"], Tag=[{"Key": "team", "Value": "ops"}])
    assert tags(tagged, kind) == {"team": "ops", "use": "test"}
    assert tags(tagged, kind, Tag=json.dumps([{"Key": "team", "Value": "ops"}])) == {"team": "ops", "use": "test"}
    assert tags(tagged, kind, Tag=json.dumps([{"Key": "team", "Value": "net"}])) == {}
    tagged.ram("UntagResources", ResourceType=kind, ResourceNames=NAMES, TagKeys=json.dumps(["team"]), TagKey=["team"])
    assert tags(tagged, kind) == {"use": "test"}
    tagged.ram("UntagResources", ResourceType=kind, ResourceNames=NAMES, All=True)
    assert tags(tagged, kind) == {}
    assert [other for other in ("role", "policy", "user") if tags(tagged, other)] == []


def test_tags_of_a_new_role_and_policy(cloud: Cloud) -> None:
    tag = json.dumps([{"Key": "team", "Value": "net"}])
    cloud.ram("CreateRole", RoleName="one", AssumeRolePolicyDocument=document(trusting(root(RESOURCE))), Tag=tag)
    cloud.ram("CreatePolicy", PolicyName="one", PolicyDocument=document(allow("ecs:*")), Tag=tag)
    assert tags(cloud, "role") == tags(cloud, "policy") == {"team": "net"}


def test_tags_come_page_by_page(tagged: Cloud) -> None:
    pairs = [{"Key": f"key-{number}", "Value": ""} for number in range(5)]
    tagged.ram("TagResources", ResourceType="role", ResourceNames=NAMES, Tag=pairs)
    first = tagged.ram("ListTagResources", ResourceType="role", ResourceNames=NAMES, PageSize=3)
    rest = tagged.ram(
        "ListTagResources", ResourceType="role", ResourceNames=NAMES, PageSize=3, NextToken=first["NextToken"]
    )
    keys = [row["TagKey"] for row in first["TagResources"] + rest["TagResources"]]
    assert keys == [pair["Key"] for pair in pairs]
    assert "NextToken" not in rest


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"ResourceType": "group"}, "InvalidResourceType.NotFound"),
        ({"ResourceNames": json.dumps(["two"])}, "EntityNotExist.Role"),
        ({"ResourceNames": "[]"}, "MissingParameter"),
        ({"ResourceNames": "one"}, "InvalidParameter"),
        ({"Tag": "nonsense"}, "InvalidParameter"),
        ({"Tag": json.dumps([{"Key": "a"}, {"Key": "a"}])}, "Duplicate.TagKey"),
        ({"Tag": json.dumps([{"Key": f"k{number}"} for number in range(21)])}, "QuotaExceed.Tags"),
    ],
)
def test_tags_that_cannot_be_written(tagged: Cloud, parameters: dict[str, str], code: str) -> None:
    usual = {"ResourceType": "role", "ResourceNames": NAMES, "Tag": json.dumps([{"Key": "a", "Value": "b"}])}
    with refused(code):
        tagged.ram("TagResources", **{**usual, **parameters})
    assert tags(tagged, "role") == {}


def test_another_account_s_role_takes_no_tags(tagged: Cloud) -> None:
    with refused("EntityNotExist.Role", 404):
        tagged.by("user").ram("TagResources", ResourceType="role", ResourceNames=NAMES, Tag=[{"Key": "a"}])
    with refused("MissingParameter", 400):
        tagged.ram("UntagResources", ResourceType="role", ResourceNames=NAMES)
