"""The environment that points any Alibaba Cloud client at a running sandbox."""

import os
import re
import secrets
import string
from collections.abc import Mapping
from pathlib import Path

from sandbox.accounts import Key
from sandbox.state import Place, Running
from sandbox.store import Store
from sandbox.tls import CERTIFICATE

_PASSWORD_SETTING = "login-password"  # noqa: S105 (a setting's name)

# Whoever a client would act as, or wherever it would go, without the sandbox: the caller's own settings for the cloud.
_FOREIGN = re.compile(
    r"(ALICLOUD|ALIBABA_CLOUD|ALIBABACLOUD)_(ACCESS_KEY|SECRET_KEY|SECURITY_TOKEN|PROFILE|ASSUME_ROLE|ROLE_|OIDC_"
    r"|CREDENTIALS|SHARED_CREDENTIALS|ECS_|ACCOUNT_|ENDPOINT)\w*|[A-Z0-9]+_ENDPOINT|ALL_PROXY|all_proxy"
)
_TRUST = Path(__file__).parent / "trust"


def variables(place: Place, running: Running, key: Key, password: str) -> dict[str, str]:
    """Proxy, certificate authority and credentials, under every name that the provider, the SDKs and tools read.

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


def foreign(environ: Mapping[str, str]) -> list[str]:
    """The variables that must not reach a command: other credentials, profiles, roles, endpoints and proxies."""
    return sorted(name for name in environ if _FOREIGN.fullmatch(name))


def login_password(store: Store) -> str:
    """A login password for instances in this sandbox, drawn once for each state file."""
    password = store.setting(_PASSWORD_SETTING)
    if password is None:
        random = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20))
        password = f"Aa1-{random}"
        store.set_setting(_PASSWORD_SETTING, password)
    return password
