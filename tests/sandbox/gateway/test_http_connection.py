"""What is not HTTP, or never arrives: an answer in the API's format or an end, and nothing in the log."""

import gzip
import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from random import Random

import pytest

from tests.sandbox import serving
from tests.sandbox.serving import ECS_HOST, VPC_HOST, VPC_VERSION, Served, Wire, serve
from tests.sandbox.signing import acs3, version1
from tests.waiting import PATIENCE

CANARY = b"Canary7f3a9"
SHAPE = {"RequestId", "HostId", "Code", "Message"}
SHORT = (
    "from alicloud_sandbox.gateway import http_connection, proxy, sandbox_server;"
    " proxy._HEAD_SECONDS = 0.5; http_connection.IDLE_SECONDS = 0.5; sandbox_server._BODY_SECONDS = 0.5"
)
POST = b"POST / HTTP/1.1\r\nHost: " + VPC_HOST.encode() + b"\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"

NOT_ACCEPTED = {
    "no version": b"POST / " + CANARY + b"\r\n\r\n",
    "a bad header": POST + b"X\x00" + CANARY + b": \x01\r\n\r\n",
    "a bad method": b"\x16" + CANARY + b" / HTTP/1.1\r\n\r\n",
    "a bad port": b"POST / HTTP/1.1\r\nHost: " + VPC_HOST.encode() + b":99999" + CANARY + b"\r\n\r\n",
    "a bad length": POST + b"Content-Length: " + CANARY + b"\r\n\r\n",
    "two lengths": POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n" + CANARY,
    "a long line": POST + b"X: " + CANARY * 1000 + b"\r\n\r\n",
    "a bad chunk": POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n" + CANARY + b"\r\n",
    "bad gzip": POST + FORM + b"Content-Encoding: gzip\r\nContent-Length: 11\r\n\r\n" + CANARY,
    "a bomb": POST
    + FORM
    + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(gzip.compress(b"a" * 9**7))
    + gzip.compress(b"a" * 9**7),
    "another encoding": POST + FORM + b"Content-Encoding: " + CANARY + b"\r\nContent-Length: 1\r\n\r\nx",
    "two MiB": POST + FORM + b"Content-Length: 2097152\r\n\r\n" + b"a" * 2097152,
    "many parameters": POST + FORM + b"Content-Length: 60000\r\n\r\n" + b"a=1&" * 15_000,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("http"), before=SHORT) as running:
        yield running
        assert running.process.poll() is None


def tunnel(served: Served) -> ssl.SSLSocket:
    """A TLS connection to the API, without a request."""
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)
    connection.sendall(f"CONNECT {VPC_HOST}:443 HTTP/1.1\r\n\r\n".encode())
    assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
    return served.trust().wrap_socket(connection, server_hostname=VPC_HOST)


def exchange(served: Served, sent: bytes) -> bytes:
    """Everything that comes back until the connection is closed."""
    with closing(tunnel(served)) as connection:
        received = b""
        with suppress(OSError):  # it has answered already
            connection.sendall(sent)
        with suppress(OSError):
            while chunk := connection.recv(65_536):
                received += chunk
        return received


def check_error(received: bytes) -> int:
    """The status of an error in the API's format; it shows nothing of the request."""
    head, _, body = received.partition(b"\r\n\r\n")
    assert json.loads(body).keys() == SHAPE, received[:300]
    assert CANARY not in received
    assert b"Traceback" not in received
    return int(head.split(b" ")[1])


@pytest.mark.parametrize("name", NOT_ACCEPTED)
def test_an_error_has_the_api_s_format_and_nothing_of_it_is_logged(served: Served, name: str) -> None:
    status = check_error(exchange(served, NOT_ACCEPTED[name]))
    assert status == (413 if name == "two MiB" else 400)
    log = "\n".join(served.log())
    assert CANARY.decode() not in log
    assert "Traceback" not in log
    assert "result=500" not in log


@pytest.mark.parametrize("host", ["xn--a", "ab--cd", "xn--0"])
def test_a_name_that_idna_refuses_is_refused(served: Served, host: str) -> None:
    with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
        connection.sendall(f"CONNECT {host}.aliyuncs.com:443 HTTP/1.1\r\n\r\n".encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("start", [b"", b"CONNECT " + VPC_HOST.encode(), b"POST / HTTP/1.1\r\nHost"])
def test_an_unfinished_head_ends_in_time(served: Served, start: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
        connection.sendall(start)
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_an_unfinished_request_in_a_tunnel_ends_in_time(served: Served) -> None:
    assert exchange(served, POST) == b""
    unfinished = exchange(served, POST + FORM + b"Content-Length: 10\r\n\r\na=")
    assert check_error(unfinished) == 408


def test_unfinished_requests_stop_nobody(served: Served) -> None:
    with ExitStack() as stack:
        for _ in range(60):
            connection = socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)
            stack.enter_context(closing(connection)).sendall(b"POST / HTTP/1.1\r\n")
        assert serving.call(served, "DescribeVpcs")[0] == 200


@pytest.mark.slow
def test_random_requests_get_an_answer_or_an_end(served: Served) -> None:
    random = Random(1)
    parts = [*NOT_ACCEPTED.values(), POST, FORM, b"\r\n", b"GET /?a=%FF HTTP/1.0\r\n\r\n", b"OPTIONS * HTTP/1.1\r\n"]
    short = [part[:200] for part in parts]
    for _ in range(40):
        sent = b"".join(random.choice(short) for _ in range(random.randrange(1, 4)))
        cut = bytearray(sent[: random.randrange(1, len(sent) + 1)])
        cut[random.randrange(len(cut))] = random.randrange(256)
        received = exchange(served, bytes(cut) + b"\r\n\r\n")
        assert not received or received.startswith(b"HTTP/"), received[:200]
        assert b" 500 " not in received[:20]
        assert b"Traceback" not in received
    assert "defect" not in "\n".join(served.log())


def test_a_long_request_of_one_caller_is_ended(served: Served) -> None:
    many = {f"ResourceId.{number}": "vpc-1" for number in range(1, 900)}
    signed = version1(
        served.key(),
        {"Action": "TagResources", "Version": VPC_VERSION, "ResourceType": "V" * 60_000, **many},
        form=True,
    )
    with closing(Wire(served, VPC_HOST)) as wire:
        started = time.monotonic()
        status, _ = wire.send(signed)
        assert status == 400
        assert time.monotonic() - started < PATIENCE / 4


@pytest.mark.slow
@pytest.mark.parametrize("style", ["version 1", "ACS3"])
def test_a_nonce_counts_once_also_after_a_restart(tmp_path_factory: pytest.TempPathFactory, style: str) -> None:
    folder = tmp_path_factory.mktemp("nonce")
    with serve(folder) as first:
        key = first.key()
        describe = {"Action": "CreateVpc", "Version": VPC_VERSION}
        v1, v3 = version1(key, describe), acs3(key, (VPC_VERSION, "CreateVpc"), {}, host=VPC_HOST)
        signed = v1 if style == "version 1" else v3
        with closing(Wire(first, VPC_HOST)) as wire:
            assert wire.send(signed)[0] == 200
            status, answer = wire.send(signed)
            assert (status, answer["Code"]) == (400, "SignatureNonceUsed")
        first.process.kill()
        first.process.wait()
    with serve(folder) as second, closing(Wire(second, VPC_HOST)) as wire:
        status, answer = wire.send(signed)
        assert (status, answer["Code"]) == (400, "SignatureNonceUsed")
        assert serving.call(second, "DescribeVpcs")[1]["TotalCount"] == 1


def test_the_host_of_another_tunnel_is_answered_as_such(served: Served) -> None:
    other = POST.replace(VPC_HOST.encode(), ECS_HOST.encode())
    head, _, body = exchange(served, other + b"Connection: close\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert ECS_HOST.encode() in body
