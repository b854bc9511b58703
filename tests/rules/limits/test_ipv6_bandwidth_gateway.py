from alicloud_rules.limits import ipv6_bandwidth_gateway


def test_bandwidth_needs_a_gateway() -> None:
    assert ipv6_bandwidth_gateway.check("vpc-1", "ipv6gw-1") is None
    assert "vpc-1" in str(ipv6_bandwidth_gateway.check("vpc-1", None))


def test_a_gateway_of_another_vpc_names_the_right_one() -> None:
    violation = ipv6_bandwidth_gateway.other_gateway("vpc-1", "ipv6gw-1").with_note("The gateway given is ipv6gw-2.")
    assert str(violation) == (
        "The address is in VPC vpc-1, whose IPv6 gateway is ipv6gw-1. The gateway given is ipv6gw-2."
    )
    assert violation.allowed == "ipv6gw-1"
