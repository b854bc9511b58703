"""The environment of a command. Not proved here: that the provider reads it (tests/engine does)."""

import stat
from pathlib import Path

from sandbox.accounts import Keyring
from sandbox.environment import foreign, login_password, variables
from sandbox.state import Place, Running
from sandbox.store import Store


def test_a_callers_own_credentials_and_endpoints_do_not_reach_the_command() -> None:
    own = {
        "ALICLOUD_PROFILE": "work",
        "ALIBABA_CLOUD_SECURITY_TOKEN": "t",
        "ALICLOUD_SECURITY_TOKEN": "t",
        "ALIBABACLOUD_ACCESS_KEY_ID": "k",
        "ALICLOUD_ASSUME_ROLE_ARN": "r",
        "ALIBABA_CLOUD_ROLE_ARN": "r",
        "ALIBABA_CLOUD_ECS_METADATA": "m",
        "ALIBABA_CLOUD_ENDPOINT_ECS": "e",
        "ECS_ENDPOINT": "e",
        "ALL_PROXY": "p",
    }
    kept = {"ALICLOUD_REGION": "cn-beijing", "ALICLOUD_SANDBOX_STATE": "s", "PATH": "/bin", "HOME": "/root"}
    assert foreign({**own, **kept}) == sorted(own)


def test_every_client_finds_the_proxy_the_authority_and_the_keys(tmp_path: Path) -> None:
    place, store = Place.of(str(tmp_path / "s" / "state.db")), Store(":memory:")
    key = Keyring.load(store).of("user")
    found = variables(place, Running(1, 4567, "t"), key, "p")
    assert {found[name] for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY")} == {"http://127.0.0.1:4567"}
    assert {found[name] for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")} == {str(place.folder / "ca.pem")}
    assert found["ALICLOUD_ACCESS_KEY"] == found["ALIBABA_CLOUD_ACCESS_KEY_ID"] == key.key_id
    assert found["ALICLOUD_SECRET_KEY"] == found["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] == key.secret
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700


def test_the_login_password_is_drawn_once_for_each_state() -> None:
    one, other = Store(":memory:"), Store(":memory:")
    assert login_password(one) == login_password(one) != login_password(other)
