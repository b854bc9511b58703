from typing import Any

import pytest

from tests.program.program_run import ARN, config_errors

ROLE = {"roleArn": ARN}


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"crossAccount": {"way": "granted"}}, "crossAccount.roleArn", "acs:ram::<16 digits of the account>"),
        ({"crossAccount": {"roleArn": "ipv6-eni"}}, "crossAccount.roleArn", "not 'ipv6-eni'"),
        (
            {"crossAccount": {**ROLE, "way": "grant"}},
            "crossAccount.way",
            "invalid value 'grant'; expected one of assumed_",
        ),
        ({"crossAccount": {**ROLE, "sessionName": "x"}}, "crossAccount.sessionName", "2 to 64"),
        ({"crossAccount": {**ROLE, "sessionSeconds": 899}}, "crossAccount.sessionSeconds", "900 to 43200"),
        ({"crossAccount": {**ROLE, "sessionSeconds": 43201}}, "crossAccount.sessionSeconds", "900 to 43200"),
        ({"crossAccount": {**ROLE, "externalId": "?"}}, "crossAccount.externalId", "2 to 1224"),
        ({"crossAccount": {**ROLE, "peerIpv6": "maybe"}}, "crossAccount.peerIpv6", "must be a boolean, not 'maybe'"),
        ({"crossAccount": {**ROLE, "role": "x"}}, "crossAccount.role", "did you mean roleArn?"),
        ({"crossAccount": []}, "crossAccount", "must be an object, not []"),
        ({"crossAccount": ROLE, "assign": "at_creation"}, "assign", "after_attachment"),
        (
            {"crossAccount": ROLE, "sites": [{"ipv6Addresses": ["::1"]}]},
            "sites[0].ipv6Addresses",
            "has no secondary ENI",
        ),
        (
            {"crossAccount": ROLE, "sites": [{"zoneId": "cn-beijing-g"}, {"zoneId": "cn-beijing-h"}]},
            "sites[1].zoneId",
            "both must be in the same zone",
        ),
    ],
)
def test_an_invalid_cross_account_setting_is_named(config: dict[str, Any], key: str, said: str) -> None:
    (line,) = config_errors(**config)
    assert line.startswith(f"ipv6-eni:{key}: ")
    assert said in line


def test_a_profile_is_of_no_use_behind_access_keys_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", "some-id")
    (line,) = config_errors(crossAccount={**ROLE, "userProfile": "users"})
    assert line.startswith("ipv6-eni:crossAccount.userProfile: ")
    assert "ALIBABA_CLOUD_ACCESS_KEY_ID" in line
    assert "some-id" not in line
