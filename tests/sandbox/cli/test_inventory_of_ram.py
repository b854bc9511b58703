"""What `sandbox show` says of RAM."""

from alicloud_sandbox.cli import inventory
from tests.sandbox.conftest import Cloud
from tests.sandbox.iam.ram.ram_fixtures import (
    RESOURCE,
    allow,
    assume,
    document,
    give,
    make_role,
    make_user,
    root,
    trusting,
)


def test_what_is_there_from_the_start_is_not_shown(cloud: Cloud) -> None:
    assert inventory.collect(cloud.dispatcher.store) == {"resource": {}, "user": {}}


def test_what_was_made_later_is_shown_without_secrets(cloud: Cloud) -> None:
    user = cloud.by("user")
    arn = make_role(user, "cross-account", document(trusting(root(RESOURCE))), allow("ecs:*"))
    make_user(user, "ann")
    secret = user.ram("CreateAccessKey", UserName="ann")["AccessKey"]["AccessKeySecret"]
    assume(cloud, arn)
    found = inventory.collect(cloud.dispatcher.store)
    assert found["resource"] == {}
    assert {kind: [one["name"] for one in rows] for kind, rows in found["user"].items()} == {
        "ram-user": ["ann"],
        "access-key": ["ann"],
        "ram-role": ["cross-account"],
        "ram-policy": ["cross-account-policy"],
    }
    text = inventory.format_list(found)
    assert arn in text
    assert secret not in str(found) + text


def test_nothing_is_shown_when_all_is_deleted(cloud: Cloud) -> None:
    make_role(cloud, "one", document(trusting(root(RESOURCE))))
    give(cloud, "reader", allow("ecs:*"), RoleName="one")
    cloud.ram("DetachPolicyFromRole", PolicyType="Custom", PolicyName="reader", RoleName="one")
    cloud.ram("DeletePolicy", PolicyName="reader", CascadingDelete=True)
    cloud.ram("DeleteRole", RoleName="one")
    assert inventory.collect(cloud.dispatcher.store) == {"resource": {}, "user": {}}
