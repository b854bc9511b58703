"""Assuming roles: who may, under which conditions, and what a session may do then."""

from datetime import UTC, datetime
from typing import Any

import pytest

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.iam.ram.ram_records import RoleSession
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import (
    RESOURCE,
    USER,
    allow,
    assume,
    attach,
    deny,
    document,
    make_role,
    make_user,
    root,
    trusting,
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cloud(clock: Clock) -> Cloud:
    """A cloud whose clock the test moves."""
    return Cloud(Dispatcher(Store(":memory:"), clock=clock))


@pytest.fixture
def role(cloud: Cloud) -> str:
    """A role of account `user` that trusts account `resource` and may do everything in ECS."""
    return make_role(cloud.by("user"), "CrossAccount", document(trusting(root(RESOURCE))), allow("ecs:*"))


def ask(cloud: Cloud, arn: str, **parameters: object) -> dict[str, Any]:
    return cloud.sts("AssumeRole", **{"RoleArn": arn, "RoleSessionName": "session", **parameters})


def test_a_session_is_answered_as_clients_need_it(cloud: Cloud, clock: Clock, role: str) -> None:
    answer = ask(cloud, role, RoleSessionName="pulumi@host.1_a-b")
    credentials = answer["Credentials"]
    assert set(credentials) == {"AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"}
    assert credentials["AccessKeyId"].startswith("STS.")
    assert len(credentials["SecurityToken"]) > 100
    ends = datetime.strptime(credentials["Expiration"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert ends.timestamp() == clock.now + 3600
    role_id = cloud.by("user").ram("GetRole", RoleName="CrossAccount")["Role"]["RoleId"]
    assert answer["AssumedRoleUser"] == {
        "Arn": f"acs:ram::{USER}:role/crossaccount/pulumi@host.1_a-b",
        "AssumedRoleId": f"{role_id}:pulumi@host.1_a-b",
    }


def test_a_session_acts_in_the_role_s_account(cloud: Cloud, role: str) -> None:
    session = assume(cloud, role)
    identity = session.sts("GetCallerIdentity")
    assert identity["AccountId"] == USER
    assert identity["Arn"] == f"acs:ram::{USER}:assumed-role/crossaccount/session"
    assert identity["IdentityType"] == "AssumedRoleUser"
    assert identity["PrincipalId"] == f"{identity['RoleId']}:session"
    vpc = cloud.by("user").vpc("CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
    group = session.ecs("CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]
    found = cloud.by("user").ecs("DescribeSecurityGroups")["SecurityGroups"]["SecurityGroup"]
    assert [one["SecurityGroupId"] for one in found] == [group]
    assert cloud.ecs("DescribeSecurityGroups")["SecurityGroups"]["SecurityGroup"] == []


def test_the_role_s_name_has_no_case(cloud: Cloud, role: str) -> None:
    for name in ("CrossAccount", "crossaccount", "CROSSACCOUNT"):
        assert assume(cloud, f"acs:ram::{USER}:role/{name}").sts("GetCallerIdentity")["AccountId"] == USER


@pytest.mark.parametrize("who", ["resource/root", "user/root"])
def test_root_assumes_no_role(cloud: Cloud, role: str, who: str) -> None:
    with refused("NoPermission", 403) as caught:
        ask(cloud.by(who), role)
    assert "root" in caught.value.message
    assert "sts:AssumeRole" in caught.value.message


def test_a_role_that_is_not_there(cloud: Cloud) -> None:
    with refused("EntityNotExist.Role", 404) as caught:
        ask(cloud, f"acs:ram::{USER}:role/nobody")
    assert "role/nobody" in caught.value.message


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"RoleArn": "crossaccount"}, "RoleArn"),
        ({"RoleArn": f"acs:ram::{USER}:user/ann"}, "RoleArn"),
        ({"RoleArn": f"acs:ram::{USER}:role/a b"}, "RoleArn"),
        ({"RoleSessionName": "a"}, "RoleSessionName"),
        ({"RoleSessionName": "a" * 65}, "RoleSessionName"),
        ({"RoleSessionName": "a b"}, "RoleSessionName"),
        ({"DurationSeconds": 899}, "DurationSeconds"),
        ({"DurationSeconds": 3601}, "DurationSeconds"),
        ({"Policy": "{"}, "PolicyGrammar"),
        ({"Policy": document(trusting(root(RESOURCE)))}, "PolicyGrammar"),
        ({"Policy": document(allow("ecs:*")) + " " * 2048}, "PolicySize"),
        ({"ExternalId": "a b"}, "ExternalId"),
    ],
)
def test_wrong_parameters_have_the_api_s_codes(
    cloud: Cloud, role: str, parameters: dict[str, object], code: str
) -> None:
    with refused(f"InvalidParameter.{code}", 400) as caught:
        ask(cloud, role, **parameters)
    assert code in caught.value.message or "Policy" in caught.value.message
    assert cloud.dispatcher.store.all_accounts(RoleSession) == []


def test_a_session_lasts_as_long_as_asked_up_to_the_role_s_most(cloud: Cloud, clock: Clock) -> None:
    trust = document(trusting(root(RESOURCE)))
    arn = make_role(cloud.by("user"), "long", trust, allow("ecs:*"), max_seconds=43200)
    for seconds in (900, 43200):
        session = cloud.dispatcher.store.get(
            RoleSession, ask(cloud, arn, DurationSeconds=seconds)["Credentials"]["AccessKeyId"]
        )
        assert session is not None
        assert session.expires == clock.now + seconds
    with refused("InvalidParameter.DurationSeconds"):
        ask(cloud, arn, DurationSeconds=43201)


def test_the_caller_needs_the_right_itself(cloud: Cloud, role: str) -> None:
    ann = make_user(cloud, "ann")
    with refused("NoPermission", 403) as caught:
        ask(ann, role)
    message = caught.value.message
    assert f"acs:ram::{RESOURCE}:user/ann is not allowed sts:AssumeRole on {role}" in message
    attach(cloud, "AliyunSTSAssumeRoleAccess", UserName="ann")
    assert ask(ann, role)["Credentials"]


def test_the_right_can_name_one_role(cloud: Cloud, role: str) -> None:
    other = make_role(cloud.by("user"), "other", document(trusting(root(RESOURCE))))
    ann = make_user(cloud, "ann", allow("sts:AssumeRole", on=f"acs:ram:*:{USER}:role/CrossAccount"))
    assert ask(ann, role)["Credentials"]
    with refused("NoPermission"):
        ask(ann, other)
    bob = make_user(cloud, "bob", allow("sts:*"), deny("sts:AssumeRole", on=role))
    with refused("NoPermission") as caught:
        ask(bob, role)
    assert "is denied sts:AssumeRole" in caught.value.message


@pytest.mark.parametrize(
    ("trust", "trusted"),
    [
        (trusting(root(RESOURCE)), {"resource/ann", "resource/bob"}),
        (trusting(root(USER)), {"user/ann"}),
        ({**trusting(root(USER)), "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"]}, {"user/ann"}),
        ({**trusting(root(USER)), "Action": "sts:SetSourceIdentity"}, set()),
        (trusting(f"acs:ram::{RESOURCE}:user/ann"), {"resource/ann"}),
        (trusting(f"acs:ram::{RESOURCE}:user/ann", root(USER)), {"resource/ann", "user/ann"}),
        (trusting(f"acs:ram::{RESOURCE}:role/ann"), set()),
        ({**trusting(root(USER)), "Principal": {"Service": "ecs.aliyuncs.com"}}, set()),
        (trusting(root(RESOURCE), Condition={"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}), set()),
    ],
)
def test_only_whom_the_role_trusts_assumes_it(cloud: Cloud, trust: dict[str, Any], trusted: set[str]) -> None:
    every = allow("sts:AssumeRole")
    people = {
        "resource/ann": make_user(cloud, "ann", every),
        "resource/bob": make_user(cloud, "bob", every),
        "user/ann": make_user(cloud.by("user"), "ann", every),
    }
    arn = make_role(cloud.by("user"), "one", document(trust))
    for name, person in people.items():
        if name in trusted:
            assert ask(person, arn)["Credentials"]
            continue
        with refused("NoPermission", 403) as caught:
            ask(person, arn)
        assert arn in caught.value.message
        assert person.caller is not None
        assert person.caller.arn in caught.value.message
        assert "sts:AssumeRole" in caught.value.message


def test_a_deny_in_the_trust_policy_wins(cloud: Cloud) -> None:
    trust = document(trusting(root(RESOURCE)), trusting(f"acs:ram::{RESOURCE}:user/admin", effect="Deny"))
    arn = make_role(cloud.by("user"), "one", trust)
    ann = make_user(cloud, "ann", allow("sts:AssumeRole"))
    assert ask(ann, arn)["Credentials"]
    with refused("NoPermission") as caught:
        ask(cloud, arn)
    assert "denies" in caught.value.message


def test_a_trust_that_is_taken_back_ends_new_sessions_only(cloud: Cloud, role: str) -> None:
    session = assume(cloud, role)
    nobody = document(trusting(root(USER)))
    cloud.by("user").ram("UpdateRole", RoleName="CrossAccount", NewAssumeRolePolicyDocument=nobody)
    with refused("NoPermission"):
        ask(cloud, role)
    assert session.ecs("DescribeInstances")["TotalCount"] == 0


def test_an_external_id_is_asked_for(cloud: Cloud) -> None:
    condition = {"StringEquals": {"sts:ExternalId": ["team-1", "team-2"]}}
    arn = make_role(cloud.by("user"), "one", document(trusting(root(RESOURCE), Condition=condition)))
    for wrong in (None, "team-3", "TEAM-1"):
        with refused("NoPermission", 403) as caught:
            ask(cloud, arn, ExternalId=wrong)
        assert "sts:ExternalId" in caught.value.message
        assert "team-1" not in caught.value.message
    for right in ("team-1", "team-2"):
        assert ask(cloud, arn, ExternalId=right)["Credentials"]


def test_an_external_id_that_nobody_asks_for_does_no_harm(cloud: Cloud, role: str) -> None:
    assert ask(cloud, role, ExternalId="anything")["Credentials"]


def test_a_session_policy_narrows_the_role(cloud: Cloud, role: str) -> None:
    narrow = assume(cloud, role, Policy=document(allow("ecs:Describe*", "vpc:*")))
    assert narrow.ecs("DescribeInstances")["TotalCount"] == 0
    with refused("Forbidden.RAM", 403) as caught:
        narrow.ecs("DeleteInstance", InstanceId="i-1")
    assert "ecs:DeleteInstance" in caught.value.message
    with refused("Forbidden.RAM"):
        narrow.vpc("DescribeVpcs")
    assert assume(cloud, role).ecs("DescribeInstances")["TotalCount"] == 0


def test_a_session_policy_can_deny(cloud: Cloud, role: str) -> None:
    session = assume(cloud, role, Policy=document(allow("*"), deny("ecs:DescribeDisks")))
    assert session.ecs("DescribeInstances")["TotalCount"] == 0
    with refused("Forbidden.RAM") as caught:
        session.ecs("DescribeDisks")
    assert "is denied ecs:DescribeDisks" in caught.value.message


def test_one_role_leads_to_another(cloud: Cloud) -> None:
    first = make_role(cloud, "first", document(trusting(root(RESOURCE))), allow("sts:AssumeRole"))
    trust = document(trusting(f"acs:ram::{RESOURCE}:role/First"))
    second = make_role(cloud.by("user"), "second", trust, allow("vpc:*"))
    session = assume(cloud, first)
    assert assume(session, second).vpc("DescribeVpcs")["TotalCount"] == 0
    with refused("NoPermission"):
        ask(cloud, second)


def test_a_session_has_what_the_role_has_now(cloud: Cloud, role: str) -> None:
    session, user = assume(cloud, role), cloud.by("user")
    with refused("Forbidden.RAM"):
        session.vpc("DescribeVpcs")
    attach(user, "AliyunVPCFullAccess", RoleName="CrossAccount")
    assert session.vpc("DescribeVpcs")["TotalCount"] == 0
    user.ram("DetachPolicyFromRole", PolicyType="System", PolicyName="AliyunVPCFullAccess", RoleName="CrossAccount")
    user.ram("DetachPolicyFromRole", PolicyType="Custom", PolicyName="CrossAccount-policy", RoleName="CrossAccount")
    with refused("Forbidden.RAM"):
        session.ecs("DescribeInstances")
    user.ram("DeleteRole", RoleName="CrossAccount")
    make_role(user, "CrossAccount", document(trusting(root(RESOURCE))))
    attach(user, "AdministratorAccess", RoleName="CrossAccount")
    with refused("Forbidden.RAM"):
        session.ecs("DescribeInstances")
