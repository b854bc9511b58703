from alicloud_rules.limits import DOCUMENTED, TODAY, no_ipv6_at_eni_creation


def test_ipv6_at_creation_is_forbidden_only_in_the_documented_set() -> None:
    assert no_ipv6_at_eni_creation.check(0, DOCUMENTED) is None
    assert no_ipv6_at_eni_creation.check(1, TODAY) is None
    violation = no_ipv6_at_eni_creation.check(3, DOCUMENTED)
    assert violation is not None
    assert violation.rule == "no-ipv6-at-eni-creation"
    assert "3" in str(violation)
