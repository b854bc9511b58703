"""The temporary keys of a role session: how they sign, when they end, and where they are kept."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from alicloud_sandbox.core.actions import STS
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway import request_log
from alicloud_sandbox.gateway.dispatch import Dispatcher, Outcome
from alicloud_sandbox.iam.keyring import Key
from alicloud_sandbox.iam.ram.ram_records import RoleSession
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import Cloud
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, USER, allow, document, make_role, root, trusting
from tests.sandbox.signing import acs3, version1


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cloud(clock: Clock) -> Cloud:
    """A cloud whose clock the test moves."""
    return Cloud(Dispatcher(Store(":memory:"), clock=clock))


@pytest.fixture
def role(cloud: Cloud) -> str:
    """A role of account `user` that trusts account `resource`."""
    return make_role(cloud.by("user"), "CrossAccount", document(trusting(root(RESOURCE))), allow("ecs:*"))


def ask(cloud: Cloud, arn: str) -> dict[str, Any]:
    return cloud.sts("AssumeRole", RoleArn=arn, RoleSessionName="session")


@dataclass(frozen=True)
class Temporary:
    """Requests signed with what AssumeRole answered."""

    cloud: Cloud
    credentials: dict[str, str]

    def key(self) -> Key:
        return Key("", "", "", self.credentials["AccessKeyId"], self.credentials["AccessKeySecret"])

    def send(self, style: str, token: str | None = "", key: Key | None = None) -> Outcome:
        """GetCallerIdentity in a signature style; `token` None leaves it out, empty takes the right one."""
        now = self.cloud.dispatcher.clock()
        token = self.credentials["SecurityToken"] if token == "" else token
        key = key or self.key()
        if style == "version 1":
            values = {"Action": "GetCallerIdentity", "Version": STS.version}
            request = version1(key, {**values, **({"SecurityToken": token} if token else {})}, at=now)
        else:
            request = acs3(key, (STS.version, "GetCallerIdentity"), {}, at=now, security_token=token)
        return self.cloud.dispatcher.answer(request, "sts.aliyuncs.com")


@pytest.fixture
def temporary(cloud: Cloud, role: str) -> Temporary:
    return Temporary(cloud, ask(cloud, role)["Credentials"])


styles = pytest.mark.parametrize("style", ["version 1", "ACS3"])


def code(outcome: Outcome) -> tuple[int, str]:
    return outcome.status, str(outcome.body.get("Code", ""))


@styles
def test_the_triple_signs_in_both_styles(temporary: Temporary, style: str) -> None:
    outcome = temporary.send(style)
    assert outcome.status == 200
    assert outcome.body["Arn"] == f"acs:ram::{USER}:assumed-role/crossaccount/session"
    assert outcome.account == "user"


@styles
def test_the_token_must_be_there_and_be_the_right_one(temporary: Temporary, style: str) -> None:
    assert code(temporary.send(style, None)) == (400, "MissingSecurityToken")
    assert code(temporary.send(style, "nonsense")) == (400, "InvalidSecurityToken.Malformed")
    another = ask(temporary.cloud, f"acs:ram::{USER}:role/crossaccount")["Credentials"]["SecurityToken"]
    assert code(temporary.send(style, another)) == (400, "InvalidSecurityToken.MismatchWithAccessKey")
    permanent = temporary.cloud.dispatcher.keyring.of("resource")
    assert code(temporary.send(style, key=permanent)) == (400, "InvalidSecurityToken.MismatchWithAccessKey")


@styles
def test_the_secret_must_be_the_right_one(temporary: Temporary, style: str) -> None:
    key = temporary.key()
    wrong = Key("", "", "", key.key_id, temporary.cloud.dispatcher.keyring.of("user").secret)
    assert code(temporary.send(style, key=wrong)) == (400, "SignatureDoesNotMatch")
    unknown = Key("", "", "", "STS.nobody", key.secret)
    assert code(temporary.send(style, key=unknown)) == (404, "InvalidAccessKeyId.NotFound")


@styles
def test_an_expired_session_is_refused_and_a_new_one_accepted(
    temporary: Temporary, clock: Clock, role: str, style: str
) -> None:
    clock.now += 3599.9
    assert temporary.send(style).status == 200
    clock.now += 0.1
    outcome = temporary.send(style)
    assert code(outcome) == (400, "InvalidSecurityToken.Expired")
    assert role in outcome.body["Message"]
    renewed = replace(temporary, credentials=ask(temporary.cloud, role)["Credentials"])
    assert renewed.send(style).status == 200


def test_sessions_of_long_ago_are_forgotten(temporary: Temporary, clock: Clock, role: str) -> None:
    clock.now += 3600 + 86_401
    ask(temporary.cloud, role)
    assert code(temporary.send("ACS3")) == (404, "InvalidAccessKeyId.NotFound")
    assert len(temporary.cloud.dispatcher.store.all_accounts(RoleSession)) == 1


@styles
def test_a_session_survives_a_restart(tmp_path: Path, style: str) -> None:
    file = tmp_path / "state.db"
    before = Cloud(Dispatcher(Store(file), clock=Clock()))
    arn = make_role(before.by("user"), "one", document(trusting(root(RESOURCE))), allow("ecs:*"))
    temporary = Temporary(before, ask(before, arn)["Credentials"])
    before.dispatcher.store.close()
    again = replace(temporary, cloud=Cloud(Dispatcher(Store(file), clock=Clock())))
    assert again.send(style).status == 200
    assert temporary.credentials["SecurityToken"].encode() not in file.read_bytes()


def test_the_log_has_no_secret(cloud: Cloud, clock: Clock, role: str, caplog: pytest.LogCaptureFixture) -> None:
    key = cloud.dispatcher.keyring.of("resource")
    query = {"RoleArn": role, "RoleSessionName": "session", "ExternalId": "shared-secret-1"}
    request = acs3(key, (STS.version, "AssumeRole"), query, at=clock.now)
    with caplog.at_level(logging.DEBUG):
        outcome = cloud.dispatcher.answer(request, "sts.aliyuncs.com")
    credentials = outcome.body["Credentials"]
    line = request_log.line(outcome.account, outcome.action, outcome.parameters, 200, outcome.body, 0.0)
    assert "action=Sts.AssumeRole" in line
    for text in (line, caplog.text):
        assert not [secret for secret in (*credentials.values(), key.secret, "shared-secret-1") if secret in text]


def test_all_sessions_can_be_ended_at_once_and_new_ones_last(cloud: Cloud, role: str) -> None:
    first = Temporary(cloud, ask(cloud, role)["Credentials"])
    cloud.dispatcher.expire()
    assert first.send("version 1").body["Code"] == "InvalidSecurityToken.Expired"
    assert Temporary(cloud, ask(cloud, role)["Credentials"]).send("version 1").status == 200
