"""The provider's roles in every spelling, with the environment variables that the provider reads in their place."""

import json
from typing import Any

import pytest

from alicloud_ipv6._api.provider_roles import CredentialError, OidcRole, read_oidc_role, read_role
from alicloud_ipv6._api.role_session import AssumedRole

ARN, PROVIDER = "acs:ram::1000000000000002:role/r", "acs:ram::1000000000000002:oidc-provider/issuer"
ROLE = AssumedRole(ARN, "me", 900, "x-1")
OIDC = OidcRole(ARN, PROVIDER, "token.jwt", "ci", 900)


@pytest.mark.parametrize(
    "given",
    [
        {"roleArn": ARN, "sessionName": "me", "sessionExpiration": 900, "externalId": "x-1"},
        {"role_arn": ARN, "session_name": "me", "session_expiration": 900, "external_id": "x-1"},
        {"roleArn": ARN, "role_arn": ARN, "session_name": "me", "sessionExpiration": 900, "externalId": "x-1"},
        {"role_arn": ARN, "roleArn": "", "session_name": "me", "sessionExpiration": 900, "externalId": "x-1"},
    ],
)
def test_a_role_is_read_in_either_spelling(given: dict[str, Any]) -> None:
    assert read_role(given, "assumeRole", {}) == read_role(json.dumps(given), "assumeRole", {}) == ROLE


@pytest.mark.parametrize(
    "given",
    [
        {
            "roleArn": ARN,
            "oidcProviderArn": PROVIDER,
            "oidcTokenFile": "token.jwt",
            "roleSessionName": "ci",
            "sessionExpiration": 900,
        },
        {
            "role_arn": ARN,
            "oidc_provider_arn": PROVIDER,
            "oidc_token_file": "token.jwt",
            "role_session_name": "ci",
            "session_expiration": 900,
            "oidc_token": "the provider takes it from the file, too",
        },
    ],
)
def test_an_oidc_role_is_read_in_either_spelling(given: dict[str, Any]) -> None:
    assert read_oidc_role(given, "assumeRoleWithOidc", {}) == OIDC
    assert read_oidc_role(json.dumps(given), "assumeRoleWithOidc", {}) == OIDC


def test_two_spellings_with_two_values_are_an_error() -> None:
    with pytest.raises(CredentialError, match=r"^assumeRole has roleArn in two spellings with two values") as refused:
        read_role({"roleArn": ARN, "role_arn": "acs:ram::1:role/other"}, "assumeRole", {})
    assert ARN not in str(refused.value)


def test_the_environment_completes_a_role_but_makes_none() -> None:
    environ = {"ALIBABA_CLOUD_ROLE_ARN": ARN, "ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION": "900"}
    assert read_role({"sessionName": "me", "externalId": "x-1"}, "assumeRole", environ) == ROLE
    assert read_role({}, "assumeRole", environ) is None


def test_the_environment_completes_an_oidc_role() -> None:
    environ = {
        "ALIBABA_CLOUD_ROLE_ARN": ARN,
        "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/other",
        "ALIBABA_CLOUD_OIDC_TOKEN_FILE": "token.jwt",
        "ALIBABA_CLOUD_ROLE_SESSION_NAME": "ci",
    }
    given = {"oidcProviderArn": PROVIDER, "sessionExpiration": 900}
    assert read_oidc_role(given, "assumeRoleWithOidc", environ) == OIDC


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"roleArn": ARN}, "it has no oidcProviderArn, oidcTokenFile"),
        ({"oidc_provider_arn": PROVIDER, "oidcTokenFile": "f"}, "it has no roleArn"),
        (
            {"roleArn": ARN, "oidcProviderArn": PROVIDER, "oidc_token": "sEcReT"},
            "it has oidcToken; give the token as oidcTokenFile",
        ),
        ({"roleArn": ARN, "oidcProviderArn": PROVIDER, "oidcTokenFile": "f", "policy": "{}"}, "it has policy"),
        ({"roleArn": ARN, "oidcProviderArn": PROVIDER, "oidcTokenFile": "f", "new": "x"}, "it has new"),
    ],
)
def test_an_oidc_role_that_cannot_be_followed_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(CredentialError, match=f"^assumeRoleWithOidc cannot be used for IPv6 assignment: {said}") as no:
        read_oidc_role(given, "assumeRoleWithOidc", {})
    assert "sEcReT" not in str(no.value)
