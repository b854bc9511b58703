from alicloud_rules.limits import cross_account_same_zone


def test_the_zones_of_eni_and_instance_must_agree() -> None:
    assert cross_account_same_zone.check("cn-beijing-h", "cn-beijing-h") is None
    violation = cross_account_same_zone.check("cn-beijing-h", "cn-beijing-g")
    assert violation is not None
    assert "cn-beijing-h" in str(violation) and "cn-beijing-g" in str(violation)
