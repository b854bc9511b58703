from alicloud_rules.limits import eni_ipv6_instance_type


def test_a_type_without_ipv6_is_refused_by_name() -> None:
    assert eni_ipv6_instance_type.check("ecs.g6.large", 1) is None
    violation = eni_ipv6_instance_type.check("ecs.xn4.small", 0)
    assert violation is not None
    assert "ecs.xn4.small" in str(violation)
