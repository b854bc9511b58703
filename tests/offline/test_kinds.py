"""The tables of resource types, held against the provider's Python package and against the sandbox's actions."""

import importlib
import inspect

import pytest

from alicloud_offline.kinds import KINDS, Kind
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


@pytest.mark.parametrize(("token", "kind"), KINDS.items(), ids=list(KINDS))
def test_its_properties_are_the_providers(token: str, kind: Kind) -> None:
    assert set(kind.inputs) <= properties(token)


@pytest.mark.parametrize(("token", "kind"), KINDS.items(), ids=list(KINDS))
def test_its_parameters_are_the_actions(token: str, kind: Kind) -> None:
    action = products.ACTIONS[VERSIONS[kind.product], kind.create]
    declared = set(action.params.__struct_encode_fields__)
    wanted = {parameter.partition(".")[0] for parameter in kind.inputs.values()}
    assert wanted | ({"ClientToken"} if kind.token else set()) <= declared
    assert kind.read is None or (VERSIONS[kind.product], kind.read.action) in products.ACTIONS
