"""Schemas read from the provider's Python package."""

import pytest

from alicloud_offline.check.sdk_schemas import resource_schema


def test_a_schema_has_camel_case_names_and_required_properties() -> None:
    schema = resource_schema("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface")
    assert schema is not None
    assert {"securityGroupIds", "ipv6AddressCount"} < schema.types.keys()
    assert schema.required == {"vswitchId"}


def test_a_package_that_is_not_installed_has_no_schemas() -> None:
    assert resource_schema("nowhere:index:Thing") is None


def test_an_unknown_type_of_an_installed_package_is_an_error() -> None:
    with pytest.raises(KeyError, match="alicloud:vpc/swich:Swich"):
        resource_schema("alicloud:vpc/swich:Swich")
