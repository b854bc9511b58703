"""RAM users and their access keys."""

import pytest

from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.iam.authentication import authenticate
from alicloud_sandbox.iam.keyring import ACCOUNTS, Key
from alicloud_sandbox.iam.signature import claim
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import USER, attach, make_user
from tests.sandbox.signing import version1


def signed_by(cloud: Cloud, key_id: str, secret: str) -> Caller:
    """The caller of a request signed with a key."""
    key = Key("", "", "", key_id, secret)
    now = cloud.dispatcher.clock()
    return authenticate(cloud.dispatcher.store, claim(version1(key, {"Action": "GetCallerIdentity"}, at=now)), now)


def make_key(cloud: Cloud, user: str = "ann") -> tuple[str, str]:
    key = cloud.ram("CreateAccessKey", UserName=user)["AccessKey"]
    return key["AccessKeyId"], key["AccessKeySecret"]


def keys(cloud: Cloud, user: str = "") -> dict[str, str]:
    """A user's keys with their states."""
    rows = cloud.ram("ListAccessKeys", UserName=user or None)["AccessKeys"]["AccessKey"]
    return {row["AccessKeyId"]: row["Status"] for row in rows}


def test_the_first_users_are_there(cloud: Cloud) -> None:
    names = [user["UserName"] for user in cloud.by("user").ram("ListUsers")["Users"]["User"]]
    assert names == ["admin", "operator"]
    (policy,) = cloud.ram("ListPoliciesForUser", UserName="admin")["Policies"]["Policy"]
    assert policy["PolicyName"] == "AdministratorAccess"
    assert cloud.by("user").ram("ListPoliciesForUser", UserName="operator")["Policies"] == {"Policy": []}
    (key,) = keys(cloud, "admin")
    assert key == cloud.dispatcher.keyring.of("resource").key_id
    (key,) = keys(cloud.by("resource/root"))
    assert key == cloud.dispatcher.keyring.of("resource/root").key_id


def test_a_new_user_reads_back_as_it_was_asked_for(cloud: Cloud) -> None:
    made = cloud.ram(
        "CreateUser",
        UserName="Ann.B",
        DisplayName="Ann",
        MobilePhone="86-18600008888",
        Email="ann@example.com",
        Comments="the tester",
    )["User"]
    read = cloud.ram("GetUser", UserName="Ann.B")["User"]
    assert {name: value for name, value in read.items() if name != "LastLoginDate"} == made
    assert (read["DisplayName"], read["Comments"], read["Email"]) == ("Ann", "the tester", "ann@example.com")
    assert made in cloud.ram("ListUsers")["Users"]["User"]
    with refused("EntityAlreadyExists.User", 409):
        cloud.ram("CreateUser", UserName="ann.b")
    with refused("EntityNotExist.User", 404):
        cloud.by("user").ram("GetUser", UserName="Ann.B")


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"UserName": ""}, "UserName.Length"),
        ({"UserName": "u" * 65}, "UserName.Length"),
        ({"UserName": "a@b"}, "UserName.InvalidChars"),
        ({"UserName": "ann", "DisplayName": "d" * 129}, "DisplayName.Length"),
        ({"UserName": "ann", "Comments": "c" * 129}, "Comments.Length"),
    ],
)
def test_a_user_that_cannot_be_made(cloud: Cloud, parameters: dict[str, str], code: str) -> None:
    with refused(f"InvalidParameter.{code}", 400):
        cloud.ram("CreateUser", **parameters)


def test_keys_and_policies_follow_a_new_name(cloud: Cloud) -> None:
    make_user(cloud, "ann")
    attach(cloud, "AliyunECSFullAccess", UserName="ann")
    key_id, secret = make_key(cloud)
    cloud.ram("UpdateUser", UserName="ann", NewUserName="bob", NewDisplayName="Bob", NewComments="")
    with refused("EntityNotExist.User", 404):
        cloud.ram("GetUser", UserName="ann")
    assert cloud.ram("GetUser", UserName="bob")["User"]["DisplayName"] == "Bob"
    assert list(keys(cloud, "bob")) == [key_id]
    assert signed_by(cloud, key_id, secret).arn.endswith("user/bob")
    assert len(cloud.ram("ListPoliciesForUser", UserName="bob")["Policies"]["Policy"]) == 1
    with refused("EntityAlreadyExists.User", 409):
        cloud.ram("UpdateUser", UserName="bob", NewUserName="Admin")
    cloud.ram("UpdateUser", UserName="bob", NewUserName="BOB")
    assert cloud.ram("GetUser", UserName="bob")["User"]["UserName"] == "BOB"


def test_a_user_with_keys_or_policies_stays(cloud: Cloud) -> None:
    make_user(cloud, "ann")
    attach(cloud, "AliyunECSFullAccess", UserName="ann")
    key_id, _ = make_key(cloud)
    with refused("DeleteConflict.User.AccessKey", 409):
        cloud.ram("DeleteUser", UserName="ann")
    cloud.ram("DeleteAccessKey", UserName="ann", UserAccessKeyId=key_id)
    with refused("DeleteConflict.User.Policy", 409):
        cloud.ram("DeleteUser", UserName="ann")
    cloud.ram("DetachPolicyFromUser", UserName="ann", PolicyType="System", PolicyName="AliyunECSFullAccess")
    cloud.ram("DeleteUser", UserName="ann")
    with refused("EntityNotExist.User", 404):
        cloud.ram("GetUser", UserName="ann")


def test_a_new_key_signs_until_it_is_inactive_or_gone(cloud: Cloud) -> None:
    make_user(cloud.by("user"), "ann")
    key_id, secret = make_key(cloud.by("user"))
    caller = signed_by(cloud, key_id, secret)
    assert (caller.arn, caller.kind, caller.account_name) == (f"acs:ram::{USER}:user/ann", "RAMUser", "user")
    change = {"UserName": "ann", "UserAccessKeyId": key_id}
    cloud.by("user").ram("UpdateAccessKey", Status="Inactive", **change)
    assert keys(cloud.by("user"), "ann") == {key_id: "Inactive"}
    with refused("InvalidAccessKeyId.Inactive", 400):
        signed_by(cloud, key_id, secret)
    cloud.by("user").ram("UpdateAccessKey", Status="Active", **change)
    assert signed_by(cloud, key_id, secret) == caller
    cloud.by("user").ram("DeleteAccessKey", **change)
    with refused("InvalidAccessKeyId.NotFound", 404):
        signed_by(cloud, key_id, secret)


def test_a_secret_is_shown_once(cloud: Cloud) -> None:
    make_user(cloud, "ann")
    _, secret = make_key(cloud)
    assert secret not in str([cloud.ram("ListAccessKeys", UserName="ann"), cloud.ram("GetUser", UserName="ann")])
    assert make_key(cloud)[1] != secret


def test_a_user_has_two_keys_at_most(cloud: Cloud) -> None:
    make_user(cloud, "ann")
    make_key(cloud)
    make_key(cloud)
    with refused("LimitExceeded.User.AccessKey", 409):
        make_key(cloud)


def test_without_a_name_keys_are_the_caller_s_own(cloud: Cloud) -> None:
    made = cloud.ram("CreateAccessKey")["AccessKey"]["AccessKeyId"]
    assert keys(cloud) == keys(cloud, "admin")
    assert made in keys(cloud)
    cloud.ram("UpdateAccessKey", UserAccessKeyId=made, Status="Inactive")
    assert keys(cloud)[made] == "Inactive"
    with refused("EntityNotExist.User.AccessKey", 404):
        cloud.by("resource/root").ram("DeleteAccessKey", UserAccessKeyId=made)
    cloud.ram("DeleteAccessKey", UserAccessKeyId=made)
    assert made not in keys(cloud)


def test_another_account_s_keys_are_out_of_reach(cloud: Cloud) -> None:
    theirs = cloud.dispatcher.keyring.of("user").key_id
    for action, more in (("DeleteAccessKey", {}), ("UpdateAccessKey", {"Status": "Inactive"})):
        with refused("EntityNotExist.User.AccessKey", 404):
            cloud.ram(action, UserAccessKeyId=theirs, UserName="admin", **more)
    assert keys(cloud.by("user"), "admin") == {theirs: "Active"}


def test_a_status_has_two_values(cloud: Cloud) -> None:
    with refused("InvalidParameter", 400):
        cloud.ram("UpdateAccessKey", UserAccessKeyId="LTAI", Status="Off")


def test_a_wiped_sandbox_has_its_first_users_again(cloud: Cloud) -> None:
    make_user(cloud, "ann")
    first = cloud.dispatcher.keyring.of("resource")
    cloud.ram("DeleteAccessKey", UserAccessKeyId=first.key_id)
    cloud.dispatcher.reset()
    assert [user["UserName"] for user in cloud.ram("ListUsers")["Users"]["User"]] == ["admin"]
    assert signed_by(cloud, first.key_id, first.secret).account == ACCOUNTS["resource"]
