"""The sandbox's certificate authority."""

import ssl
import stat
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.tls import Authority

HOST = "ecs.cn-beijing.aliyuncs.com"


def handshake(authority: Authority, trusted: Path, name: str) -> None:
    """A TLS handshake in memory, by a client that trusts one file and asks for one name."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = ssl.create_default_context(cafile=str(trusted)).wrap_bio(to_client, to_server, server_hostname=name)
    server = authority.context(HOST).wrap_bio(to_server, to_client, server_side=True)
    sides = [client, server]
    while sides:
        for side in list(sides):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            sides.remove(side)


def test_a_client_that_trusts_it_believes_the_host_and_no_other(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    handshake(authority, authority.certificate, HOST)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(authority, authority.certificate, "vpc.cn-beijing.aliyuncs.com")


def test_it_is_made_once_for_each_folder(tmp_path: Path) -> None:
    first = Authority(tmp_path)
    certificate = first.certificate.read_bytes()
    again = Authority(tmp_path)
    assert again.certificate.read_bytes() == certificate
    handshake(again, first.certificate, HOST)
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(other, first.certificate, HOST)


def test_its_key_is_the_owner_s_alone(tmp_path: Path) -> None:
    Authority(tmp_path)
    assert stat.S_IMODE((tmp_path / "ca.key").stat().st_mode) == 0o600
    assert b"PRIVATE" not in (tmp_path / "ca.pem").read_bytes()
