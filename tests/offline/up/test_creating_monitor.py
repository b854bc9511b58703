"""Properties as the API takes them; tests/offline/up/test_crossaccount.py creates whole stacks."""

from alicloud_offline.up.creating_monitor import plain
from tests.offline.secret_message import secret_value


def test_secrets_are_opened_and_integral_floats_are_integers() -> None:
    value = {"password": secret_value("x"), "mask": 7.0, "ratio": 0.5, "list": [secret_value({"size": 20.0})]}
    assert plain(value) == {"password": "x", "mask": 7, "ratio": 0.5, "list": [{"size": 20}]}
    assert isinstance(plain(value)["mask"], int)
