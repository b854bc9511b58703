from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import AssumedRoleArgs, Identity, Ipv6Assignment, provider_identity
from alicloud_ipv6._assignment.dynamic_base import ACTING
from tests.components.recorder import record

TYPE = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
ARN = "acs:ram::1000000000000002:role/owner"
IDENTITY = ACTING
PROVIDER = "acs:ram::1000000000000002:oidc-provider/issuer"


def identity_inputs(**settings: Any) -> dict[str, Any]:  # noqa: ANN401 - any settings of a provider
    """The identity that an assignment gets from a provider with these settings."""

    def program() -> None:
        identity = provider_identity(alicloud.Provider("other", region="cn-beijing", **settings))
        Ipv6Assignment("ipv6", "eni-1", "cn-beijing", ipv6_address_count=1, identity=identity)

    inputs = record(program).one(TYPE).inputs
    return {name: inputs[name] for name in IDENTITY if inputs.get(name) is not None}


def test_the_stacks_identity_has_no_inputs() -> None:
    assert Identity().inputs() == {}


def test_only_what_is_given_is_an_input() -> None:
    identity = Identity(role_arn=ARN, duration_seconds=900)
    assert identity.inputs() == {"role_arn": ARN, "duration_seconds": 900}


def test_a_role_is_assumed_with_the_profile_and_replaces_the_other_role() -> None:
    identity = Identity(profile="mine", role_arn="acs:ram::1:role/other", external_id="x-1")
    role = AssumedRoleArgs(role_arn=ARN, session_name="me")
    assert identity.assuming(role).inputs() == {"profile": "mine", "role_arn": ARN, "session_name": "me"}


def test_a_providers_profile_and_role_are_followed() -> None:
    role = alicloud.ProviderAssumeRoleArgs(role_arn=ARN, session_name="me", session_expiration=900, external_id="x-1")
    expected = {
        "profile": "mine",
        "roleArn": ARN,
        "sessionName": "me",
        "durationSeconds": 900,
        "externalId": "x-1",
    }
    assert identity_inputs(profile="mine", assume_role=role) == expected


@pytest.mark.parametrize("spelling", ["snake", "camel", "args"])
def test_a_role_is_followed_in_every_spelling(spelling: str) -> None:
    given = {
        "snake": {"role_arn": ARN, "session_name": "me"},
        "camel": {"roleArn": ARN, "sessionName": "me"},
        "args": alicloud.ProviderAssumeRoleArgs(role_arn=ARN, session_name="me"),
    }[spelling]
    assert identity_inputs(assume_role=given) == {"roleArn": ARN, "sessionName": "me", "durationSeconds": 3600}


@pytest.mark.parametrize("snake", [True, False])
def test_the_role_of_an_oidc_token_is_followed(snake: bool) -> None:
    given: Any = {"role_arn": ARN, "oidc_provider_arn": PROVIDER, "oidc_token_file": "t", "role_session_name": "ci"}
    assert identity_inputs(
        assume_role_with_oidc=given if snake else alicloud.ProviderAssumeRoleWithOidcArgs(**given)
    ) == {
        "oidcRoleArn": ARN,
        "oidcProviderArn": PROVIDER,
        "oidcTokenFile": "t",
        "oidcSessionName": "ci",
    }


def test_the_role_of_the_ecs_instance_is_followed() -> None:
    assert identity_inputs(ecs_role_name="worker") == {"ecsRoleName": "worker"}


def test_a_role_is_assumed_with_the_credentials_of_an_oidc_token() -> None:
    identity = Identity(
        oidc_role_arn=ARN, oidc_provider_arn=PROVIDER, oidc_token_file="t", role_arn="acs:ram::1:role/o"
    )
    assert identity.assuming(AssumedRoleArgs(role_arn=ARN)).inputs() == {
        "oidc_role_arn": ARN,
        "oidc_provider_arn": PROVIDER,
        "oidc_token_file": "t",
        "role_arn": ARN,
    }


def test_a_provider_without_credentials_has_the_stacks_identity() -> None:
    assert identity_inputs() == {}


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"access_key": "id", "secret_key": "key"}, "accessKey, secretKey"),
        ({"shared_credentials_file": "keys.json"}, "sharedCredentialsFile"),
        ({"assume_role": {"role_arn": ARN, "policy": "{}"}}, "it has policy"),
        ({"credentials_uri": "http://127.0.0.1:1/keys"}, "credentialsUri"),
        ({"assume_role": {"role_arn": ARN, "roleArn": f"{ARN}-2"}}, "roleArn in two spellings"),
        (
            {"assume_role_with_oidc": {"role_arn": ARN, "oidc_provider_arn": PROVIDER, "oidc_token": "token"}},
            "assumeRoleWithOidc cannot be used for IPv6 assignment: it has oidcToken",
        ),
    ],
)
def test_a_provider_whose_credentials_would_be_stored_is_refused(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(pulumi.RunError, match=named):
        identity_inputs(**settings)
