"""The proxy: Alibaba Cloud's hosts end here, every other host is refused."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_sandbox.gateway.proxy import is_alibaba_cloud
from tests.sandbox.serving import ECS_HOST, ECS_VERSION, VPC_HOST, Served, Wire, serve
from tests.sandbox.signing import acs3, version1
from tests.waiting import PATIENCE

ADVICE = "The sandbox reaches only *.aliyuncs.com: install packages and modules before, outside the sandbox"
DESCRIBE = {"Action": "DescribeRegions", "Version": ECS_VERSION}

FOREIGN = [
    "example.com",
    "aliyuncs.com",
    ".aliyuncs.com",
    "evilaliyuncs.com",
    "ecs.aliyuncs.com.example.com",
    "ecs.aliyuncs.com.",
    "ecs..aliyuncs.com",
    "-ecs.aliyuncs.com",
    "ecs/.aliyuncs.com",
    "ecs_x.aliyuncs.com",
    "ecs.aliyuncs.com@example.com",
    "127.0.0.1",
    "[::1]",
    "100.100.100.200",
    "localhost",
    "example.org",
    f"{'a' * 64}.aliyuncs.com",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("proxy")) as running:
        yield running
        assert running.process.poll() is None


def exchange(served: Served, *parts: bytes, hang_up: bool = False) -> bytes:
    """Everything that comes back until the connection is closed."""
    with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
        for part in parts:
            connection.sendall(part)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
        return received


def works(served: Served) -> bool:
    """Whether the sandbox still answers."""
    with closing(Wire(served, ECS_HOST)) as wire:
        return wire.send(version1(served.key(), DESCRIBE))[0] == 200


def test_hosts_of_alibaba_cloud() -> None:
    for host in (ECS_HOST, VPC_HOST, "sts.aliyuncs.com", "ECS.CN-Beijing.AliyunCS.com", "ecs-cn-hangzhou.aliyuncs.com"):
        assert is_alibaba_cloud(host)
    assert not [host for host in FOREIGN if is_alibaba_cloud(host)]


@given(st.text(max_size=40))
def test_any_other_text_is_no_host(text: str) -> None:
    assert not is_alibaba_cloud(text)
    assert not is_alibaba_cloud(f"{ECS_HOST}{text}/")


@pytest.mark.parametrize("host", FOREIGN)
def test_a_tunnel_to_another_host_is_refused(served: Served, host: str) -> None:
    answer = exchange(served, f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.splitlines()[0].decode() == f"HTTP/1.1 403 {ADVICE}"
    assert body.decode() == (
        f"{ADVICE}. It answers for Alibaba Cloud's API hosts on port 443 only, not for {host}:443.\n"
    )
    assert served.log()[-1].endswith(f"Z refused host={host}:443")


def test_a_host_that_cannot_be_printed_is_logged_as_unknown(served: Served) -> None:
    answer = exchange(served, b"CONNECT ex\x1b[31m\nample.com:443 HTTP/1.1\r\n\r\n")
    assert answer.endswith(b"not for ?.\n")
    assert served.log()[-1].endswith("Z refused host=?")


@pytest.mark.parametrize("target", [f"{ECS_HOST}:80", f"{ECS_HOST}:22", f"{ECS_HOST}:8443", ECS_HOST, f"{ECS_HOST}:"])
def test_a_tunnel_to_another_port_is_refused(served: Served, target: str) -> None:
    assert exchange(served, f"CONNECT {target} HTTP/1.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "http://127.0.0.1:22/", f"http://{ECS_HOST}:8080/", f"http://{ECS_HOST}.example.com/"],
)
def test_plain_http_to_another_host_or_port_is_refused(served: Served, url: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        connection.request("GET", url)
        answer = connection.getresponse()
        assert answer.status == 403
        assert answer.reason == ADVICE
        assert b"Alibaba Cloud's API hosts only, not for " in answer.read()


def test_a_foreign_target_is_refused_whatever_the_host_header_says(served: Served) -> None:
    answer = exchange(
        served, f"GET http://example.com/ HTTP/1.1\r\nHost: {ECS_HOST}\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.startswith(b"HTTP/1.1 403 ")


def test_plain_http_through_the_proxy_is_answered(served: Served) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        for _ in range(2):
            request = version1(served.key(), DESCRIBE, form=True)
            connection.request("POST", f"http://{ECS_HOST}/", request.body, dict(request.headers))
            answer = connection.getresponse()
            assert (answer.status, b"cn-beijing" in answer.read()) == (200, True)


def test_the_certificate_is_for_the_host_that_was_asked_for(served: Served) -> None:
    def talk(host: str, name: str, context: ssl.SSLContext) -> None:
        with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
            connection.sendall(f"CONNECT {host}:443 HTTP/1.1\r\n\r\n".encode())
            assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
            context.wrap_socket(connection, server_hostname=name).close()

    talk(ECS_HOST, ECS_HOST, served.trust())
    with pytest.raises(ssl.SSLCertVerificationError, match="match"):
        talk(ECS_HOST, VPC_HOST, served.trust())
    with pytest.raises(ssl.SSLCertVerificationError, match=r"self-signed|unable to get"):
        talk(ECS_HOST, ECS_HOST, ssl.create_default_context())
    assert works(served)


def test_one_tunnel_carries_many_requests(served: Served) -> None:
    key = served.key()
    with closing(Wire(served, ECS_HOST)) as wire:
        statuses = [wire.send(acs3(key, (ECS_VERSION, "DescribeRegions"), {}, host=ECS_HOST))[0] for _ in range(5)]
        statuses.append(wire.send(version1(key, DESCRIBE, method="GET"))[0])
    assert statuses == [200] * 6


def test_a_head_may_come_in_pieces(served: Served) -> None:
    head = f"CONNECT {ECS_HOST}:22 HTTP/1.1\r\nUser-Agent: x\r\n\r\n".encode()
    assert exchange(served, *(head[index : index + 1] for index in range(len(head)))).startswith(b"HTTP/1.1 403 ")


def test_an_endless_head_is_refused(served: Served) -> None:
    assert exchange(served, b"CONNECT " + b"x" * 20_000).startswith(b"HTTP/1.1 431 ")
    assert works(served)


@pytest.mark.parametrize(
    "garbage", [b"\r\n\r\n", b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET\r\n\r\n", b"X" * 100 + b"\r\n\r\n"]
)
def test_garbage_ends_in_an_error_and_nothing_else(served: Served, garbage: bytes) -> None:
    answer = exchange(served, garbage, hang_up=True)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
    assert works(served)


def test_no_tls_in_a_tunnel_ends_it(served: Served) -> None:
    with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
        connection.sendall(f"CONNECT {ECS_HOST}:443 HTTP/1.1\r\n\r\n".encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert b"200" not in connection.recv(1000)
    assert works(served)


def test_bytes_before_the_tunnel_is_open_are_refused(served: Served) -> None:
    answer = exchange(served, f"CONNECT {ECS_HOST}:443 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_stop_it(served: Served, noise: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)) as connection:
        connection.sendall(noise)
    assert works(served)
