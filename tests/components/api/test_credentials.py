import json
from pathlib import Path

import pytest

from alicloud_ipv6._api.credentials import find_credential, find_role
from alicloud_ipv6._api.provider_roles import CredentialError
from alicloud_ipv6._api.role_session import AssumedRole

NOTHING: dict[str, str] = {}
KEYS = {"ALICLOUD_ACCESS_KEY": "env-id", "ALICLOUD_SECRET_KEY": "env-secret"}


def found(configured: dict[str, str], environ: dict[str, str]) -> tuple[str, str, str | None, str]:
    """Who a request would be signed as: key id, key secret, session token, and where they come from."""
    credential = find_credential(configured.get, environ).get_credential()
    return (
        credential.access_key_id,
        credential.access_key_secret,
        credential.security_token,
        credential.provider_name,
    )


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY"),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
        ("ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET"),
        ("ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
    ],
)
def test_every_spelling_of_the_environment_is_read(key: str, secret: str) -> None:
    assert found({}, {key: "id", secret: "secret"})[:2] == ("id", "secret")


def test_the_providers_own_names_come_first() -> None:
    other = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "other", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "other-secret"}
    assert found({}, {**other, **KEYS})[:2] == ("env-id", "env-secret")


def test_the_stacks_keys_come_before_the_environments() -> None:
    configured = {"alicloud:accessKey": "stack-id", "alicloud:secretKey": "stack-secret"}
    assert found(configured, KEYS)[:2] == ("stack-id", "stack-secret")


@pytest.mark.parametrize(
    "name", ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"]
)
def test_a_session_has_its_token(name: str) -> None:
    assert found({}, {**KEYS, name: "token"}) == ("env-id", "env-secret", "token", "static_sts")


def test_keys_alone_are_no_session() -> None:
    assert found({}, KEYS) == ("env-id", "env-secret", None, "static_ak")


def test_a_profile_is_read_when_there_are_no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = {"name": "mine", "mode": "AK", "access_key_id": "file-id", "access_key_secret": "file-secret"}
    (tmp_path / ".aliyun").mkdir()
    (tmp_path / ".aliyun" / "config.json").write_text(json.dumps({"current": "", "profiles": [profile]}))
    monkeypatch.setattr("alibabacloud_credentials.utils.auth_constant.HOME", str(tmp_path))
    assert found({}, {"ALICLOUD_PROFILE": "mine"})[:2] == ("file-id", "file-secret")
    assert found({"alicloud:profile": "mine"}, {})[:2] == ("file-id", "file-secret")
    assert found({}, {"ALICLOUD_PROFILE": "mine", **KEYS})[0] == "env-id"


def test_without_anything_it_is_the_default_chain() -> None:
    assert find_credential(NOTHING.get, {}).cloud_credential.type_name == "default"


@pytest.mark.parametrize(
    ("given", "missing"),
    [("ALICLOUD_ACCESS_KEY", "alicloud:secretKey"), ("ALICLOUD_SECRET_KEY", "alicloud:accessKey")],
)
def test_half_a_key_pair_is_refused_without_being_repeated(given: str, missing: str) -> None:
    with pytest.raises(CredentialError, match=missing) as refused:
        find_credential(NOTHING.get, {given: "half"})
    assert "half" not in str(refused.value).replace("Half", "")


def configured_role(text: str) -> AssumedRole | None:
    return find_role({"alicloud:assumeRole": text}.get, {})


def test_the_stacks_role_is_read() -> None:
    arn = "acs:ram::1000000000000002:role/r"
    assert configured_role(f'{{"roleArn": "{arn}"}}') == AssumedRole(arn)
    given = {"roleArn": arn, "sessionName": "me", "sessionExpiration": 900, "externalId": "x-1", "policy": ""}
    assert configured_role(json.dumps(given)) == AssumedRole(arn, "me", 900, "x-1")
    assert find_role(NOTHING.get, {}) is configured_role("{}") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            '{"roleArn": "acs:ram::1:role/r", "policy": "{}"}',
            "alicloud:assumeRole cannot be used.*it has policy",
        ),
        ('{"sessionName": "me"}', "it has no roleArn"),
    ],
)
def test_a_role_that_cannot_be_followed_is_refused_rather_than_left_out(given: str, said: str) -> None:
    with pytest.raises(CredentialError, match=said):
        configured_role(given)


ARN, PROVIDER = "acs:ram::1000000000000002:role/ci", "acs:ram::1000000000000002:oidc-provider/issuer"
OIDC = {"roleArn": ARN, "oidcProviderArn": PROVIDER, "oidcTokenFile": "token.jwt"}
OTHERS = {
    "credentialsUri": "http://127.0.0.1:1/keys",
    "ecsRoleName": "worker",
    "assumeRoleWithOidc": json.dumps(OIDC),
}


def kind(configured: dict[str, str], environ: dict[str, str] | None = None) -> str:
    """Where a credential comes from, without a request for it."""
    configured = {f"alicloud:{name}": value for name, value in configured.items()}
    return str(find_credential(configured.get, environ or {}).cloud_credential.provider.get_provider_name())


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("credentialsUri", "credential_uri"),
        ("ecsRoleName", "ecs_ram_role"),
        ("assumeRoleWithOidc", "oidc_role_arn"),
    ],
)
def test_the_only_setting_that_says_who_acts_is_followed(setting: str, expected: str) -> None:
    assert kind({setting: OTHERS[setting]}) == expected


def test_the_order_is_the_providers() -> None:
    keys = {"accessKey": "id", "secretKey": "secret"}
    assert kind({**OTHERS, "profile": "mine", **keys}) == "static_ak"
    assert kind({**OTHERS, "profile": "mine"}) == "cli_profile"
    assert kind(OTHERS) == "credential_uri"
    assert kind({name: OTHERS[name] for name in ("ecsRoleName", "assumeRoleWithOidc")}) == "ecs_ram_role"


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("ALICLOUD_CREDENTIALS_URI", "credential_uri"),
        ("ALIBABA_CLOUD_CREDENTIALS_URI", "credential_uri"),
        ("ALICLOUD_ECS_ROLE_NAME", "ecs_ram_role"),
        ("ALIBABA_CLOUD_ECS_METADATA", "ecs_ram_role"),
    ],
)
def test_the_environment_can_say_who_acts(variable: str, expected: str) -> None:
    assert kind({}, {variable: "http://127.0.0.1:1/keys"}) == expected


def test_a_profile_is_read_from_the_shared_credentials_file(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    profile = {"name": "mine", "mode": "AK", "access_key_id": "file-id", "access_key_secret": "file-secret"}
    file.write_text(json.dumps({"current": "", "profiles": [profile]}))
    configured = {"alicloud:profile": "mine", "alicloud:sharedCredentialsFile": str(file)}
    assert found(configured, {})[0] == "file-id"
    assert found({"alicloud:profile": "mine"}, {"ALIBABA_CLOUD_CREDENTIALS_FILE": str(file)})[0] == "file-id"


def test_disabled_instance_metadata_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alibabacloud_credentials.utils.auth_util.environment_ecs_metadata_disabled", "true")
    with pytest.raises(CredentialError, match="alicloud:ecsRoleName cannot be used: IMDS"):
        kind({"ecsRoleName": "worker"})
