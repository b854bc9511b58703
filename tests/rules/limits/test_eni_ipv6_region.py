from dataclasses import replace

from alicloud_rules.limits import DOCUMENTED, TODAY, eni_ipv6_region


def test_only_five_regions_are_documented_and_none_is_refused_today() -> None:
    assert eni_ipv6_region.check("cn-huhehaote", DOCUMENTED) is None
    violation = eni_ipv6_region.check("cn-hangzhou", DOCUMENTED)
    assert violation is not None
    assert (violation.rule, violation.found) == ("eni-ipv6-region", "cn-hangzhou")
    assert "cn-hangzhou" in str(violation) and "cn-huhehaote" in str(violation)
    assert eni_ipv6_region.check("cn-hangzhou", TODAY) is None


def test_a_configured_region_list_is_enforced() -> None:
    numbers = replace(TODAY, eni_ipv6_regions=frozenset({"cn-hangzhou"}))
    assert eni_ipv6_region.check("cn-hangzhou", numbers) is None
    assert eni_ipv6_region.check("cn-beijing", numbers) is not None
