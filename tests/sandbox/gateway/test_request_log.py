"""The request log: what a line says, and that no secret can get into it."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.gateway.request_log import line
from tests.sandbox.signing import acs3, version1

LINE = re.compile(r"account=\S+ action=\S+ ids=\S+ result=\d{3}/\S+ ms=\d+\.\d")

#: Every parameter of the API that carries a secret or something of the user's own, where requests have it.
SECRET = [
    "Password",
    "UserData",
    "SecurityToken",
    "Signature",
    "SignatureNonce",
    "AccessKeyId",
    "AccessKeySecret",
    "CommandContent",
    "Content",
    "Parameters",
    "KeyPairName",
    "KeyPairName.1",
    "InstanceName",
    "Description",
    "Tag.1.Value",
    "NetworkInterface.1.Description",
    "ClientToken",
    "WindowsPasswordName",
    "Name",
    "ExternalId",
    "PasswordId",
    "SecretIds.1",
    "UserAccessKeyId",
    "NetworkInterface.1.PasswordId",
]
ids = st.from_regex(r"(vpc|vsw|eni|i|sg|ipv6|ipv6gw)-[a-z0-9]{4,20}", fullmatch=True)
# Some look like ids on purpose.
secrets = st.one_of(
    st.text(min_size=8, max_size=30).filter(lambda text: text.strip() == text),
    st.from_regex(r"[a-z]{2,4}-[a-z0-9]{12,20}", fullmatch=True),
    st.from_regex(r"LTAI[A-Za-z0-9]{20}", fullmatch=True),
)


@given(st.dictionaries(st.sampled_from(SECRET), secrets, min_size=1), ids, ids)
def test_only_ids_of_objects_get_in(hidden: dict[str, str], asked: str, answered: str) -> None:
    body: dict[str, Any] = {"InstanceId": answered, "Commands": {"Command": [hidden]}, **hidden}
    written = line("resource", "Ecs.RunInstances", {**hidden, "VSwitchId": asked}, 200, body, 0.01)
    assert written == f"account=resource action=Ecs.RunInstances ids={_joined(asked, answered)} result=200/OK ms=10.0"


@given(st.dictionaries(st.sampled_from(SECRET), secrets, min_size=1, max_size=6))
def test_no_request_brings_a_secret_into_the_log(hidden: dict[str, str]) -> None:
    dispatcher = Dispatcher(Store(":memory:"))
    key = dispatcher.keyring.of("resource")
    for request in (
        version1(key, {"Action": "RunInstances", "Version": "2014-05-26", **hidden}),
        acs3(key, ("2014-05-26", "RunInstances"), {}, hidden),
        acs3(key, ("2014-05-26", "CreateNetworkInterface"), hidden),
    ):
        outcome = dispatcher.answer(request, "ecs.cn-beijing.aliyuncs.com")
        written = line(outcome.account, outcome.action, outcome.parameters, outcome.status, outcome.body, 0.0)
        assert LINE.fullmatch(written)
        assert not [secret for secret in (*hidden.values(), key.key_id, key.secret) if secret in written]


@given(st.text(), st.text())
def test_a_line_is_one_line_whatever_the_request_says(action: str, version: str) -> None:
    dispatcher = Dispatcher(Store(":memory:"))
    request = version1(dispatcher.keyring.of("resource"), {"Action": action, "Version": version})
    outcome = dispatcher.answer(request, "ecs.cn-beijing.aliyuncs.com")
    assert LINE.fullmatch(line(outcome.account, outcome.action, outcome.parameters, outcome.status, outcome.body, 0.0))


def test_ids_come_from_lists_sets_and_json() -> None:
    parameters = {"InstanceIds": '["i-aaaa1111","i-bbbb2222"]', "SecurityGroupIds.1": "sg-cccc3333", "ZoneId": "cn-b"}
    body = {
        "InstanceIdSets": {"InstanceIdSet": ["i-dddd4444"]},
        "NetworkInterfaceSets": {"NetworkInterfaceSet": [{"NetworkInterfaceId": "eni-eeee5555", "MacAddress": "x"}]},
    }
    written = line("resource", "Ecs.X", parameters, 200, body, 0.0)
    assert "ids=i-aaaa1111,i-bbbb2222,sg-cccc3333,i-dddd4444,eni-eeee5555 " in written


def test_many_ids_are_counted_and_a_refusal_shows_its_code() -> None:
    parameters = {f"ResourceId.{number}": f"vpc-{number:04}" for number in range(12)}
    written = line("user", "Vpc.TagResources", parameters, 404, {"Code": "InvalidResourceId.NotFound"}, 1.5)
    assert written.count("vpc-") == 8
    assert written.endswith(",+4 result=404/InvalidResourceId.NotFound ms=1500.0")


def _joined(*found: str) -> str:
    return ",".join(dict.fromkeys(found))
