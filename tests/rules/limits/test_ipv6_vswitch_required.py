import pytest

from alicloud_rules.limits import ipv6_vswitch_required


@pytest.mark.parametrize("nothing", [None, ""])
def test_vswitch_and_vpc_both_need_an_ipv6_block(nothing: str | None) -> None:
    assert ipv6_vswitch_required.check("2001:db8::/64", "2001:db8::/56") is None
    assert "vSwitch" in str(ipv6_vswitch_required.check(nothing, "2001:db8::/56"))
    assert "VPC" in str(ipv6_vswitch_required.check("2001:db8::/64", nothing))
