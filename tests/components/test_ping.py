import base64
import io
import json
from pathlib import Path

import pytest

from alicloud_ipv6 import ping
from alicloud_ipv6._api.openapi import ApiError
from tests.components.api.test_cloud_assistant import FakeAssistant, result

OUTPUTS = {
    "region": "cn-beijing",
    "instances": [
        {"name": "test-ecs-ipv6-1", "instanceId": "i-1", "ipv6Addresses": ["2001:db8:1::1", "2001:db8:1::2"]},
        {"name": "test-ecs-ipv6-2", "instanceId": "i-2", "ipv6Addresses": ["2001:db8:2::1"]},
    ],
}


@pytest.fixture
def outputs(tmp_path: Path) -> str:
    file = tmp_path / "outputs.json"
    file.write_text(json.dumps(OUTPUTS))
    return str(file)


def asked(api: FakeAssistant) -> tuple[object, str]:
    params = api.calls[0][1]
    return params["InstanceId"], base64.b64decode(params["CommandContent"]).decode()


def test_pings_the_second_from_the_first(outputs: str, capsys: pytest.CaptureFixture[str]) -> None:
    api = FakeAssistant(result("Success", "4 received\n"))
    assert ping.main(["--outputs", outputs], api) == 0
    assert asked(api) == (["i-1"], "ping6 -c 4 -I 2001:db8:1::1 2001:db8:2::1")
    assert capsys.readouterr().out == ("test-ecs-ipv6-1: ping6 -c 4 -I 2001:db8:1::1 2001:db8:2::1\n4 received\n")


def test_pings_the_other_way_round(outputs: str) -> None:
    api = FakeAssistant(result("Success"))
    assert ping.main(["--outputs", outputs, "--from", "2", "--to", "1", "--count", "1"], api) == 0
    assert asked(api) == (["i-2"], "ping6 -c 1 -I 2001:db8:2::1 2001:db8:1::1")


def test_reads_the_outputs_from_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(OUTPUTS)))
    assert ping.main(["--outputs", "-"], FakeAssistant(result("Success"))) == 0


def test_a_ping_without_an_answer_fails(outputs: str, capsys: pytest.CaptureFixture[str]) -> None:
    api = FakeAssistant(result("Failed", "0 received\n", "exit code 1"))
    assert ping.main(["--outputs", outputs], api) == 1
    printed = capsys.readouterr()
    assert "0 received" in printed.out
    assert printed.err == "exit code 1\n"


def test_a_refusal_is_one_line(outputs: str, capsys: pytest.CaptureFixture[str]) -> None:
    api = FakeAssistant(result("Success"))
    api.faults = [ApiError("InvalidInstance.NotFound", "gone", 404, "R", "RunCommand")]
    assert ping.main(["--outputs", outputs], api) == 1
    assert capsys.readouterr().err == "RunCommand failed: InvalidInstance.NotFound: gone (request id R)\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cannot be read"),
        ("[]", "region and instances are missing"),
        ('{"region": "cn-beijing", "instances": []}', "instances 1 to 0, not 1"),
        (json.dumps({**OUTPUTS, "instances": OUTPUTS["instances"][:1]}), "instances 1 to 1, not 2"),
        (json.dumps(OUTPUTS).replace("2001:db8:2::1", ""), "test-ecs-ipv6-2 has no IPv6 address"),
        (json.dumps(OUTPUTS).replace("2001:db8:2::1", "; reboot"), "reboot"),
    ],
)
def test_outputs_that_do_not_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str) -> None:
    file = tmp_path / "outputs.json"
    file.write_text(content)
    api = FakeAssistant(result("Success"))
    assert ping.main(["--outputs", str(file)], api) == 1
    assert said in capsys.readouterr().err
    assert api.calls == []


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ping.main(["--help"])
    assert "pulumi stack output --json | python -m alicloud_ipv6.ping --outputs -" in capsys.readouterr().out
