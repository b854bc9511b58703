"""Roles: making, reading, changing, deleting and listing them."""

import json

import pytest

from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, USER, attach, document, make_role, root, trusting

TRUST = document(trusting(root(RESOURCE)))


def test_a_new_role_reads_back_as_it_was_asked_for(cloud: Cloud) -> None:
    made = cloud.ram(
        "CreateRole",
        RoleName="Cross-Account.1",
        AssumeRolePolicyDocument=TRUST,
        Description="for the other account",
        MaxSessionDuration=7200,
        Tag=[{"Key": "team", "Value": "net"}],
    )["Role"]
    read = cloud.ram("GetRole", RoleName="Cross-Account.1")["Role"]
    assert read == made
    assert read["Arn"] == f"acs:ram::{RESOURCE}:role/cross-account.1"
    assert (read["RoleName"], read["Description"]) == ("Cross-Account.1", "for the other account")
    assert (read["AssumeRolePolicyDocument"], read["MaxSessionDuration"]) == (TRUST, 7200)
    assert read["RoleId"].isdigit()
    assert read["RolePrincipalName"] == f"cross-account.1@role.{RESOURCE}.onaliyunservice.com"


def test_names_differ_by_more_than_case(cloud: Cloud) -> None:
    make_role(cloud, "Admin", TRUST)
    with refused("EntityAlreadyExists.Role", 409):
        make_role(cloud, "admin", TRUST)
    assert cloud.ram("GetRole", RoleName="ADMIN")["Role"]["RoleName"] == "Admin"


def test_accounts_have_roles_of_their_own(cloud: Cloud) -> None:
    make_role(cloud, "one", TRUST)
    with refused("EntityNotExist.Role", 404) as caught:
        cloud.by("user").ram("GetRole", RoleName="one")
    assert "EntityNotExist.Role" in caught.value.message
    assert make_role(cloud.by("user"), "one", TRUST) == f"acs:ram::{USER}:role/one"


def test_a_role_changes_in_place(cloud: Cloud) -> None:
    make_role(cloud, "one", TRUST)
    other = document(trusting(root(USER)))
    cloud.ram("UpdateRole", RoleName="one", NewDescription="new")
    cloud.ram("UpdateRole", RoleName="one", NewAssumeRolePolicyDocument=other, NewMaxSessionDuration=43200)
    role = cloud.ram("GetRole", RoleName="one")["Role"]
    assert (role["Description"], role["AssumeRolePolicyDocument"], role["MaxSessionDuration"]) == ("new", other, 43200)
    assert cloud.ram("UpdateRole", RoleName="one", NewDescription="")["Role"]["Description"] == ""


def test_a_role_with_policies_stays(cloud: Cloud) -> None:
    make_role(cloud, "one", TRUST)
    attach(cloud, "AliyunECSFullAccess", RoleName="one")
    with refused("DeleteConflict.Role.Policy", 409):
        cloud.ram("DeleteRole", RoleName="one")
    cloud.ram("DetachPolicyFromRole", PolicyType="System", PolicyName="AliyunECSFullAccess", RoleName="one")
    cloud.ram("DeleteRole", RoleName="one")
    with refused("EntityNotExist.Role", 404):
        cloud.ram("GetRole", RoleName="one")


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "Length"), ("r" * 65, "Length"), ("a_b", "InvalidChars"), ("a b", "InvalidChars"), ("值", "InvalidChars")],
)
def test_a_role_s_name_has_a_form(cloud: Cloud, name: str, code: str) -> None:
    with refused(f"InvalidParameter.RoleName.{code}", 400):
        make_role(cloud, name, TRUST)


@pytest.mark.parametrize("seconds", [0, 900, 3599, 43201])
def test_sessions_last_one_to_twelve_hours_at_most(cloud: Cloud, seconds: int) -> None:
    with refused("InvalidParameter.MaxSessionDuration", 400):
        make_role(cloud, "one", TRUST, max_seconds=seconds)
    make_role(cloud, "one", TRUST)
    with refused("InvalidParameter.MaxSessionDuration", 400):
        cloud.ram("UpdateRole", RoleName="one", NewMaxSessionDuration=seconds)


@pytest.mark.parametrize(
    ("trust", "code"),
    [
        ("{}", "MalformedPolicyDocument"),
        (document({**trusting(root(USER)), "Action": "ecs:*"}), "MalformedPolicyDocument"),
        (TRUST + " " * 2048, "InvalidParameter.AssumeRolePolicyDocument.Length"),
    ],
)
def test_a_trust_policy_is_checked_when_it_is_written(cloud: Cloud, trust: str, code: str) -> None:
    with refused(code, 400):
        make_role(cloud, "one", trust)
    make_role(cloud, "one", TRUST)
    with refused(code, 400):
        cloud.ram("UpdateRole", RoleName="one", NewAssumeRolePolicyDocument=trust, NewDescription="lost")
    assert cloud.ram("GetRole", RoleName="one")["Role"]["Description"] == ""


def test_roles_are_listed_by_name_page_by_page(cloud: Cloud) -> None:
    for number in (3, 1, 2):
        cloud.ram(
            "CreateRole",
            RoleName=f"role-{number}",
            AssumeRolePolicyDocument=TRUST,
            Tag=json.dumps([{"Key": "odd", "Value": str(number % 2)}]),
        )
    first = cloud.ram("ListRoles", MaxItems=2)
    assert [role["RoleName"] for role in first["Roles"]["Role"]] == ["role-1", "role-2"]
    assert first["IsTruncated"] is True
    last = cloud.ram("ListRoles", MaxItems=2, Marker=first["Marker"])
    assert [role["RoleName"] for role in last["Roles"]["Role"]] == ["role-3"]
    assert last["IsTruncated"] is False
    odd = cloud.ram("ListRoles", Tag=json.dumps([{"Key": "odd", "Value": "1"}]))["Roles"]["Role"]
    assert [role["RoleName"] for role in odd] == ["role-1", "role-3"]
    assert odd[0]["Tags"] == {"Tag": [{"TagKey": "odd", "TagValue": "1"}]}
    assert cloud.by("user").ram("ListRoles")["Roles"] == {"Role": []}
    with refused("InvalidParameter"):
        cloud.ram("ListRoles", MaxItems=0)
