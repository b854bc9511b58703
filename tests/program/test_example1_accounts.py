"""The two accounts of example 1."""

from typing import Any

import pulumi
import pytest

from alicloud_ipv6._api.credentials import ACCESS_KEY_VARIABLES
from tests.components.recorder import Recorder
from tests.program.program_run import ACCOUNTS, ARN, AS_USER, ASSUMED, GRANTED, OUTPUTS, RESOURCE, USER, WHO, run


def test_the_user_accounts_provider_assumes_the_role(both: Recorder) -> None:
    (one,) = both.all("pulumi:providers:alicloud")
    assert (one.name, one.inputs["region"]) == ("user-account", "cn-beijing")
    assert ARN in one.inputs["assumeRole"]


def test_a_grant_to_the_enis_own_account_ends_the_program_first() -> None:
    with pytest.raises(pulumi.RunError, match=r"ipv6-eni:crossAccount.roleArn: The role belongs to account"):
        run(answers={WHO: {"accountId": USER}}, crossAccount=GRANTED)
    assert run(answers={WHO: {"accountId": USER}}, crossAccount=ASSUMED).all("ecs/instance:Instance")


NOT_TRUSTED = RuntimeError(f"NoPermission: {ARN} does not trust you for sts:AssumeRole")


@pytest.mark.parametrize(
    ("answers", "cross", "said"),
    [
        (
            {WHO: RuntimeError("no such key")},
            ASSUMED,
            "crossAccount: cannot read the account of .* no such key",
        ),
        (
            {AS_USER: NOT_TRUSTED},
            GRANTED,
            f"crossAccount.roleArn: cannot act for .*{ARN} does not trust",
        ),
        (
            {AS_USER: {"accountId": RESOURCE}},
            ASSUMED,
            f"crossAccount.roleArn: .* of account {RESOURCE}",
        ),
        (
            {AS_USER: {"accountId": RESOURCE}},
            {**GRANTED, "userProfile": "x"},
            f"crossAccount.userProfile: .* of account {RESOURCE}",
        ),
    ],
)
def test_an_account_that_cannot_be_reached_ends_the_program_first(
    answers: dict[str, Any], cross: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ACCESS_KEY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monitor = Recorder(True, OUTPUTS, {**ACCOUNTS, **answers})
    with pytest.raises(pulumi.RunError, match=f"ipv6-eni:{said}"):
        run(monitor=monitor, crossAccount=cross)
    assert [one.name for one in monitor.registered if one.name != "user-account"] == []
