"""A program as policies see it: resources with their inputs, parents, providers and dependencies, said plainly.

    plan = Plan()
    vswitch = plan.resource("alicloud:vpc/switch:Switch", "vsw", {"vpcId": UNKNOWN})
    plan.resource("alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni", {"vswitchId": vswitch.id})

The same program, built on `Plan(exists=True)`, is a plan after an update: every output is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .values import Output, resolved, sources

Inputs = Mapping[str, object]
"""Inputs by their names in Pulumi's schema, such as `vswitchId`."""

PROVIDER = "pulumi:providers:"
"""What the type of every provider begins with."""

_STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True, eq=False)
class Planned:
    """One resource of a plan."""

    type: str
    name: str
    urn: str
    inputs: dict[str, object]
    """As resource policies see them, unknowns as UNKNOWN."""
    outputs: dict[str, object]
    """What the plan says of the outputs, beyond what follows from the inputs."""
    exists: bool
    """Whether the resource was made by an earlier update."""
    changes: bool = False
    """Whether the resource, which exists, is to be changed in place."""
    custom: bool = True
    """False for components, which have no provider and no id."""
    parent: Planned | None = None
    provider: Planned | None = None
    dependencies: dict[str, list[Planned]] = field(default_factory=dict)
    """By property: the resources its value comes from."""
    depends_on: list[Planned] = field(default_factory=list)
    """All the resources it depends on, those of its properties among them."""
    protect: bool = False
    ignore_changes: tuple[str, ...] = ()

    @property
    def id(self) -> Output:
        """The resource's id, to be an input of another: `<name>-id` unless the plan gave one."""
        return self.output("id", f"{self.name}-id")

    def output(self, name: str, value: object) -> Output:
        """An output, to be an input of another resource: once known it is what the plan gave it, else `value`."""
        return Output(self, self.outputs.get(name, value))


class Plan:
    """A stack's resources, in the order in which the program registers them."""

    def __init__(
        self,
        *,
        exists: bool = False,
        changes: bool = False,
        project: str = "project",
        stack: str = "dev",
        defaults: Mapping[str, Inputs] | None = None,
    ) -> None:
        """Start a plan; `exists` says that all its resources were made by an earlier update.

        `changes` says that all of them are to be changed in place, where a resource does not say otherwise.
        `defaults` are the inputs of default providers by package, such as `{"alicloud": {"region": "cn-beijing"}}`.
        """
        self.exists = exists
        self.changes = changes
        self.project = project
        self.stack = stack
        self.resources: list[Planned] = []
        self._defaults = defaults or {}
        self._providers: dict[str, Planned] = {}
        self._urns: set[str] = set()
        self.root = self.component(_STACK, f"{project}-{stack}")

    def resource(
        self,
        resource_type: str,
        name: str,
        inputs: Inputs | None = None,
        *,
        outputs: Inputs | None = None,
        parent: Planned | None = None,
        provider: Planned | None = None,
        dependencies: Mapping[str, Sequence[Planned]] | None = None,
        depends_on: Sequence[Planned] = (),
        changes: bool | None = None,
        protect: bool = False,
        ignore_changes: Sequence[str] = (),
    ) -> Planned:
        """Add a custom resource; `changes` says that one that exists is to be changed in place.

        `inputs` may hold UNKNOWN, `secret(...)` and outputs of other planned resources, which become dependencies of
        that property by themselves; `dependencies` adds more. Resource policies see the inputs, stack policies what
        the engine then has as outputs (see `views`); `outputs` adds to these or replaces them, the `id` too. Without a
        `provider` the resource gets the default provider of its package, which all of them share.
        """
        edges = _edges(inputs or {}, dependencies or {})
        return self._add(
            Planned(
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
        parent: Planned | None = None,
    ) -> Planned:
        """Add a component: no provider, no id; stack policies see only its registered `outputs`."""
        urn = self._urn(component_type, name, parent)
        above = None if component_type == _STACK else parent or self.root
        seen = self._resolved(outputs)
        values = self._resolved(inputs)
        return self._add(Planned(component_type, name, urn, values, seen, self.exists, custom=False, parent=above))

    def provider(self, package: str, name: str, inputs: Inputs | None = None) -> Planned:
        """Add an explicit provider, such as `plan.provider("alicloud", "owner", {"region": "cn-beijing"})`."""
        urn = self._urn(PROVIDER + package, name, None)
        edges = _edges(inputs or {}, {})
        values = self._resolved(inputs)
        return self._add(
            Planned(PROVIDER + package, name, urn, values, {}, self.exists, parent=self.root, dependencies=edges)
        )

    def _default_provider(self, resource_type: str) -> Planned | None:
        package = resource_type.partition(":")[0]
        if package == "pulumi":
            return None
        if package not in self._providers:
            self._providers[package] = self.provider(package, "default", self._defaults.get(package))
        return self._providers[package]

    def _resolved(self, values: Inputs | None) -> dict[str, object]:
        return {key: resolved(value, exists=self.exists) for key, value in (values or {}).items()}

    def _add(self, planned: Planned) -> Planned:
        if planned.urn in self._urns:
            raise ValueError(f"The plan has two resources with the URN {planned.urn}; give one of them another name.")
        self._urns.add(planned.urn)
        self.resources.append(planned)
        return planned

    def _urn(self, resource_type: str, name: str, parent: Planned | None) -> str:
        above = "" if parent is None or parent.type == _STACK else parent.urn.split("::")[2] + "$"
        return f"urn:pulumi:{self.stack}::{self.project}::{above}{resource_type}::{name}"


def _edges(inputs: Inputs, more: Mapping[str, Iterable[Planned]]) -> dict[str, list[Planned]]:
    keys = [*inputs, *(key for key in more if key not in inputs)]
    found = {key: list(dict.fromkeys([*sources(inputs.get(key)), *more.get(key, ())])) for key in keys}
    return {key: resources for key, resources in found.items() if resources}
