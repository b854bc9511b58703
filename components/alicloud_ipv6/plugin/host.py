"""Makes components for programs in other languages."""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi

from ..version import PACKAGE, VERSION
from ._plugin_internals import ComponentProvider, ConstructResult
from .arguments import make_args
from .served import components


class Host(ComponentProvider):
    """The SDK's host of components, which also makes the dataclasses that they take, and serves the given schema."""

    def __init__(self, schema: str) -> None:
        super().__init__(components(), PACKAGE, None, VERSION)
        self.schema = schema

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: Mapping[str, Any],
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Make the component; raise an error that names an invalid input."""
        self.validate_resource_type(PACKAGE, resource_type)
        kind = resource_type.rpartition(":")[2]
        definition, component = self._component_defs[kind], self._components[kind]
        args_kind = component.__init__.__annotations__["args"]
        make: Callable[..., pulumi.ComponentResource] = component
        args = make_args(args_kind, (definition.inputs, definition.inputs_mapping), self._type_defs, inputs)
        made = make(name, args, options)
        return ConstructResult(made.urn, self.get_state(made, definition))
