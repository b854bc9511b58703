"""The environment that points clients at the sandbox."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alicloud_rules.passwords import check_password
from alicloud_sandbox.cli import client_environment
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.iam.keyring import Keyring
from tests.sandbox import serving

TRUST = Path(client_environment.__file__).parent / "trust"
RUNNING = Running(1, 4711, "token", "documented", "instant")
WHERE = "import certifi, certifi.core, requests.adapters as a; print(certifi.where(), a.DEFAULT_CA_BUNDLE_PATH)"


def variables(tmp_path: Path, who: str = "resource") -> dict[str, str]:
    key = Keyring.load(Store(tmp_path / "state.db")).of(who)
    return client_environment.variables(StateFile(tmp_path / "state.db"), RUNNING, key, "a password")


def test_every_client_finds_proxy_authority_and_keys(tmp_path: Path) -> None:
    found = variables(tmp_path, "user/root")
    key = Keyring.load(Store(tmp_path / "state.db")).of("user/root")
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        assert found[name] == "http://127.0.0.1:4711"
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "ALIBABA_CLOUD_CA_BUNDLE"):
        assert found[name] == str(tmp_path / "ca.pem")
    assert found["ALICLOUD_ACCESS_KEY"] == found["ALIBABA_CLOUD_ACCESS_KEY_ID"] == key.key_id
    assert found["ALICLOUD_SECRET_KEY"] == found["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] == key.secret
    assert "127.0.0.1" in found["NO_PROXY"].split(",")
    assert not found.keys() & set(client_environment.UNSET)


def test_a_python_path_that_is_set_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"/one{os.pathsep}/two")
    assert variables(tmp_path)["PYTHONPATH"].split(os.pathsep) == [str(TRUST), "/one", "/two"]
    monkeypatch.delenv("PYTHONPATH")
    assert variables(tmp_path)["PYTHONPATH"] == str(TRUST)


def test_the_login_password_is_drawn_once_for_each_state_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    client_environment.make_login_password(store)
    password = client_environment.login_password(store)
    for file, same in (("a.db", True), ("b.db", False)):
        other = Store(tmp_path / file)
        client_environment.make_login_password(other)
        assert client_environment.login_password(other)
        assert (client_environment.login_password(other) == password) is same
    assert check_password(password) is None
    assert check_password(password, windows=True) is None


def run(code: str, **more: str) -> str:
    """What some Python prints with the trust folder on its path."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**serving.environment(), **more},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_python_clients_with_a_bundle_of_their_own_trust_the_authority(tmp_path: Path) -> None:
    bundle = str(tmp_path / "ca.pem")
    assert run(WHERE, PYTHONPATH=str(TRUST), SSL_CERT_FILE=bundle) == f"{bundle} {bundle}\n"
    assert bundle not in run(WHERE, PYTHONPATH=str(TRUST))


def test_another_sitecustomize_still_runs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('mine')")
    path = os.pathsep.join((str(TRUST), str(tmp_path)))
    assert run("print('then')", PYTHONPATH=path, SSL_CERT_FILE="x") == "mine\nthen\n"


def test_the_folder_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(TRUST)
    (tmp_path / "sitecustomize.py").write_text("print('mine')")
    path = os.pathsep.join((str(tmp_path / "link"), str(tmp_path)))
    assert run("print('then')", PYTHONPATH=path, SSL_CERT_FILE="x") == "mine\nthen\n"


def test_a_python_without_certifi_starts(tmp_path: Path) -> None:
    (tmp_path / "certifi.py").write_text("raise ImportError")
    path = os.pathsep.join((str(TRUST), str(tmp_path)))
    assert run("print('fine')", PYTHONPATH=path, SSL_CERT_FILE="x") == "fine\n"
