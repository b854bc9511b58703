"""Accounts and their keys."""

import re
from pathlib import Path

import pytest

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam import callers
from alicloud_sandbox.iam.keyring import ACCOUNTS, ADMIN, OPERATOR, ROOT, Keyring
from tests.sandbox.conftest import Cloud


def test_every_account_has_a_root_and_an_administrator() -> None:
    keys = Keyring.load(Store(":memory:")).keys.values()
    assert {(key.account, key.user) for key in keys} == {
        *((account, user) for account in ACCOUNTS.values() for user in (ROOT, ADMIN)),
        (ACCOUNTS["user"], OPERATOR),
    }
    assert all(re.fullmatch(r"\d{16}", account) for account in ACCOUNTS.values())


def test_keys_are_drawn_for_each_state_file_and_stay(tmp_path: Path) -> None:
    first = Keyring.load(Store(tmp_path / "a.db"))
    again = Keyring.load(Store(tmp_path / "a.db"))
    other = Keyring.load(Store(tmp_path / "b.db"))
    assert first == again
    secrets = [key.secret for ring in (first, other) for key in ring.keys.values()]
    assert len(set(secrets)) == len(secrets) == 2 * len(first.keys)
    assert not first.keys.keys() & other.keys.keys()
    assert all(re.fullmatch(r"LTAI[A-Za-z0-9]{20}", key_id) for key_id in first.keys)
    assert all(re.fullmatch(r"[A-Za-z0-9]{30}", secret) for secret in secrets)


def test_a_key_is_found_by_account_and_user() -> None:
    ring = Keyring.load(Store(":memory:"))
    assert ring.of("resource") == ring.of("resource/admin")
    assert (ring.of("user/root").account, ring.of("user/root").user) == (ACCOUNTS["user"], ROOT)
    for unknown in ("", "nobody", "resource/nobody", ACCOUNTS["resource"]):
        with pytest.raises(ValueError, match=r"resource, resource/root, user, user/root"):
            ring.of(unknown)


def test_callers_are_shown_as_sts_shows_them(cloud: Cloud) -> None:
    user = cloud.sts("GetCallerIdentity")
    assert (user["AccountId"], user["IdentityType"]) == (ACCOUNTS["resource"], "RAMUser")
    assert user["Arn"] == f"acs:ram::{ACCOUNTS['resource']}:user/{ADMIN}"
    root = cloud.by("user/root").sts("GetCallerIdentity")
    assert (root["AccountId"], root["IdentityType"]) == (ACCOUNTS["user"], "Account")
    assert root["Arn"] == f"acs:ram::{ACCOUNTS['user']}:root"
    assert root["UserId"] == root["PrincipalId"] == ACCOUNTS["user"]
    assert user["UserId"] == user["PrincipalId"] != ACCOUNTS["resource"]


def test_a_caller_knows_no_secret() -> None:
    key = Keyring.load(Store(":memory:")).of("resource")
    assert key.secret not in repr(callers.of_key(key))
