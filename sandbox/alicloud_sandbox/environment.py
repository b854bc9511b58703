"""The environment that points any Alibaba Cloud client at a running sandbox."""

import os
import secrets
import string
from pathlib import Path

from alicloud_sandbox.accounts import Key
from alicloud_sandbox.state import Place, Running
from alicloud_sandbox.store import Store
from alicloud_sandbox.tls import CERTIFICATE

_PASSWORD_SETTING = "login-password"  # noqa: S105 (a setting's name)

#: What would outweigh the sandbox's keys, or name another account, where somebody also works with the real cloud.
WITHOUT = (
    "ALICLOUD_SECURITY_TOKEN",
    "ALIBABA_CLOUD_SECURITY_TOKEN",
    "ALIBABACLOUD_SECURITY_TOKEN",
    "ALICLOUD_PROFILE",
    "ALIBABA_CLOUD_PROFILE",
    "ALICLOUD_CREDENTIALS_URI",
    "ALIBABA_CLOUD_CREDENTIALS_URI",
    "ALICLOUD_ACCOUNT_ID",
    "ALIBABA_CLOUD_ACCOUNT_ID",
    "ALICLOUD_ECS_ROLE_NAME",
    "ALIBABA_CLOUD_ECS_METADATA",
)

_TRUST = Path(__file__).parent / "trust"


def variables(place: Place, running: Running, key: Key, password: str) -> dict[str, str]:
    """Proxy, certificate authority and credentials, under every name that the provider, the SDKs and tools read.

    They take the place of what is set, and the variables in :data:`WITHOUT` must not be set beside them.
    Go programs read SSL_CERT_FILE on Linux and BSD only.
    """
    proxy = f"http://127.0.0.1:{running.port}"
    certificate = str(place.folder / CERTIFICATE)
    return {
        "HTTPS_PROXY": proxy,
        "https_proxy": proxy,
        "HTTP_PROXY": proxy,
        "http_proxy": proxy,
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "SSL_CERT_FILE": certificate,
        "REQUESTS_CA_BUNDLE": certificate,
        "CURL_CA_BUNDLE": certificate,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_TRUST), os.environ.get("PYTHONPATH")))),
        "ALICLOUD_ACCESS_KEY": key.key_id,
        "ALICLOUD_SECRET_KEY": key.secret,
        "ALIBABA_CLOUD_ACCESS_KEY_ID": key.key_id,
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET": key.secret,
        "ALIBABA_CLOUD_ACCOUNT_TYPE": "Domestic",
        "ECS_LOGIN_PASSWORD": password,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }


def login_password(store: Store) -> str:
    """A login password for instances in this sandbox, drawn once for each state file."""
    password = store.setting(_PASSWORD_SETTING)
    if password is None:
        random = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20))
        password = f"Aa1-{random}"
        store.set_setting(_PASSWORD_SETTING, password)
    return password
