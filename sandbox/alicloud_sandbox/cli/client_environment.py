"""The environment variables that point any Alibaba Cloud client at a running sandbox."""

import os
import secrets
import string
from pathlib import Path

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.gateway.tls import CERTIFICATE
from alicloud_sandbox.iam.keyring import Key

_PASSWORD_SETTING = "login-password"  # noqa: S105 (the name of a setting)

#: Variables that would take precedence over the sandbox's keys, or name another account.
UNSET = (
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


def variables(state_file: StateFile, running: Running, key: Key, password: str) -> dict[str, str]:
    """Return proxy, certificate authority and credentials under every name that the provider, SDKs and tools read.

    The variables in `UNSET` must not be set beside them. Go programs read SSL_CERT_FILE on Linux and BSD only.
    """
    proxy = f"http://127.0.0.1:{running.port}"
    certificate = str(state_file.folder / CERTIFICATE)
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
        "ALIBABA_CLOUD_CA_BUNDLE": certificate,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_TRUST), os.environ.get("PYTHONPATH")))),
        "ALICLOUD_ACCESS_KEY": key.key_id,
        "ALICLOUD_SECRET_KEY": key.secret,
        "ALIBABA_CLOUD_ACCESS_KEY_ID": key.key_id,
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET": key.secret,
        "ALIBABA_CLOUD_ACCOUNT_TYPE": "Domestic",
        "ECS_LOGIN_PASSWORD": password,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PIP_RETRIES": "1",  # pip shows the refusal with a retry only, and makes five with growing pauses
    }


def make_login_password(store: Store) -> None:
    """Generate the login password for instances, once for each state file."""
    if store.setting(_PASSWORD_SETTING) is None:
        random = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20))
        store.set_setting(_PASSWORD_SETTING, f"Aa1-{random}")


def login_password(store: Store) -> str:
    """Return the login password for instances; the process that serves the state file has generated it."""
    return store.setting(_PASSWORD_SETTING) or ""
