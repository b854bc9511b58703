from alicloud_rules.limits import cross_account_same_zone, eni_same_vpc


def test_the_vpcs_of_eni_and_instance_must_agree_unless_granted() -> None:
    assert eni_same_vpc.check("vpc-1", "vpc-1") is None
    assert "vpc-1" in str(eni_same_vpc.check("vpc-1", "vpc-2"))
    assert eni_same_vpc.check("vpc-1", "vpc-2", granted=True) is None


def test_the_zones_must_agree_with_the_sentence_of_the_other_limit() -> None:
    assert eni_same_vpc.check_zone("cn-beijing-h", "cn-beijing-h") is None
    violation = eni_same_vpc.check_zone("cn-beijing-h", "cn-beijing-g")
    assert violation is not None
    assert violation.rule == "eni-same-vpc"
    assert str(violation) == str(cross_account_same_zone.check("cn-beijing-h", "cn-beijing-g"))


def test_vpcs_that_share_a_name_differ_all_the_same() -> None:
    assert "VPC web" in str(eni_same_vpc.different_vpcs("web", "web"))
