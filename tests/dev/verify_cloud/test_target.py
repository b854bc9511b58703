"""Each target is refused where the environment is not its own, before anything is made."""

import pytest

from alicloud_sandbox.sandbox import Sandbox
from dev.verify_cloud.__main__ import main
from dev.verify_cloud.target import CLOUD, SANDBOX, RefusedError, caller_of

KEYS = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret"}


@pytest.mark.parametrize("variable", ["CI", "GITHUB_ACTIONS"])
def test_the_real_service_is_never_tried_in_ci(variable: str) -> None:
    with pytest.raises(RefusedError, match=f"{variable} is set"):
        caller_of(CLOUD, "cn-hangzhou", {**KEYS, variable: "true"})


def test_credentials_must_be_explicit() -> None:
    with pytest.raises(RefusedError, match="set ALIBABA_CLOUD_ACCESS_KEY_SECRET: only explicit credentials"):
        caller_of(CLOUD, "cn-hangzhou", {"ALIBABA_CLOUD_ACCESS_KEY_ID": "id"})


@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9", "http://proxy.example:3128"])
def test_a_sandbox_must_be_one(proxy: str) -> None:
    with pytest.raises(RefusedError, match="the environment is not that of a sandbox"):
        caller_of(SANDBOX, "cn-hangzhou", {**KEYS, "HTTPS_PROXY": proxy})


def test_a_sandbox_is_not_the_real_service(alicloud_sandbox: Sandbox) -> None:
    environment = alicloud_sandbox.environment()
    with pytest.raises(RefusedError, match="the environment is that of a sandbox"):
        caller_of(CLOUD, "cn-hangzhou", environment)
    assert caller_of(SANDBOX, "cn-hangzhou", environment)[1].arn.endswith(":user/admin")
    with pytest.raises(RefusedError, match="which cannot assume roles"):
        caller_of(SANDBOX, "cn-hangzhou", alicloud_sandbox.environment("resource/root"))


def test_nobody_confirms_without_a_terminal(
    alicloud_sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only = ["--only", "unknown_status"]
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: PTH123, SIM115
    assert main(["--target", "sandbox", *only]) == 2
    assert "observations of a sandbox are not evidence" in capsys.readouterr().err
    assert main(["--target", "sandbox", "--output", "/dev/null", *only]) == 2
    assert "must be confirmed; start it in a terminal" in capsys.readouterr().err
    assert main(["--target", "cloud", "--yes", *only]) == 2
    assert alicloud_sandbox.resources() == {}


class Terminal:
    """A standard input at which somebody types."""

    @staticmethod
    def isatty() -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [("yes", 2), ("1000000000000002", 2), ("1000000000000001 ", 0)])
def test_the_account_s_id_confirms(
    alicloud_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return typed

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", answer)
    assert main(["--target", "sandbox", "--clean", "verify-20260101t000000-abcdef", "--pause", "0"]) == code
    assert asked == ["Type the id of the account (1000000000000001) to go on: "]
