from typing import Any

import pulumi
import pytest

from tests.components.recorder import Recorder, attempt
from tests.program.program_run import PASSWORD, config_errors, declared, defaults

SECRET = ("ipv6-eni:loginPassword",)


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"region": "cn-bejing"}, "alicloud:region", "did you mean cn-beijing?"),
        ({"region": "cn-north-9"}, "alicloud:region", "There is no region 'cn-north-9'"),
        ({"ipv6BandwidthMbps": 1001}, "ipv6-eni:ipv6BandwidthMbps", "charged PayByTraffic is 1 to 1000 Mbit/s"),
        ({"ipv6BandwidthMbps": "x"}, "ipv6-eni:ipv6BandwidthMbps", "must be an integer, not 'x'"),
        ({"ipv6BandwidthMbps": 0}, "ipv6-eni:ipv6BandwidthMbps", "not 0"),
        (
            {"ipv6BandwidthMbps": 2001, "ipv6BandwidthChargeType": "PayByBandwidth"},
            "ipv6-eni:ipv6BandwidthMbps",
            "charged PayByBandwidth is 1 to 2000 Mbit/s, not 2001",
        ),
        (
            {"ipv6BandwidthChargeType": "PayByOld95"},
            "ipv6-eni:ipv6BandwidthChargeType",
            "expected one of PayByBandwidth, PayByTraffic",
        ),
        ({"publicIpv4BandwidthMbps": 101}, "ipv6-eni:publicIpv4BandwidthMbps", "to 100 Mbit/s, not 101"),
        ({"publicIpv4BandwidthMbps": "many"}, "ipv6-eni:publicIpv4BandwidthMbps", "must be an integer, not 'many'"),
        ({"publicIpv6": "maybe"}, "ipv6-eni:publicIpv6", "must be a boolean, not 'maybe'"),
        (
            {"guestFamily": "arch"},
            "ipv6-eni:guestFamily",
            "invalid value 'arch'; expected one of rhel, debian, sles, coreos, freebsd, auto",
        ),
        (
            {"assign": "never"},
            "ipv6-eni:assign",
            "invalid value 'never'; expected one of after_attachment, at_",
        ),
        ({"instanceType": ""}, "ipv6-eni:instanceType", "must not be empty"),
        ({"imageName": ""}, "ipv6-eni:imageName", "must not be empty if imageId is not set"),
        ({"tags": {"aliyun": "x"}}, "ipv6-eni:tags", "must not begin with aliyun"),
        ({"tags": {"n": 1}}, "ipv6-eni:tags", "must be an object with string values, not"),
        ({"keyPairName": "mine"}, "ipv6-eni:loginPassword", "loginPassword and keyPairName exclude each other"),
        ({"loginPassword": "short"}, "ipv6-eni:loginPassword", "8 to 30"),
        ({"loginPassword": "alllowercase"}, "ipv6-eni:loginPassword", "three"),
        ({"secret": ()}, "ipv6-eni:loginPassword", "must be a secret; set it with: pulumi config set --secret"),
        ({"vpcCidr": "10.0.0.0/8"}, "ipv6-eni:vpcCidr", "unknown key"),
        ({"instancetype": "x"}, "ipv6-eni:instancetype", "did you mean instanceType?"),
        ({"halves": []}, "ipv6-eni:halves", "this key was renamed; set ipv6-eni:sites to the same value instead."),
    ],
)
def test_an_invalid_setting_is_named(config: dict[str, Any], key: str, said: str) -> None:
    found = config_errors(**config)
    assert found[0].startswith(f"{key}: ")
    assert said in found[0]
    assert len(found) == 1 or config.keys() == {"region"}


def test_neither_password_nor_key_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ECS_LOGIN_PASSWORD", raising=False)
    (found,) = config_errors(loginPassword="")
    assert found == (
        "ipv6-eni:loginPassword: not set; set loginPassword (as a secret), keyPairName,"
        " or the environment variable ECS_LOGIN_PASSWORD."
    )


def test_the_environments_password_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECS_LOGIN_PASSWORD", "weakling")
    (found,) = config_errors(loginPassword="")
    assert found.startswith("ipv6-eni:loginPassword: ")
    assert "weakling" not in found


@pytest.mark.parametrize("password", ["short", "alllowercase", '["Correct-Horse-1"]', "Correct-Horse-1" * 3])
def test_a_refused_password_is_not_repeated(password: str) -> None:
    assert not [line for line in config_errors(loginPassword=password) if password in line]


def test_all_problems_are_reported_at_once_and_nothing_is_registered() -> None:
    wrong = {
        "alicloud:region": "nowhere",
        "ipv6-eni:loginPassword": "short",
        "ipv6-eni:tags": "5",
        "ipv6-eni:typo": "x",
    }
    monitor = Recorder(True, {}, {})
    with pytest.raises(pulumi.RunError) as ended:
        attempt(_program, monitor, preview=True, config=defaults() | wrong, secret_keys=SECRET)
    keys = [line.strip().partition(": ")[0] for line in str(ended.value).splitlines()[1:]]
    assert sorted(keys) == sorted(wrong)
    assert monitor.registered == []
    assert monitor.invoked == []


@pytest.mark.parametrize("key", declared())
def test_every_declared_key_is_read(key: str) -> None:
    """And what is read is declared: on the defaults alone, a key that is not would be reported as not set."""
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
