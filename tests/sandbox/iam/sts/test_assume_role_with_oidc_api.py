"""Roles assumed with an OpenID Connect token: which tokens count, and which of them a role trusts."""

import base64
import json
from typing import Any

import pytest

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.iam import callers
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.ram.ram_records import RoleSession
from alicloud_sandbox.iam.sts import oidc_issuer
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import REGION, Cloud, refused
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, allow, document, federated, make_role, root, trusting

PROVIDER = oidc_issuer.provider_arn(RESOURCE)
SUBJECT = "repo:shop/web:ref:refs/heads/main"
CONDITION = {
    "StringEquals": {"oidc:iss": oidc_issuer.ISSUER, "oidc:aud": ["sts.aliyuncs.com", "other"]},
    "StringLike": {"oidc:sub": "repo:shop/*"},
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cloud(clock: Clock) -> Cloud:
    """A cloud whose clock the test moves."""
    return Cloud(Dispatcher(Store(":memory:"), clock=clock))


@pytest.fixture
def role(cloud: Cloud) -> str:
    """A role of account `resource` for the tokens of one repository."""
    return make_role(cloud, "ci", document(federated(PROVIDER, Condition=CONDITION)), allow("vpc:*"))


def token(cloud: Cloud, audience: str = "sts.aliyuncs.com", subject: str = SUBJECT, **more: Any) -> str:  # noqa: ANN401
    return oidc_issuer.sign_token(cloud.dispatcher.store, audience, subject, cloud.dispatcher.clock(), **more)


def ask(cloud: Cloud, role: str, signed: str, **parameters: object) -> dict[str, Any]:
    given = {"OIDCProviderArn": PROVIDER, "RoleArn": role, "OIDCToken": signed, "RoleSessionName": "ci", **parameters}
    return cloud.sts("AssumeRoleWithOIDC", **given)


def test_a_token_opens_a_session_with_the_rights_of_the_role(cloud: Cloud, clock: Clock, role: str) -> None:
    answer = ask(cloud, role, token(cloud))
    assert answer["AssumedRoleUser"]["Arn"] == f"acs:ram::{RESOURCE}:role/ci/ci"
    info = answer["OIDCTokenInfo"]
    assert (info["Issuer"], info["Subject"], info["ClientIds"]) == (oidc_issuer.ISSUER, SUBJECT, "sts.aliyuncs.com")
    session = cloud.dispatcher.store.get(RoleSession, answer["Credentials"]["AccessKeyId"])
    assert session is not None
    assert session.expires == clock.now + 3600
    acting = cloud.acting(callers.role_session(session))
    acting.vpc("DescribeVpcs", RegionId=REGION)
    with refused("Forbidden.RAM"):
        acting.ecs("DescribeInstances", RegionId=REGION)


@pytest.mark.parametrize(
    ("given", "key"),
    [({"audience": "somebody-else"}, "oidc:aud"), ({"subject": "repo:other/web"}, "oidc:sub")],
)
def test_a_token_that_the_conditions_exclude_is_refused(
    cloud: Cloud, role: str, given: dict[str, str], key: str
) -> None:
    with refused("AuthenticationFail.NoPermission", 403) as caught:
        ask(cloud, role, token(cloud, **given))
    assert f"only under its condition on {key}" in str(caught.value)


def test_a_role_that_trusts_no_issuer_is_refused(cloud: Cloud) -> None:
    for name, trust in (
        ("for-users", trusting(root(RESOURCE))),
        ("for-others", federated(oidc_issuer.provider_arn(ACCOUNTS["user"]))),
    ):
        with refused("AuthenticationFail.NoPermission", 403):
            ask(cloud, make_role(cloud, name, document(trust)), token(cloud))


def test_users_cannot_assume_a_role_for_an_issuer(cloud: Cloud, role: str) -> None:
    with refused("NoPermission", 403):
        cloud.sts("AssumeRole", RoleArn=role, RoleSessionName="session")


def test_a_token_ends(cloud: Cloud, clock: Clock, role: str) -> None:
    signed = token(cloud, seconds=600)
    clock.now += 599
    ask(cloud, role, signed)
    clock.now += 1
    with refused("AuthenticationFail.OIDCToken.Expired", 400):
        ask(cloud, role, signed)


def _changed(signed: str) -> str:
    header, claims, signature = signed.split(".")
    decoded = json.loads(base64.urlsafe_b64decode(claims + "=="))
    other = base64.urlsafe_b64encode(json.dumps({**decoded, "sub": "repo:shop/other"}).encode()).decode().rstrip("=")
    return f"{header}.{other}.{signature}"


def _unsigned(signed: str) -> str:
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return f"{header}.{signed.split('.')[1]}."


@pytest.mark.parametrize("spoil", [_changed, _unsigned, lambda _: "abcd", lambda _: "a.b.c", lambda one: one[:-8]])
def test_a_token_that_the_issuer_did_not_sign_is_refused(cloud: Cloud, role: str, spoil: Any) -> None:  # noqa: ANN401
    with refused("AuthenticationFail.OIDCToken.Invalid", 400):
        ask(cloud, role, spoil(token(cloud)))


def test_another_sandboxs_token_is_refused(cloud: Cloud, role: str, clock: Clock) -> None:
    other = Cloud(Dispatcher(Store(":memory:"), clock=clock))
    with refused("AuthenticationFail.OIDCToken.Invalid", 400):
        ask(cloud, role, token(other))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"OIDCProviderArn": f"{PROVIDER}-2"}, "AuthenticationFail.NoPermission"),
        ({"RoleArn": f"acs:ram::{RESOURCE}:role/none"}, "EntityNotExist.Role"),
        ({"RoleArn": "none"}, "InvalidParameter.RoleArn"),
        ({"OIDCToken": "abc"}, "AuthenticationFail.OIDCToken.Invalid"),
        ({"DurationSeconds": 3601}, "InvalidParameter.DurationSeconds"),
        ({"RoleSessionName": "x"}, "InvalidParameter.RoleSessionName"),
    ],
)
def test_a_wrong_parameter_is_refused(cloud: Cloud, role: str, wrong: dict[str, object], code: str) -> None:
    with refused(code):
        ask(cloud, role, token(cloud), **wrong)


def test_the_key_of_the_issuer_belongs_to_the_state(cloud: Cloud, role: str) -> None:
    signed = token(cloud)
    cloud.dispatcher.reset()
    trust = document(federated(PROVIDER, Condition=CONDITION))
    assert ask(cloud, make_role(cloud, "ci", trust), signed)["Credentials"]
