from alicloud_rules.limits import plain_secret


def test_a_plain_credential_is_named() -> None:
    assert plain_secret.check("password", secret=True) is None
    assert "Its password" in str(plain_secret.check("password", secret=False))
