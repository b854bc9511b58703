from typing import Any

import pulumi
import pytest

from tests.components.recorder import Recorder, attempt
from tests.program.project import PASSWORD, declared, defaults, run

SECRET = ("ipv6-eni:loginPassword",)
HEADLINE = "The stack's configuration is wrong; nothing was created."


def problems(**config: Any) -> list[str]:  # noqa: ANN401 - any configuration
    """The lines the program ends with."""
    with pytest.raises(pulumi.RunError) as ended:
        run(**config)
    first, *lines = str(ended.value).splitlines()
    assert first == HEADLINE
    return [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"region": "cn-bejing"}, "alicloud:region", "did you mean cn-beijing?"),
        ({"region": "cn-north-9"}, "alicloud:region", "There is no region 'cn-north-9'"),
        ({"zoneId": "cn-shanghai-b"}, "ipv6-eni:halves[0].zoneId", "whose zones have the form cn-beijing-a"),
        ({"zoneId": "h"}, "ipv6-eni:halves[0].zoneId", "Zone 'h' is not in region cn-beijing"),
        ({"halves": [{"ipv6Mask": 256}]}, "ipv6-eni:halves[0].ipv6Mask", "from 0 to 255, not 256"),
        ({"halves": [{}, {"ipv6Mask": -1}]}, "ipv6-eni:halves[1].ipv6Mask", "from 0 to 255, not -1"),
        ({"halves": [{"ipv6Mask": "x"}]}, "ipv6-eni:halves[0].ipv6Mask", "a whole number, not 'x'"),
        ({"halves": [{"ipv6Mask": 1.5}]}, "ipv6-eni:halves[0].ipv6Mask", "a whole number, not 1.5"),
        ({"halves": [{"vpcCidrBlock": "10.1.0.1/16"}]}, "ipv6-eni:halves[0].vpcCidrBlock", "without host bits"),
        ({"halves": [{"vpcCidrBlock": "169.254.0.0/16"}]}, "ipv6-eni:halves[0].vpcCidrBlock", "reserved block"),
        ({"halves": [{"vswitchCidrBlock": "10.9.0.0/24"}]}, "ipv6-eni:halves[0].vswitchCidrBlock", "10.1.0.0/16"),
        ({"halves": [{}, {"vswitchCidrBlock": "10.2.0.0/30"}]}, "ipv6-eni:halves[1].vswitchCidrBlock", "/16 to /29"),
        ({"halves": [{}, {}, {}]}, "ipv6-eni:halves", "There are 2 halves, not 3"),
        ({"halves": {"a": 1}}, "ipv6-eni:halves", "a list of objects"),
        ({"halves": [{"vpcNam": "x"}]}, "ipv6-eni:halves[0].vpcNam", "no such key; did you mean vpcName?"),
        ({"halves": [{"vpcName": "-"}]}, "ipv6-eni:halves[0].vpcName", "2 to 128 characters"),
        ({"halves": [{"instanceName": "http://x"}]}, "ipv6-eni:halves[0].instanceName", "http://"),
        (
            {"halves": [{"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}]},
            "ipv6-eni:halves[0].ipv6Addresses",
            "ipv6AddressCount and ipv6Addresses exclude each other",
        ),
        ({"halves": [{"ipv6Addresses": ["10.0.0.1"]}]}, "ipv6-eni:halves[0].ipv6Addresses", "not an IPv6 address"),
        ({"halves": [{"ipv6Addresses": "::1"}]}, "ipv6-eni:halves[0].ipv6Addresses", "a list of texts"),
        ({"halves": [{"ipv6AddressCount": 0}]}, "ipv6-eni:halves[0].ipv6AddressCount", "1 or more, not 0"),
        ({"ipv6AddressCount": 0}, "ipv6-eni:ipv6AddressCount", "1 or more, not 0"),
        ({"ipv6BandwidthMbps": 1001}, "ipv6-eni:ipv6BandwidthMbps", "charged PayByTraffic is 1 to 1000 Mbit/s"),
        ({"ipv6BandwidthMbps": "x"}, "ipv6-eni:ipv6BandwidthMbps", "a whole number, not 'x'"),
        ({"ipv6BandwidthMbps": 0}, "ipv6-eni:ipv6BandwidthMbps", "not 0"),
        (
            {"ipv6BandwidthMbps": 2001, "ipv6BandwidthChargeType": "PayByBandwidth"},
            "ipv6-eni:ipv6BandwidthMbps",
            "charged PayByBandwidth is 1 to 2000 Mbit/s, not 2001",
        ),
        (
            {"ipv6BandwidthChargeType": "PayByOld95"},
            "ipv6-eni:ipv6BandwidthChargeType",
            "choose one of: PayByBandwidth, PayByTraffic",
        ),
        ({"publicIpv4BandwidthMbps": 101}, "ipv6-eni:publicIpv4BandwidthMbps", "to 100 Mbit/s, not 101"),
        ({"publicIpv4BandwidthMbps": "many"}, "ipv6-eni:publicIpv4BandwidthMbps", "a whole number, not 'many'"),
        ({"publicIpv6": "maybe"}, "ipv6-eni:publicIpv6", "true or false, not 'maybe'"),
        ({"guestFamily": "arch"}, "ipv6-eni:guestFamily", "choose one of: rhel, debian, sles, coreos, freebsd"),
        ({"assign": "never"}, "ipv6-eni:assign", "choose one of: after_attachment, at_creation"),
        ({"instanceType": ""}, "ipv6-eni:instanceType", "must not be empty"),
        ({"imageName": ""}, "ipv6-eni:imageName", "Give imageId, or imageName"),
        ({"ingressRules": [{"protocol": "sctp"}]}, "ipv6-eni:ingressRules[0]", "Invalid protocol 'sctp'"),
        ({"egressRules": [{}, {"cidr": "x"}]}, "ipv6-eni:egressRules[1]", "'x' has no mask length"),
        ({"ingressRules": [{"ports": "22/22"}]}, "ipv6-eni:ingressRules[0].ports", "There is no such key"),
        ({"ingressRules": [{}, {}]}, "ipv6-eni:ingressRules", "The rule all-ipv6 is given twice"),
        ({"tags": {"aliyun": "x"}}, "ipv6-eni:tags", "must not begin with aliyun"),
        ({"tags": {"n": 1}}, "ipv6-eni:tags", "an object of texts"),
        ({"keyPairName": "mine"}, "ipv6-eni:loginPassword", "loginPassword and keyPairName exclude each other"),
        ({"loginPassword": "short"}, "ipv6-eni:loginPassword", "8 to 30"),
        ({"loginPassword": "alllowercase"}, "ipv6-eni:loginPassword", "three"),
        ({"secret": ()}, "ipv6-eni:loginPassword", "plain text; set it with: pulumi config set --secret"),
        ({"vpcCidr": "10.0.0.0/8"}, "ipv6-eni:vpcCidr", "There is no such key"),
        ({"instancetype": "x"}, "ipv6-eni:instancetype", "did you mean instanceType?"),
    ],
)
def test_a_wrong_setting_is_told_by_its_key(config: dict[str, Any], key: str, said: str) -> None:
    found = problems(**config)
    assert found[0].startswith(f"{key}: ")
    assert said in found[0]
    assert len(found) == 1 or config.keys() == {"zoneId"} or config.keys() == {"region"}


def test_neither_password_nor_key_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ECS_LOGIN_PASSWORD", raising=False)
    (found,) = problems(loginPassword="")
    assert found == (
        "ipv6-eni:loginPassword: Set loginPassword (as a secret), keyPairName,"
        " or the environment variable ECS_LOGIN_PASSWORD."
    )


def test_the_environments_password_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECS_LOGIN_PASSWORD", "weakling")
    (found,) = problems(loginPassword="")
    assert found.startswith("ipv6-eni:loginPassword: ")
    assert "weakling" not in found


@pytest.mark.parametrize("password", ["short", "alllowercase", '["Correct-Horse-1"]', "Correct-Horse-1" * 3])
def test_a_refused_password_is_not_repeated(password: str) -> None:
    assert not [line for line in problems(loginPassword=password) if password in line]


def test_all_problems_are_told_at_once_and_nothing_is_registered() -> None:
    wrong = {
        "alicloud:region": "nowhere",
        "ipv6-eni:loginPassword": "short",
        "ipv6-eni:tags": "5",
        "ipv6-eni:typo": "x",
    }
    monitor = Recorder(True, {}, {})
    with pytest.raises(pulumi.RunError) as ended:
        attempt(_program, monitor, preview=True, config=defaults() | wrong, secret_keys=SECRET)
    told = [line.strip().partition(": ")[0] for line in str(ended.value).splitlines()[1:]]
    assert sorted(told) == sorted(wrong)
    assert monitor.registered == []
    assert monitor.invoked == []


ROLE = {"roleArn": "acs:ram::1000000000000002:role/ipv6-eni"}


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"crossAccount": {"way": "granted"}}, "crossAccount.roleArn", "acs:ram::<16 digits of the account>"),
        ({"crossAccount": {"roleArn": "ipv6-eni"}}, "crossAccount.roleArn", "not 'ipv6-eni'"),
        ({"crossAccount": {**ROLE, "way": "grant"}}, "crossAccount.way", "choose one of: assumed_role, granted"),
        ({"crossAccount": {**ROLE, "sessionName": "x"}}, "crossAccount.sessionName", "2 to 64"),
        ({"crossAccount": {**ROLE, "sessionSeconds": 899}}, "crossAccount.sessionSeconds", "900 to 43200"),
        ({"crossAccount": {**ROLE, "sessionSeconds": 43201}}, "crossAccount.sessionSeconds", "900 to 43200"),
        ({"crossAccount": {**ROLE, "externalId": "?"}}, "crossAccount.externalId", "2 to 1224"),
        ({"crossAccount": {**ROLE, "peerIpv6": "maybe"}}, "crossAccount.peerIpv6", "true or false"),
        ({"crossAccount": {**ROLE, "role": "x"}}, "crossAccount.role", "did you mean roleArn?"),
        ({"crossAccount": []}, "crossAccount", "It must be an object, not []"),
        ({"crossAccount": ROLE, "assign": "at_creation"}, "assign", "after_attachment"),
        (
            {"crossAccount": ROLE, "halves": [{"ipv6Addresses": ["::1"]}]},
            "halves[0].ipv6Addresses",
            "no ENI of its own",
        ),
        (
            {"crossAccount": ROLE, "halves": [{"zoneId": "cn-beijing-g"}, {"zoneId": "cn-beijing-h"}]},
            "halves[1].zoneId",
            "both must be in the same zone",
        ),
    ],
)
def test_a_wrong_crossing_of_accounts_is_named(config: dict[str, Any], key: str, said: str) -> None:
    (line,) = problems(**config)
    assert line.startswith(f"ipv6-eni:{key}: ")
    assert said in line


def test_a_profile_is_of_no_use_behind_access_keys_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", "some-id")
    (line,) = problems(crossAccount={**ROLE, "userProfile": "users"})
    assert line.startswith("ipv6-eni:crossAccount.userProfile: ")
    assert "ALIBABA_CLOUD_ACCESS_KEY_ID" in line
    assert "some-id" not in line


@pytest.mark.parametrize("key", declared())
def test_every_declared_key_is_read(key: str) -> None:
    """And what is read is declared: on the defaults alone, a key that is not would be told as left out."""
    config = {**defaults(), "ipv6-eni:loginPassword": PASSWORD}
    del config[key]
    with pytest.raises(pulumi.RunError, match=f"{key}: "):
        attempt(_program, Recorder(True, {}, {}), preview=True, config=config, secret_keys=SECRET)


def _program() -> object:
    from program.settings import load  # noqa: PLC0415 - under the monitor, as the program does

    return load()


def test_settings_do_not_show_the_password() -> None:
    shown: list[str] = []
    config = {**defaults(), "ipv6-eni:loginPassword": PASSWORD}
    attempt(lambda: shown.append(repr(_program())), Recorder(True, {}, {}), config=config, secret_keys=SECRET)
    assert len(shown) == 1
    assert PASSWORD not in shown[0]
