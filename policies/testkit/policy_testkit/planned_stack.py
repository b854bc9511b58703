"""A planned stack: the resources of a program with inputs, parents, providers and dependencies.

    plan = PlannedStack()
    vswitch = plan.resource("alicloud:vpc/switch:Switch", "vsw", {"vpcId": UNKNOWN})
    plan.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", {"vswitchId": vswitch.id})

The same program on `PlannedStack(exists=True)` is a preview after an update, with all outputs known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .property_values import Output, resolved, sources

Inputs = Mapping[str, object]
"""Inputs by their names in the Pulumi schema, such as `vswitchId`."""

PROVIDER = "pulumi:providers:"
"""The prefix of provider types."""

_STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True, eq=False)
class PlannedResource:
    """A resource of a planned stack."""

    type: str
    name: str
    urn: str
    inputs: dict[str, object]
    """As resource policies receive them, with `UNKNOWN` for unknown values."""
    outputs: dict[str, object]
    """Outputs besides those that follow from the inputs."""
    exists: bool
    """Whether an earlier update created the resource."""
    changes: bool = False
    """Whether the resource exists and is to be updated in place."""
    custom: bool = True
    """False for components, which have no provider and no id."""
    parent: PlannedResource | None = None
    provider: PlannedResource | None = None
    dependencies: dict[str, list[PlannedResource]] = field(default_factory=dict)
    """By property: the resources that its value comes from."""
    depends_on: list[PlannedResource] = field(default_factory=list)
    """All resources that it depends on, including those of its properties."""
    protect: bool = False
    ignore_changes: tuple[str, ...] = ()

    @property
    def id(self) -> Output:
        """The id, as an input of another resource: `<name>-id` unless `outputs` contains one."""
        return self.output("id", f"{self.name}-id")

    def output(self, name: str, value: object) -> Output:
        """Return an output as an input of another resource; once known it is that in `outputs`, else `value`."""
        return Output(self, self.outputs.get(name, value))


class PlannedStack:
    """The resources of a stack, in the order of their registration."""

    def __init__(
        self,
        *,
        exists: bool = False,
        changes: bool = False,
        project: str = "project",
        stack: str = "dev",
        defaults: Mapping[str, Inputs] | None = None,
    ) -> None:
        """Create an empty stack.

        `exists`: an earlier update created all resources. `changes`: all are to be updated in place, unless a resource
        overrides it. `defaults`: the inputs of default providers by package, such as
        `{"alicloud": {"region": "cn-beijing"}}`.
        """
        self.exists = exists
        self.changes = changes
        self.project = project
        self.stack = stack
        self.resources: list[PlannedResource] = []
        self._defaults = defaults or {}
        self._providers: dict[str, PlannedResource] = {}
        self._urns: set[str] = set()
        self.root = self.component(_STACK, f"{project}-{stack}")

    def resource(
        self,
        resource_type: str,
        name: str,
        inputs: Inputs | None = None,
        *,
        outputs: Inputs | None = None,
        parent: PlannedResource | None = None,
        provider: PlannedResource | None = None,
        dependencies: Mapping[str, Sequence[PlannedResource]] | None = None,
        depends_on: Sequence[PlannedResource] = (),
        changes: bool | None = None,
        protect: bool = False,
        ignore_changes: Sequence[str] = (),
    ) -> PlannedResource:
        """Add a custom resource.

        `inputs` may contain `UNKNOWN`, `secret(...)` and outputs of other planned resources, which become dependencies
        of the property; `dependencies` adds further ones. Resource policies receive the inputs, stack policies the
        outputs of `engine_messages.outputs`; `outputs` adds to these or replaces them, including `id`. `changes`: the
        resource exists and is to be updated in place. The default `provider` is the shared one of the package.
        """
        edges = _edges(inputs or {}, dependencies or {})
        return self._add(
            PlannedResource(
                type=resource_type,
                name=name,
                urn=self._urn(resource_type, name, parent),
                inputs=self._resolved(inputs),
                outputs=self._resolved(outputs),
                exists=self.exists,
                changes=self.changes if changes is None else changes,
                parent=parent or self.root,
                provider=provider or self._default_provider(resource_type),
                dependencies=edges,
                depends_on=list(dict.fromkeys([*depends_on, *(one for found in edges.values() for one in found)])),
                protect=protect,
                ignore_changes=tuple(ignore_changes),
            )
        )

    def component(
        self,
        component_type: str,
        name: str,
        inputs: Inputs | None = None,
        *,
        outputs: Inputs | None = None,
        parent: PlannedResource | None = None,
    ) -> PlannedResource:
        """Add a component, without provider and id; stack policies receive only its registered `outputs`."""
        urn = self._urn(component_type, name, parent)
        above = None if component_type == _STACK else parent or self.root
        seen = self._resolved(outputs)
        values = self._resolved(inputs)
        return self._add(
            PlannedResource(component_type, name, urn, values, seen, self.exists, custom=False, parent=above)
        )

    def provider(self, package: str, name: str, inputs: Inputs | None = None) -> PlannedResource:
        """Add an explicit provider, such as `plan.provider("alicloud", "owner", {"region": "cn-beijing"})`."""
        urn = self._urn(PROVIDER + package, name, None)
        edges = _edges(inputs or {}, {})
        values = self._resolved(inputs)
        return self._add(
            PlannedResource(
                PROVIDER + package, name, urn, values, {}, self.exists, parent=self.root, dependencies=edges
            )
        )

    def _default_provider(self, resource_type: str) -> PlannedResource | None:
        package = resource_type.partition(":")[0]
        if package == "pulumi":
            return None
        if package not in self._providers:
            self._providers[package] = self.provider(package, "default", self._defaults.get(package))
        return self._providers[package]

    def _resolved(self, values: Inputs | None) -> dict[str, object]:
        return {key: resolved(value, exists=self.exists) for key, value in (values or {}).items()}

    def _add(self, planned: PlannedResource) -> PlannedResource:
        if planned.urn in self._urns:
            raise ValueError(f"duplicate URN {planned.urn}; resource names must be unique.")
        self._urns.add(planned.urn)
        self.resources.append(planned)
        return planned

    def _urn(self, resource_type: str, name: str, parent: PlannedResource | None) -> str:
        above = "" if parent is None or parent.type == _STACK else parent.urn.split("::")[2] + "$"
        return f"urn:pulumi:{self.stack}::{self.project}::{above}{resource_type}::{name}"


def _edges(inputs: Inputs, more: Mapping[str, Iterable[PlannedResource]]) -> dict[str, list[PlannedResource]]:
    keys = [*inputs, *(key for key in more if key not in inputs)]
    found = {key: list(dict.fromkeys([*sources(inputs.get(key)), *more.get(key, ())])) for key in keys}
    return {key: resources for key, resources in found.items() if resources}
