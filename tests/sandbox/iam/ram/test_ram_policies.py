"""Custom and system policies, and their versions."""

import json

import pytest

from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, allow, attach, document, make_role, make_user, root, trusting

DOCUMENT = document(allow("ecs:Describe*"))
OTHER = document(allow("vpc:Describe*"))


def make_policy(cloud: Cloud, name: str = "reader") -> None:
    cloud.ram("CreatePolicy", PolicyName=name, PolicyDocument=DOCUMENT, Description="reads")


def versions(cloud: Cloud, name: str = "reader") -> dict[str, bool]:
    """The versions of a custom policy: their ids, and whether they are in force."""
    rows = cloud.ram("ListPolicyVersions", PolicyName=name, PolicyType="Custom")["PolicyVersions"]["PolicyVersion"]
    return {row["VersionId"]: row["IsDefaultVersion"] for row in rows}


def test_a_new_policy_reads_back_as_it_was_asked_for(cloud: Cloud) -> None:
    made = cloud.ram("CreatePolicy", PolicyName="reader", PolicyDocument=DOCUMENT, Description="reads")["Policy"]
    assert (made["PolicyName"], made["PolicyType"], made["DefaultVersion"]) == ("reader", "Custom", "v1")
    read = cloud.ram("GetPolicy", PolicyName="reader", PolicyType="Custom")
    assert read["Policy"] == {**made, "PolicyDocument": DOCUMENT}
    assert (read["Policy"]["Description"], read["Policy"]["AttachmentCount"]) == ("reads", 0)
    assert read["DefaultPolicyVersion"]["PolicyDocument"] == DOCUMENT
    assert (read["DefaultPolicyVersion"]["VersionId"], read["DefaultPolicyVersion"]["IsDefaultVersion"]) == ("v1", True)


def test_versions_come_into_force_when_asked(cloud: Cloud) -> None:
    make_policy(cloud)
    second = cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER)["PolicyVersion"]
    assert (second["VersionId"], second["IsDefaultVersion"], versions(cloud)) == (
        "v2",
        False,
        {"v1": True, "v2": False},
    )
    cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER, SetAsDefault=True)
    assert versions(cloud) == {"v1": False, "v2": False, "v3": True}
    cloud.ram("SetDefaultPolicyVersion", PolicyName="reader", VersionId="v1")
    policy = cloud.ram("GetPolicy", PolicyName="reader", PolicyType="Custom")
    assert (policy["Policy"]["DefaultVersion"], policy["Policy"]["PolicyDocument"]) == ("v1", DOCUMENT)
    third = cloud.ram("GetPolicyVersion", PolicyName="reader", PolicyType="Custom", VersionId="v3")["PolicyVersion"]
    assert (third["PolicyDocument"], third["IsDefaultVersion"]) == (OTHER, False)


def test_a_deleted_version_s_number_is_not_used_again(cloud: Cloud) -> None:
    make_policy(cloud)
    cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER)
    cloud.ram("DeletePolicyVersion", PolicyName="reader", VersionId="v2")
    assert versions(cloud) == {"v1": True}
    cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER)
    assert versions(cloud) == {"v1": True, "v3": False}
    with refused("DeleteConflict.Policy.Version.Default", 409):
        cloud.ram("DeletePolicyVersion", PolicyName="reader", VersionId="v1")
    for action in ("DeletePolicyVersion", "SetDefaultPolicyVersion"):
        with refused("EntityNotExist.Policy.Version", 404):
            cloud.ram(action, PolicyName="reader", VersionId="v2")


def test_a_policy_has_five_versions_at_most(cloud: Cloud) -> None:
    make_policy(cloud)
    for _ in range(4):
        cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER)
    with refused("LimitExceeded.Policy.Version", 409):
        cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER, RotateStrategy="None")
    rotate = "DeleteOldestNonDefaultVersionWhenLimitExceeded"
    cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER, RotateStrategy=rotate)
    assert list(versions(cloud)) == ["v1", "v3", "v4", "v5", "v6"]
    with refused("InvalidParameter", 400):
        cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER, RotateStrategy="Oldest")


def test_a_policy_with_other_versions_goes_only_when_told(cloud: Cloud) -> None:
    make_policy(cloud)
    cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=OTHER)
    with refused("DeleteConflict.Policy.Version", 409):
        cloud.ram("DeletePolicy", PolicyName="reader")
    cloud.ram("DeletePolicy", PolicyName="reader", CascadingDelete=True)
    with refused("EntityNotExist.Policy", 404):
        cloud.ram("GetPolicy", PolicyName="reader", PolicyType="Custom")


def test_a_policy_in_use_stays(cloud: Cloud) -> None:
    make_policy(cloud)
    make_role(cloud, "one", document(trusting(root(RESOURCE))))
    make_user(cloud, "ann")
    attach(cloud, "reader", "Custom", RoleName="one")
    attach(cloud, "reader", "Custom", UserName="ann")
    assert cloud.ram("GetPolicy", PolicyName="reader", PolicyType="Custom")["Policy"]["AttachmentCount"] == 2
    found = cloud.ram("ListEntitiesForPolicy", PolicyName="reader", PolicyType="Custom")
    assert [role["RoleName"] for role in found["Roles"]["Role"]] == ["one"]
    assert [user["UserName"] for user in found["Users"]["User"]] == ["ann"]
    assert found["Groups"] == {"Group": []}
    with refused("DeleteConflict.Policy.Role", 409):
        cloud.ram("DeletePolicy", PolicyName="reader", CascadingDelete=True)
    cloud.ram("DetachPolicyFromRole", PolicyType="Custom", PolicyName="reader", RoleName="one")
    with refused("DeleteConflict.Policy.User", 409):
        cloud.ram("DeletePolicy", PolicyName="reader", CascadingDelete=True)
    cloud.ram("DetachPolicyFromUser", PolicyType="Custom", PolicyName="reader", UserName="ann")
    cloud.ram("DeletePolicy", PolicyName="reader", CascadingDelete=True)


def test_a_description_changes_in_place(cloud: Cloud) -> None:
    make_policy(cloud)
    assert (
        cloud.ram("UpdatePolicyDescription", PolicyName="reader", NewDescription="new")["Policy"]["Description"]
        == "new"
    )
    with refused("InvalidParameter.Description.Length", 400):
        cloud.ram("UpdatePolicyDescription", PolicyName="reader", NewDescription="d" * 1025)
    assert cloud.ram("GetPolicy", PolicyName="reader", PolicyType="Custom")["Policy"]["Description"] == "new"


@pytest.mark.parametrize(
    ("name", "document", "code"),
    [
        ("a.b", DOCUMENT, "InvalidParameter.PolicyName.InvalidChars"),
        ("p" * 129, DOCUMENT, "InvalidParameter.PolicyName.Length"),
        ("reader", "no JSON", "MalformedPolicyDocument"),
        ("reader", DOCUMENT + " " * 6144, "InvalidParameter.PolicyDocument.Length"),
        ("AliyunECSFullAccess", DOCUMENT, "EntityAlreadyExists.Policy"),
    ],
)
def test_a_policy_that_cannot_be_made(cloud: Cloud, name: str, document: str, code: str) -> None:
    with refused(code):
        cloud.ram("CreatePolicy", PolicyName=name, PolicyDocument=document)
    assert cloud.ram("ListPolicies", PolicyType="Custom")["Policies"] == {"Policy": []}


def test_what_cannot_be_judged_is_refused_in_plain_words(cloud: Cloud) -> None:
    statement = allow("ecs:*", Condition={"DateLessThan": {"acs:CurrentTime": "2030-01-01T00:00:00Z"}})
    with refused("MalformedPolicyDocument", 400) as caught:
        cloud.ram("CreatePolicy", PolicyName="dated", PolicyDocument=document(statement))
    assert "DateLessThan" in caught.value.message
    make_policy(cloud)
    with refused("MalformedPolicyDocument", 400):
        cloud.ram("CreatePolicyVersion", PolicyName="reader", PolicyDocument=document(statement))
    assert versions(cloud) == {"v1": True}


def test_system_policies_can_be_read_and_not_changed(cloud: Cloud) -> None:
    everywhere = [cloud, cloud.by("user")]
    for one in everywhere:
        policy = one.ram("GetPolicy", PolicyName="AdministratorAccess", PolicyType="System")
        assert json.loads(policy["DefaultPolicyVersion"]["PolicyDocument"])["Statement"][0]["Action"] == ["*"]
        assert policy["Policy"]["AttachmentCount"] == 1
    names = {row["PolicyName"] for row in cloud.ram("ListPolicies", PolicyType="System")["Policies"]["Policy"]}
    assert {"AdministratorAccess", "AliyunSTSAssumeRoleAccess", "AliyunECSFullAccess", "AliyunVPCFullAccess"} <= names
    for action, more in (
        ("DeletePolicy", {}),
        ("UpdatePolicyDescription", {"NewDescription": "mine"}),
        ("CreatePolicyVersion", {"PolicyDocument": OTHER}),
    ):
        with refused("EntityNotExist.Policy", 404):
            cloud.ram(action, PolicyName="AdministratorAccess", **more)


def test_products_that_the_sandbox_does_not_have_have_policies(cloud: Cloud) -> None:
    policy = cloud.ram("GetPolicy", PolicyName="AliyunRDSReadOnlyAccess", PolicyType="System")
    (statement,) = json.loads(policy["DefaultPolicyVersion"]["PolicyDocument"])["Statement"]
    assert statement["Action"] == ["rds:Describe*", "rds:Get*", "rds:List*"]
    first = cloud.ram("ListPolicies", PolicyType="System", MaxResults=2)
    assert (len(first["Policies"]["Policy"]), first["IsTruncated"]) == (2, True)


def test_policies_of_both_kinds_are_listed_together(cloud: Cloud) -> None:
    make_policy(cloud, "Azure")
    rows = cloud.ram("ListPolicies")["Policies"]["Policy"]
    assert {row["PolicyType"] for row in rows} == {"System", "Custom"}
    assert [row["PolicyName"] for row in rows] == sorted(row["PolicyName"] for row in rows)
    assert "Azure" not in str(cloud.by("user").ram("ListPolicies"))
    for action in ("ListPolicies", "GetPolicy"):
        with refused("InvalidParameter.PolicyType", 400):
            cloud.ram(action, PolicyType="Mine", **({"PolicyName": "Azure"} if action == "GetPolicy" else {}))


def test_attachments_are_listed_and_made_once(cloud: Cloud) -> None:
    make_policy(cloud)
    make_role(cloud, "one", document(trusting(root(RESOURCE))))
    make_user(cloud, "ann")
    for who, action in (({"RoleName": "one"}, "ListPoliciesForRole"), ({"UserName": "ann"}, "ListPoliciesForUser")):
        attach(cloud, "reader", "Custom", **who)
        attach(cloud, "AliyunVPCFullAccess", **who)
        rows = cloud.ram(action, **who)["Policies"]["Policy"]
        assert [(row["PolicyName"], row["PolicyType"]) for row in rows] == [
            ("reader", "Custom"),
            ("AliyunVPCFullAccess", "System"),
        ]
        what = "Role" if "RoleName" in who else "User"
        with refused(f"EntityAlreadyExists.{what}.Policy", 409):
            attach(cloud, "reader", "Custom", **who)
        cloud.ram(f"DetachPolicyFrom{what}", PolicyType="Custom", PolicyName="reader", **who)
        with refused(f"EntityNotExist.{what}.Policy", 404):
            cloud.ram(f"DetachPolicyFrom{what}", PolicyType="Custom", PolicyName="reader", **who)
        assert len(cloud.ram(action, **who)["Policies"]["Policy"]) == 1


@pytest.mark.parametrize(
    ("policy", "kind", "principal", "code"),
    [
        ("nothing", "Custom", {"RoleName": "one"}, "EntityNotExist.Policy"),
        ("nothing", "System", {"RoleName": "one"}, "EntityNotExist.Policy"),
        ("reader", "Custom", {"RoleName": "nobody"}, "EntityNotExist.Role"),
        ("reader", "Custom", {"UserName": "nobody"}, "EntityNotExist.User"),
        ("reader", "Other", {"RoleName": "one"}, "InvalidParameter.PolicyType"),
    ],
)
def test_what_is_not_there_is_not_attached(
    cloud: Cloud, policy: str, kind: str, principal: dict[str, str], code: str
) -> None:
    make_policy(cloud)
    make_role(cloud, "one", document(trusting(root(RESOURCE))))
    with refused(code):
        attach(cloud, policy, kind, **principal)


def test_there_are_no_groups(cloud: Cloud) -> None:
    make_policy(cloud)
    with refused("EntityNotExist.Group", 404):
        cloud.ram("DetachPolicyFromGroup", PolicyType="Custom", PolicyName="reader", GroupName="admins")
