import json
from pathlib import Path

import pytest

from alicloud_policies.model.credential_names import is_credential_name

_NAMES = json.loads(Path(__file__).with_name("credential_names.json").read_text("utf-8"))
CREDENTIALS, OTHERS = _NAMES["credentials"], _NAMES["others"]
"""Names from the schema of the alicloud provider, from public Helm charts and from container images, by meaning."""
MISSED = {"REDISCLI_AUTH", "SALT", "DATABASE_URL", "CONNECTION_STRING"}
"""Credentials whose names do not say so."""
FALSE = {"remoteRef.secretKey", "adminSecret"}
"""Names of secrets that look like secrets."""


def test_the_list_has_many_names_of_both_kinds() -> None:
    assert min(len(set(CREDENTIALS)), len(set(OTHERS))) > 120
    assert not set(CREDENTIALS) & set(OTHERS)


def test_which_credentials_are_missed_and_which_other_names_are_taken_for_one() -> None:
    assert {name for name in CREDENTIALS if not is_credential_name(name)} == MISSED
    assert {name for name in OTHERS if is_credential_name(name)} == FALSE


def test_at_most_one_name_in_twenty_five_is_judged_wrongly() -> None:
    assert len(MISSED) / len(CREDENTIALS) < 0.04
    assert len(FALSE) / len(OTHERS) < 0.02


@pytest.mark.parametrize(
    "name", ["dbPassword", "DB_PASSWORD", "db-password", "db.password", "project:dbPassword", "dbPassword2"]
)
def test_separators_and_capitals_do_not_matter(name: str) -> None:
    assert is_credential_name(name)
