"""A real server: the official SDKs unmodified, both signature styles over the wire, the sandbox's own pages."""

import http.client
import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from ipaddress import IPv6Network
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.iam.keyring import ACCOUNTS, Key
from alicloud_sandbox.iam.signature import SignedRequest
from tests.sandbox import serving
from tests.sandbox.serving import VPC_HOST, VPC_VERSION, Served, Wire
from tests.sandbox.signing import acs3, version1
from tests.waiting import PATIENCE

SESSION = Path(__file__).parents[1] / "sdk_session.py"
CREATE = {"Action": "CreateVpc", "Version": VPC_VERSION}
NASTY = "值 +&=%2B%?#/~*'()[]\"\\ ü,;:@!$ <tag> \U0001f600"

STYLES: dict[str, Callable[[Key, dict[str, str]], SignedRequest]] = {
    "version 1 by GET": lambda key, values: version1(key, {**CREATE, **values}, method="GET"),
    "version 1 by POST, query": lambda key, values: version1(key, {**CREATE, **values}),
    "version 1 by POST, form": lambda key, values: version1(key, {**CREATE, **values}, form=True),
    "ACS3, query": lambda key, values: acs3(key, (VPC_VERSION, "CreateVpc"), values, host=VPC_HOST),
    "ACS3, form": lambda key, values: acs3(key, (VPC_VERSION, "CreateVpc"), {}, values, host=VPC_HOST),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.serve(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def wire(served: Served) -> Iterator[Wire]:
    with closing(Wire(served, VPC_HOST)) as opened:
        yield opened


@pytest.mark.parametrize("algorithm", ["ACS3", "v2"])
def test_the_official_sdks_live_on_the_environment_alone(served: Served, algorithm: str) -> None:
    program = [sys.executable, str(SESSION), *([algorithm] if algorithm == "v2" else [])]
    done = serving.sandbox(served.state_file, "run", "--account", "user", "--", *program)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    made = seen["made"]
    assert seen["account"] == ACCOUNTS["user"]
    assert seen["vpc"][:2] == ["Available", "网络 + 1&2=%"]
    assert IPv6Network(seen["vpc"][2]).prefixlen == 56
    assert seen["eni"] == ["Available", "test-eni-ipv6-1", [made["group"]]]
    assert len(seen["ipv6"]) == 1
    assert seen["public"] == [*seen["ipv6"], "Public", 7]
    assert (seen["tags"], seen["renamed"]) == ({"team": "net"}, "renamed")
    assert seen["refused"] == [400, "DependencyViolation.VSwitch"]
    assert seen["gone"] == [404, "InvalidVpcId.NotFound"]
    log = "\n".join(served.log())
    assert all(identifier in log for identifier in made.values())
    assert "action=Vpc.DeleteVpc" in log


@pytest.mark.parametrize("style", STYLES)
def test_a_request_in_every_style_is_accepted_with_any_text_in_it(served: Served, wire: Wire, style: str) -> None:
    status, made = wire.send(STYLES[style](served.key(), {"Description": NASTY, "RegionId": "cn-beijing"}))
    assert status == 200
    _, read = serving.call(served, "DescribeVpcAttribute", VpcId=made["VpcId"])
    assert read["Description"] == NASTY


@pytest.mark.parametrize("style", STYLES)
def test_a_wrong_signature_is_refused_with_the_service_s_codes(served: Served, wire: Wire, style: str) -> None:
    key, sign = served.key(), STYLES[style]
    before = count(served)
    wrong_secret = Key(key.account, key.user, key.user_id, key.key_id, served.key("user").secret)
    status, answer = wire.send(sign(wrong_secret, {}))
    assert (status, answer["Code"]) == (400, "SignatureDoesNotMatch")
    status, answer = wire.send(sign(Key("", "", "", "LTAInobody", key.secret), {}))
    assert (status, answer["Code"]) == (404, "InvalidAccessKeyId.NotFound")
    assert (answer["HostId"], "RequestId" in answer) == (VPC_HOST, True)
    signed = sign(key, {"CidrBlock": "10.0.0.0/8"})
    changed = SignedRequest(signed.method, "/", {**signed.query, "VpcName": "other"}, {}, signed.headers, signed.body)
    status, answer = wire.send(changed)
    assert (status, answer["Code"]) == (400, "SignatureDoesNotMatch")
    assert count(served) == before


def test_an_unsigned_request_is_refused(served: Served, wire: Wire) -> None:
    for method in ("GET", "POST"):
        status, answer = wire.send_raw(method, {**CREATE, "Format": "JSON"}, {}, b"")
        assert (status, answer["Code"]) == (400, "MissingParameter")
        assert "AccessKeyId" in answer["Message"]


def test_an_unknown_action_is_answered_in_plain_words_and_logged_without_its_name(served: Served, wire: Wire) -> None:
    status, answer = wire.send(acs3(served.key(), (VPC_VERSION, "CreateNatGateway"), {}, host=VPC_HOST))
    assert (status, answer["Code"]) == (404, "InvalidAction.NotFound")
    assert answer["Message"].startswith("The sandbox has no action CreateNatGateway")
    assert "account=resource action=? ids=- result=404/InvalidAction.NotFound" in served.log()[-1]


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b'{"CidrBlock": "10.0.0.0/8"}', "InvalidParameter.ContentType"),
        ("application/octet-stream", b"CidrBlock=10.0.0.0/8", "InvalidParameter.ContentType"),
        ("application/x-www-form-urlencoded", b"VpcName=\xff\xfe", "InvalidParameter"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    served: Served, wire: Wire, content_type: str, body: bytes, code: str
) -> None:
    request = version1(served.key(), CREATE)
    before = count(served)
    status, answer = wire.send(replace(request, headers={"content-type": content_type}, body=body))
    assert (status, answer["Code"]) == (400, code)
    assert count(served) == before


@pytest.mark.parametrize("target", ["/?Action=%FF%FE&Version=x", "/?%00=%ZZ&Action=%ED%A0%80", "/?&&=&;", "/%FF?a=b=c"])
def test_bytes_that_are_no_text_are_refused_in_json(served: Served, target: str) -> None:
    signed = acs3(served.key(), (VPC_VERSION, "CreateVpc"), {}, host=VPC_HOST)
    headers = {name: value.encode() for name, value in signed.headers.items()}
    context = served.trust()
    with closing(http.client.HTTPSConnection("127.0.0.1", served.port, timeout=PATIENCE, context=context)) as raw:
        raw.set_tunnel(VPC_HOST, 443)
        for broken in (headers, {**headers, "x-acs-action": b"\xff\xfe"}):
            raw.request("POST", target, None, broken)
            answer = raw.getresponse()
            assert (answer.status, json.loads(answer.read())["Code"]) == (400, "SignatureDoesNotMatch")


def test_no_secret_is_in_the_log(served: Served, wire: Wire) -> None:
    password, user_data = "Sup3r-Secret-Pa55word", "IyEvYmluL3NoCmVjaG8gc2VjcmV0"
    values = {"Action": "RunInstances", "Version": serving.ECS_VERSION, "Password": password, "UserData": user_data}
    wire.send(version1(served.key(), {**values, "InstanceType": "ecs.g6.large"}))
    log = "\n".join(served.log())
    assert "action=Ecs.RunInstances" in log
    for secret in (password, user_data, *(text for who in ACCOUNTS for text in (served.key(who).secret,))):
        assert secret not in log


def test_what_is_secret_on_disk_is_the_owner_s_alone(served: Served) -> None:
    folder = served.state_file.folder
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    for name in ("state.db", "state.db-wal", "ca.key", "state.running.json"):
        assert modes[name] == 0o600, name


@pytest.mark.parametrize("page", ["hold", "reset", "nonsense", ""])
def test_the_sandbox_s_own_pages_need_its_token(served: Served, page: str) -> None:
    before = count(served)
    for headers in ({}, {"x-sandbox-token": ""}, {"x-sandbox-token": "wrong"}, {"x-sandbox-token": "ü"}):
        for method in ("GET", "POST"):
            assert own_page(served, method, page, headers) == 403
    assert count(served) == before


def test_a_page_that_is_not_there(served: Served) -> None:
    token = serving.until_running(served.state_file).token
    assert own_page(served, "GET", "nonsense", {"x-sandbox-token": token}) == 404
    assert own_page(served, "GET", "reset", {"x-sandbox-token": token}) == 404


def test_a_second_sandbox_on_the_same_state_says_so_and_ends(served: Served) -> None:
    done = serving.sandbox(served.state_file, "serve")
    assert done.returncode == 1
    assert done.stderr == (
        f"alicloud-sandbox: another sandbox serves {served.state_file.path};"
        " stop it, or name another file with --state\n"
    )
    assert serving.call(served, "DescribeVpcs")[0] == 200


def test_a_port_in_use_is_named(served: Served, tmp_path: Path) -> None:
    other = StateFile(tmp_path / "other.db")
    done = serving.sandbox(other, "serve", "--port", str(served.port))
    assert done.returncode == 1
    assert str(served.port) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_and_everything_is_kept(tmp_path: Path, signal: str) -> None:
    with serving.serve(tmp_path) as first:
        _, made = serving.call(first, "CreateVpc")
        subprocess.run(["kill", f"-{signal.removeprefix('SIG')}", str(first.process.pid)], check=True)
        assert first.process.wait(timeout=PATIENCE) == 0
        assert first.state_file.running() is None
    with serving.serve(tmp_path) as second:
        assert serving.call(second, "DescribeVpcAttribute", VpcId=made["VpcId"])[0] == 200


def count(served: Served) -> int:
    """How many VPCs there are."""
    return int(serving.call(served, "DescribeVpcs")[1]["TotalCount"])


def own_page(served: Served, method: str, page: str, headers: dict[str, str]) -> int:
    """The status of one of the sandbox's own pages."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        connection.putrequest(method, f"/_sandbox/{page}")
        for name, value in headers.items():
            connection.putheader(name, value.encode())
        connection.endheaders()
        return connection.getresponse().status
