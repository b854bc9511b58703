from alicloud_rules.instance_types import READ_ON
from alicloud_rules.limits import unknown_instance_type


def test_a_type_that_the_catalogue_lacks_is_named_with_the_catalogues_date() -> None:
    assert unknown_instance_type.check("ecs.g6.large") is None
    violation = unknown_instance_type.check("ecs.none.large")
    assert "ecs.none.large" in str(violation) and str(READ_ON) in str(violation)
