"""API clients of default and explicit providers."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api.role_session import AssumedRole
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up import provider_clients
from alicloud_offline.up.provider_clients import provider_client, stack_client
from alicloud_offline.up.retrying_api import RetryingApi

PROVIDER = "pulumi:providers:alicloud"
ARN = "acs:ram::1000000000000002:role/ipv6-eni"


class Spy:
    """An API client that records its arguments."""

    def __init__(self, region: str, credential: Any) -> None:  # noqa: ANN401 - a client of an untyped library
        self.region, self.key = region, credential.get_credential().access_key_id
        self.role: AssumedRole | None = None

    def assuming(self, region: str, role: AssumedRole) -> "Spy":
        assert region == self.region
        self.role = role
        return self

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        raise AssertionError("nothing is called")


@pytest.fixture(autouse=True)
def spied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_clients, "OpenApi", Spy)
    monkeypatch.setattr(provider_clients, "RoleApi", Spy.assuming)
    monkeypatch.setenv("ALICLOUD_ACCESS_KEY", "env-id")
    monkeypatch.setenv("ALICLOUD_SECRET_KEY", "env-secret")
    for name in ("ALICLOUD_REGION", "ALICLOUD_PROFILE"):
        monkeypatch.delenv(name, raising=False)


def made(**inputs: object) -> tuple[str, str, AssumedRole | None]:
    api = provider_client(PROVIDER, "owner", inputs)
    assert isinstance(api, RetryingApi) and isinstance(api.api, Spy)
    return api.api.region, api.api.key, api.api.role


def test_a_provider_has_a_region_and_the_environments_credentials() -> None:
    assert made(region="cn-shanghai") == ("cn-shanghai", "env-id", None)
    assert made() == ("cn-beijing", "env-id", None)


def test_a_provider_can_have_keys_of_its_own() -> None:
    assert made(accessKey="own-id", secretKey="own-secret") == ("cn-beijing", "own-id", None)


def test_a_provider_can_assume_a_role() -> None:
    role = {"roleArn": ARN, "sessionName": "me", "sessionExpiration": 900, "externalId": "x-1"}
    expected = AssumedRole(ARN, "me", 900, "x-1")
    assert made(region="cn-shanghai", assumeRole=json.dumps(role)) == ("cn-shanghai", "env-id", expected)


def test_the_stacks_own_provider_takes_the_stacks_settings() -> None:
    config = {"alicloud:region": "cn-hongkong", "alicloud:assumeRole": json.dumps({"roleArn": ARN})}
    api = stack_client(config.get)
    assert isinstance(api, RetryingApi) and isinstance(api.api, Spy)
    assert (api.api.region, api.api.role) == ("cn-hongkong", AssumedRole(ARN))


@pytest.mark.parametrize(
    ("resource_type", "inputs", "said"),
    [
        ("pulumi:providers:random", {}, "not pulumi:providers:random"),
        (PROVIDER, {"endpoints": "[]"}, "does not support 'endpoints' of the provider owner"),
        (PROVIDER, {"accessKey": "half"}, "Half of the key pair is missing"),
        (PROVIDER, {"assumeRole": '{"policy": "{}"}'}, "it has policy"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    resource_type: str, inputs: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "accessKey" in inputs:
        monkeypatch.delenv("ALICLOUD_SECRET_KEY")
        monkeypatch.delenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", raising=False)
    with pytest.raises(OfflineError, match=said):
        provider_client(resource_type, "owner", inputs)
