"""As whom a dynamic resource calls the APIs: by its inputs, or else by the stack's configuration."""

from typing import Any

import pytest
from pulumi.dynamic import Config, ConfigureRequest

from alicloud_ipv6._api.provider_roles import CredentialError
from alicloud_ipv6._api.role_session import RoleApi
from alicloud_ipv6._assignment.dynamic_base import ApiProvider

ARN, PROVIDER = "acs:ram::1000000000000002:role/ci", "acs:ram::1000000000000002:oidc-provider/issuer"
OIDC = {"oidcRoleArn": ARN, "oidcProviderArn": PROVIDER, "oidcTokenFile": "token.jwt", "oidcSessionName": "ci"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alicloud_ipv6._assignment.dynamic_base.os.environ", {})


def api(props: dict[str, Any], config: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - with its internals
    provider = ApiProvider()
    provider.configure(ConfigureRequest(Config(config or {}, "ipv6-eni")))
    return provider.open_api({"region": "cn-beijing", **props})


def kind(found: Any) -> str:  # noqa: ANN401 - with its internals
    return str(found._credential.cloud_credential.provider.get_provider_name())


def test_the_inputs_say_who_acts() -> None:
    assert kind(api({"ecsRoleName": "worker"})) == "ecs_ram_role"
    assert kind(api({"profile": "mine"})) == "cli_profile"
    assert kind(api(OIDC)) == "oidc_role_arn"


def test_a_role_is_assumed_with_the_credentials_of_an_oidc_token() -> None:
    assumed = api({**OIDC, "roleArn": f"{ARN}-2"}, {"alicloud:ecsRoleName": "worker"})
    assert isinstance(assumed, RoleApi)
    assert kind(assumed._base) == "oidc_role_arn"
    assert assumed._role.arn == f"{ARN}-2"


def test_the_stacks_role_belongs_to_the_stacks_credentials() -> None:
    config = {"alicloud:ecsRoleName": "worker", "alicloud:assumeRole": f'{{"role_arn": "{ARN}"}}'}
    assert kind(api({}, config)._base) == "ecs_ram_role"
    assert kind(api(OIDC, config)) == "oidc_role_arn"


def test_an_incomplete_oidc_role_is_refused() -> None:
    with pytest.raises(CredentialError, match=r"alicloud:assumeRoleWithOidc .* it has no oidcTokenFile"):
        api({name: value for name, value in OIDC.items() if name != "oidcTokenFile"})
