"""What other languages see of the components: Pulumi infers it from their types and the texts beside them."""

import ast
from pathlib import Path

import pytest
from pulumi.provider.experimental.analyzer import Analyzer, AnalyzeResult, ComponentDefinition

import alicloud_ipv6
from alicloud_ipv6.plugin.served import components

PACKAGE = Path(alicloud_ipv6.__file__).parent


@pytest.fixture(scope="module")
def schema() -> AnalyzeResult:
    return Analyzer("alicloud-ipv6").analyze(components())


def required(component: ComponentDefinition) -> set[str]:
    return {name for name, found in component.inputs.items() if not found.optional}


def test_the_components_and_what_they_require(schema: AnalyzeResult) -> None:
    assert {name: required(found) for name, found in schema["component_definitions"].items()} == {
        "CrossAccountEniAttachment": {"way", "networkInterfaceId", "instanceId"},
        "CrossAccountRole": {"trustedAccountId"},
        "Ipv6PublicBandwidth": {
            "networkInterfaceId",
            "ipv6Addresses",
            "ipv6AddressIds",
            "ipv6AddressCount",
            "publicBandwidth",
        },
        "Ipv6Vpc": set(),
        "Ipv6SecondaryEni": set(),
        "Ipv6Instance": {"instanceType", "imageId", "vswitchId", "securityGroupIds"},
        "Ipv6GuestSetup": {"instanceId", "ipv6Addresses"},
    }


def test_nested_types_require_only_what_has_no_default(schema: AnalyzeResult) -> None:
    found = {
        name: {key for key, one in definition.properties.items() if not one.optional}
        for name, definition in schema["type_definitions"].items()
        if definition.enum is None
    }
    assert found == {
        "AssumedRoleArgs": {"roleArn"},
        "EniSecurityGroupArgs": {"vpcId"},
        "VswitchArgs": set(),
        "Ipv6RuleArgs": set(),
        "PublicBandwidthArgs": {"ipv6GatewayId", "bandwidthMbps"},
    }


def test_everything_is_described(schema: AnalyzeResult) -> None:
    described = {name: one.description for name, one in schema["component_definitions"].items()}
    described |= {name: one.description for name, one in schema["type_definitions"].items()}
    for name, one in schema["component_definitions"].items():
        described |= {f"{name}.{key}": found.description for key, found in {**one.inputs, **one.outputs}.items()}
    for name, definition in schema["type_definitions"].items():
        described |= {f"{name}.{key}": found.description for key, found in definition.properties.items()}
    assert len(described) > 50
    assert [name for name, text in described.items() if not text] == []


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_annotations_are_types_and_not_texts(module: Path) -> None:
    """The inference cannot read annotations that `from __future__ import annotations` turned into texts."""
    imports = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.ImportFrom)]
    assert "__future__" not in {node.module for node in imports}


def test_all_public_names_can_be_loaded() -> None:
    assert all(getattr(alicloud_ipv6, name).__name__ == name for name in alicloud_ipv6.__all__)
