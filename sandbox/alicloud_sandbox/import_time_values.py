"""Values that libraries take from the environment when they are imported, set for the environment of now.

Behind a proxy the official SDKs trust certifi's bundle, and the default credential chain knows the keys that the
environment had when `alibabacloud_credentials` was imported. A test that changes the environment changes these, too.
"""

import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_CREDENTIALS = "alibabacloud_credentials.utils.auth_util"


def update(monkeypatch: "pytest.MonkeyPatch", variables: Mapping[str, str]) -> None:
    """Set the values in the libraries that are installed, until `monkeypatch` is undone."""
    certificate = variables["SSL_CERT_FILE"]
    for target, value in (
        ("certifi.where", lambda: certificate),
        ("certifi.core.where", lambda: certificate),
        ("requests.utils.DEFAULT_CA_BUNDLE_PATH", certificate),
        ("requests.adapters.DEFAULT_CA_BUNDLE_PATH", certificate),
        (f"{_CREDENTIALS}.environment_access_key_id", variables["ALIBABA_CLOUD_ACCESS_KEY_ID"]),
        (f"{_CREDENTIALS}.environment_access_key_secret", variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]),
        (f"{_CREDENTIALS}.environment_security_token", None),
        (f"{_CREDENTIALS}.environment_credentials_uri", None),
    ):
        if importlib.util.find_spec(target.partition(".")[0]):
            monkeypatch.setattr(target, value)
