"""Schemas read from the provider's Python package."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pulumi
import pulumi_alicloud
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


def resource_classes() -> Iterator[Any]:
    for package in pkgutil.iter_modules(pulumi_alicloud.__path__):
        module = importlib.import_module(f"pulumi_alicloud.{package.name}")
        getattr(module, "anything", None)  # The SDK loads a module at the first use of a name in it.
        for name in dir(module) if package.ispkg else ():
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, pulumi.CustomResource) and hasattr(found, "pulumi_type"):
                yield found


@pytest.mark.slow
def test_every_resource_of_the_sdk_has_its_own_properties() -> None:
    classes = list(resource_classes())
    assert len(classes) > 1000
    for found in classes:
        schema = resource_schema(found.pulumi_type)
        assert schema is not None
        getters = {name.replace("_", "").lower() for name in dir(found)}
        assert {name.lower() for name in schema.types} <= getters, found.pulumi_type


@pytest.mark.parametrize(
    ("token", "required"),
    [
        ("alicloud:cs/kubernetesAddon:KubernetesAddon", {"clusterId"}),
        ("alicloud:oss/bucketVersioning:BucketVersioning", {"bucket"}),
        (
            "alicloud:vpc/trafficMirrorFilterEgressRule:TrafficMirrorFilterEgressRule",
            {"destinationCidrBlock", "priority", "protocol", "sourceCidrBlock", "trafficMirrorFilterId"},
        ),
    ],
)
def test_args_of_another_name_are_found(token: str, required: set[str]) -> None:
    schema = resource_schema(token)
    assert schema is not None and schema.required == required
