from alicloud_rules.limits import eni_attach_quota


def test_the_primary_eni_counts_against_the_eni_quota() -> None:
    assert eni_attach_quota.check(2, 2, "ecs.g6.large") is None
    violation = eni_attach_quota.check(3, 2, "ecs.g6.large")
    assert violation is not None
    assert (violation.rule, violation.found, violation.allowed) == ("eni-attach-quota", 3, 2)
    assert "ecs.g6.large" in str(violation) and "2" in str(violation) and "3" in str(violation)
