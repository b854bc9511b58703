import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dill  # type: ignore[import-untyped]
import pulumi
import pytest
from pulumi.dynamic import Config, ConfigureRequest
from pulumi.output import UNKNOWN

from alicloud_ipv6._api.role_session import AssumedRole
from alicloud_ipv6._assignment import dynamic_base
from alicloud_ipv6._assignment.desired_record import is_undesired, reset
from alicloud_ipv6._identity.assumed_role import AssumedRoleArgs
from alicloud_ipv6._identity.identity import Identity
from alicloud_ipv6.ipv6_assignment import Ipv6Assignment, Ipv6AssignmentProvider
from tests.components.fake_eni import ENI, FakeApi
from tests.components.recorder import is_secret, record

TYPE = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
ONE = "2001:db8::1"
WANTED = {"networkInterfaceId": ENI, "region": "cn-beijing", "ipv6AddressCount": 1}
STATE = {**WANTED, "assigned": [ONE], "ipv6AddressIds": [f"ipv6-{ONE}"]}


def configured(**config: str) -> Ipv6AssignmentProvider:
    provider = Ipv6AssignmentProvider()
    raw = {f"alicloud:{name}": value for name, value in config.items()}
    provider.configure(ConfigureRequest(Config(raw, "some-project")))
    return provider


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakeApi], Ipv6AssignmentProvider]:
    def serve(api: FakeApi) -> Ipv6AssignmentProvider:
        monkeypatch.setattr(dynamic_base, "OpenApi", lambda region, _credential: api if region else None)
        return configured(accessKey="id", secretKey="secret")

    return serve


def registered(**inputs: Any) -> dict[str, Any]:  # noqa: ANN401 - any inputs
    given = {"network_interface_id": ENI, "region": "cn-beijing", **inputs}
    return record(lambda: Ipv6Assignment("ipv6", **given)).one(TYPE).inputs


def test_registers_its_inputs_in_pulumis_spelling() -> None:
    inputs = registered(ipv6_address_count=2)
    provider = inputs.pop("__provider")
    assert inputs == {"networkInterfaceId": ENI, "region": "cn-beijing", "ipv6AddressCount": 2}
    assert not is_secret(provider)


def test_the_state_holds_the_providers_name_and_nothing_else() -> None:
    """What is stored must not change with the code, a version or the environment, or every update shows a change."""
    stored = base64.b64decode(registered(ipv6_address_count=1)["__provider"])
    assert stored == b"\x80\x02calicloud_ipv6.ipv6_assignment\nIpv6AssignmentProvider\n)\x81."
    assert isinstance(dill.loads(stored), Ipv6AssignmentProvider)


def test_an_import_is_refused_with_what_to_do_instead() -> None:
    """`pulumi import` of the resource that a plugin serves works; a dynamic provider is not told what to look for."""
    with pytest.raises(pulumi.RunError, match="takes them over and assigns no other"):
        registered(ipv6_address_count=1, opts=pulumi.ResourceOptions(import_=ENI))


def test_another_process_can_load_what_is_stored() -> None:
    stored = registered(ipv6_address_count=1)["__provider"]
    code = "import base64, dill, sys; print(type(dill.loads(base64.b64decode(sys.argv[1]))).__name__)"
    run = subprocess.run([sys.executable, "-c", code, stored], capture_output=True, text=True, check=True)
    assert run.stdout == "Ipv6AssignmentProvider\n"


@pytest.mark.parametrize(
    "news",
    [
        {"ipv6AddressCount": 1},
        {"ipv6AddressCount": UNKNOWN},
        {"ipv6Addresses": ["::1", UNKNOWN]},
        {"ipv6Addresses": UNKNOWN},
    ],
)
def test_check_takes_what_is_right_or_not_known(news: dict[str, Any]) -> None:
    result = Ipv6AssignmentProvider().check({}, news)
    assert (result.inputs, result.failures) == (news, [])


@pytest.mark.parametrize(
    ("news", "said"),
    [
        ({"ipv6AddressCount": 1, "ipv6Addresses": ["::1"]}, "ipv6AddressCount and ipv6Addresses exclude each other"),
        ({"ipv6AddressCount": UNKNOWN, "ipv6Addresses": ["::1"]}, "exclude each other"),
        ({}, "Give ipv6AddressCount, 1 or more, or ipv6Addresses"),
        ({"ipv6AddressCount": 0}, "not 0"),
        ({"ipv6Addresses": [UNKNOWN, "x"]}, "not an IPv6 address"),
    ],
)
def test_check_refuses_what_contradicts(news: dict[str, Any], said: str) -> None:
    (failure,) = Ipv6AssignmentProvider().check({}, news).failures
    assert said in failure.reason


@pytest.mark.parametrize(
    ("olds", "news", "changes", "replaces"),
    [
        ({}, {}, False, []),
        ({}, {"ipv6AddressCount": 2}, True, []),
        ({}, {"ipv6AddressCount": UNKNOWN}, True, []),
        ({}, {"ipv6AddressCount": None, "ipv6Addresses": [ONE]}, True, []),
        ({"assigned": [""]}, {}, True, []),
        ({}, {"networkInterfaceId": "eni-2"}, True, ["networkInterfaceId"]),
        ({}, {"networkInterfaceId": UNKNOWN}, True, ["networkInterfaceId"]),
        ({}, {"region": "cn-shanghai"}, True, ["region"]),
    ],
)
def test_diff(olds: dict[str, Any], news: dict[str, Any], changes: bool, replaces: list[str]) -> None:
    result = Ipv6AssignmentProvider().diff(ENI, {**STATE, **olds}, {**WANTED, **news})
    assert (result.changes, result.replaces) == (changes, replaces)


def test_create(serving: Callable[[FakeApi], Ipv6AssignmentProvider]) -> None:
    api = FakeApi()
    created = serving(api).create(dict(WANTED))
    assert created.id == ENI
    assert created.outs == {**WANTED, "assigned": ["2001:db8:a::1"], "ipv6AddressIds": ["ipv6-2001:db8:a::1"]}


def test_create_with_fixed_addresses_in_another_spelling(
    serving: Callable[[FakeApi], Ipv6AssignmentProvider],
) -> None:
    wanted = {"networkInterfaceId": ENI, "region": "cn-beijing", "ipv6Addresses": ["2001:DB8:0::1"]}
    created = serving(FakeApi()).create(wanted)
    assert created.outs == {**wanted, "assigned": [ONE], "ipv6AddressIds": [f"ipv6-{ONE}"]}


def test_read_shows_a_lost_address_which_the_next_diff_sees(
    serving: Callable[[FakeApi], Ipv6AssignmentProvider],
) -> None:
    provider = serving(FakeApi())
    read = provider.read(ENI, dict(STATE))
    assert read.id == ENI
    assert read.outs == {**WANTED, "assigned": [""], "ipv6AddressIds": [""]}
    assert provider.diff(ENI, read.outs or {}, WANTED).changes


def test_read_without_drift_changes_nothing(serving: Callable[[FakeApi], Ipv6AssignmentProvider]) -> None:
    provider = serving(FakeApi(ONE))
    read = provider.read(ENI, dict(STATE))
    assert read.outs == STATE
    assert not provider.diff(ENI, read.outs or {}, WANTED).changes


def test_read_of_an_eni_that_is_gone_ends_the_resource(
    serving: Callable[[FakeApi], Ipv6AssignmentProvider],
) -> None:
    api = FakeApi()
    api.gone = True
    assert serving(api).read(ENI, dict(STATE)).id == ""


def test_update_in_place(serving: Callable[[FakeApi], Ipv6AssignmentProvider]) -> None:
    updated = serving(FakeApi(ONE)).update(ENI, dict(STATE), {**WANTED, "ipv6AddressCount": 2})
    assert updated.outs == {
        **WANTED,
        "ipv6AddressCount": 2,
        "assigned": [ONE, "2001:db8:a::1"],
        "ipv6AddressIds": [f"ipv6-{ONE}", "ipv6-2001:db8:a::1"],
    }


def test_every_way_of_settling_is_noted(serving: Callable[[FakeApi], Ipv6AssignmentProvider]) -> None:
    reset()
    assert not is_undesired(ENI, "2001:db8::9")
    provider = serving(FakeApi(ONE))
    provider.diff(ENI, STATE, WANTED)
    assert is_undesired(ENI, "2001:db8::9")
    assert not is_undesired(ENI, ONE)
    provider.update(ENI, dict(STATE), {**WANTED, "ipv6AddressCount": None, "ipv6Addresses": ["2001:db8::9"]})
    assert is_undesired(ENI, ONE)
    assert not is_undesired(ENI, "2001:db8::9")
    reset()
    serving(FakeApi()).create(dict(WANTED))
    assert is_undesired(ENI, ONE)


def test_delete(serving: Callable[[FakeApi], Ipv6AssignmentProvider]) -> None:
    api = FakeApi(ONE)
    serving(api).delete(ENI, dict(STATE))
    assert api.present == []


def test_acts_with_the_stacks_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    used = []

    def spy(region: str, credential: Any) -> FakeApi:  # noqa: ANN401 - a client of an untyped library
        used.append((region, credential.get_credential().access_key_id))
        return FakeApi(ONE)

    monkeypatch.setattr(dynamic_base, "OpenApi", spy)
    configured(accessKey="stack-id", secretKey="stack-secret").read(ENI, dict(STATE))
    assert used == [("cn-beijing", "stack-id")]


ROLE = "acs:ram::1000000000000002:role/owner"
AS_ROLE = {"roleArn": ROLE, "sessionName": "me", "durationSeconds": 900, "externalId": "x-1"}


def acting(monkeypatch: pytest.MonkeyPatch, inputs: dict[str, Any], **config: str) -> tuple[AssumedRole | None, str]:
    """The role that is assumed, and whose key assumes it or else acts."""
    keys: list[str] = []
    roles: list[AssumedRole] = []

    def plain(_region: str, credential: Any) -> FakeApi:  # noqa: ANN401 - a client of an untyped library
        keys.append(credential.get_credential().access_key_id)
        return FakeApi(ONE)

    def assuming(base: FakeApi, region: str, role: AssumedRole) -> FakeApi:
        assert region == "cn-beijing"
        roles.append(role)
        return base

    monkeypatch.setattr(dynamic_base, "OpenApi", plain)
    monkeypatch.setattr(dynamic_base, "RoleApi", assuming)
    configured(**config).read(ENI, {**STATE, **inputs})
    return (roles[0] if roles else None), keys[0]


def test_acts_as_the_role_of_the_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"accessKey": "stack-id", "secretKey": "stack-secret"}
    assert acting(monkeypatch, AS_ROLE, **keys) == (AssumedRole(ROLE, "me", 900, "x-1"), "stack-id")
    assert acting(monkeypatch, {"roleArn": ROLE}, **keys) == (AssumedRole(ROLE), "stack-id")


def test_acts_as_the_stacks_role_unless_the_resource_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    stacks = {"accessKey": "stack-id", "secretKey": "s", "assumeRole": '{"roleArn": "acs:ram::1:role/stack"}'}
    assert acting(monkeypatch, {}, **stacks) == (AssumedRole("acs:ram::1:role/stack"), "stack-id")
    assert acting(monkeypatch, {"roleArn": ROLE}, **stacks) == (AssumedRole(ROLE), "stack-id")


def test_acts_with_the_profile_of_the_resource(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    profile = {"name": "owner", "mode": "AK", "access_key_id": "owner-id", "access_key_secret": "owner-secret"}
    (tmp_path / ".aliyun").mkdir()
    (tmp_path / ".aliyun" / "config.json").write_text(json.dumps({"current": "", "profiles": [profile]}))
    monkeypatch.setattr("alibabacloud_credentials.utils.auth_constant.HOME", str(tmp_path))
    keys = {"accessKey": "stack-id", "secretKey": "s", "assumeRole": '{"roleArn": "acs:ram::1:role/stack"}'}
    assert acting(monkeypatch, {"profile": "owner"}, **keys) == (None, "owner-id")


def test_the_role_is_in_inputs_and_state_and_nothing_of_a_session_is(
    serving: Callable[[FakeApi], Ipv6AssignmentProvider], monkeypatch: pytest.MonkeyPatch
) -> None:
    role = AssumedRoleArgs(role_arn=ROLE, session_name="me", duration_seconds=900, external_id="x-1")
    inputs = registered(ipv6_address_count=1, identity=Identity().assuming(role))
    inputs.pop("__provider")
    assert inputs == {**WANTED, **AS_ROLE}
    monkeypatch.setattr(dynamic_base, "RoleApi", lambda base, _region, _role: base)
    outs = serving(FakeApi(ONE)).create(inputs).outs
    assert outs == {**STATE, **AS_ROLE}


@pytest.mark.parametrize(
    ("news", "changes", "replaces"),
    [
        ({}, False, []),
        ({"sessionName": "you"}, True, []),
        ({"durationSeconds": 1800}, True, []),
        ({"externalId": None}, True, []),
        ({"profile": "owner"}, True, []),
        ({"roleArn": None}, True, []),
        ({"roleArn": UNKNOWN}, True, []),
        ({"roleArn": "acs:ram::1000000000000002:role/other"}, True, []),
        ({"roleArn": "acs:ram::1000000000000003:role/owner"}, True, ["roleArn"]),
    ],
)
def test_acting_otherwise_is_an_update_and_for_another_account_a_replacement(
    news: dict[str, Any], changes: bool, replaces: list[str]
) -> None:
    result = Ipv6AssignmentProvider().diff(ENI, {**STATE, **AS_ROLE}, {**WANTED, **AS_ROLE, **news})
    assert (result.changes, result.replaces) == (changes, replaces)


@pytest.mark.parametrize(
    ("key", "value"),
    [("roleArn", "role/owner"), ("sessionName", "m"), ("durationSeconds", 899), ("externalId", "?")],
)
def test_check_refuses_a_wrong_role(key: str, value: object) -> None:
    (failure,) = Ipv6AssignmentProvider().check({}, {**WANTED, **AS_ROLE, key: value}).failures
    assert failure.property == key
    assert Ipv6AssignmentProvider().check({}, {**WANTED, **AS_ROLE, key: UNKNOWN}).failures == []
