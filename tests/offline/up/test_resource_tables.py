"""The tables of resource types, held against the provider's Python package and against the sandbox's actions."""

import importlib
import inspect

import pytest

from alicloud_offline.up.resource_tables import RESOURCE_TABLES, ResourceTable
from alicloud_sandbox.core.actions import PRODUCTS
from alicloud_sandbox.gateway import products

VERSIONS = {product.name: product.version for product in PRODUCTS}


def properties(token: str) -> set[str]:
    """The input properties of a resource type, in the spelling on the wire."""
    module, _, name = token.partition("/")
    classes = importlib.import_module(f"pulumi_alicloud.{module.removeprefix('alicloud:')}")
    arguments = getattr(classes, f"{name.partition(':')[2]}Args")
    return {_wire(parameter) for parameter in inspect.signature(arguments.__init__).parameters if parameter != "self"}


def _wire(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


@pytest.mark.parametrize(("token", "table"), RESOURCE_TABLES.items(), ids=list(RESOURCE_TABLES))
def test_its_properties_are_the_providers(token: str, table: ResourceTable) -> None:
    assert set(table.inputs) <= properties(token)


@pytest.mark.parametrize(("token", "table"), RESOURCE_TABLES.items(), ids=list(RESOURCE_TABLES))
def test_its_parameters_are_the_actions(token: str, table: ResourceTable) -> None:
    action = products.ACTIONS[VERSIONS[table.product], table.create]
    declared = set(action.params.__struct_encode_fields__)
    wanted = {parameter.partition(".")[0] for parameter in table.inputs.values()}
    assert wanted | ({"ClientToken"} if table.token else set()) <= declared
    assert table.read is None or (VERSIONS[table.product], table.read.action) in products.ACTIONS
