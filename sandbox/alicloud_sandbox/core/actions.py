"""The registry of API actions: the handler, parameters, resources and evidence of each."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from types import EllipsisType
from typing import Any

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import Resources

Answer = dict[str, Any]
Handler = Callable[[Call, Any], Answer]
Event = Callable[[Call, str], None]


class Evidence(Enum):
    """The source of a behaviour: the vendor's pages, the code of the provider or an SDK, or our deduction."""

    DOCUMENTED = "documented"
    SEEN = "seen in the provider"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Action:
    """One API action. `note` adds to the evidence, or says what the sandbox leaves out.

    `resources` are those that policies decide about; `resources_assumed` marks them as our deduction, for lack of an
    authorization table.
    """

    product: str
    version: str
    name: str
    params: type[Params]
    handler: Handler
    evidence: Evidence
    note: str
    resources: Resources
    resources_assumed: bool
    regional: bool
    parameters_in_codes: bool
    """Whether the codes of missing and invalid parameters name the parameter."""
    unsigned: bool
    """Whether requests are not signed: the action checks who calls."""

    @property
    def idempotent(self) -> bool:
        """Whether the action takes a ClientToken."""
        return "client_token" in self.params.__struct_fields__

    @property
    def dry_run(self) -> bool:
        """Whether the action takes DryRun."""
        return "dry_run" in self.params.__struct_fields__

    @property
    def file(self) -> str:
        """The path of the handler's file, from the folder of the package on."""
        return f"{self.handler.__module__.replace('.', '/')}.py"


class Product:
    """A product in one API version; its modules register their actions and events with the decorators."""

    def __init__(self, name: str, version: str, *, regional: bool = True, parameters_in_codes: bool = False) -> None:
        """Create the product `name` as in RPC requests (`Ecs`); resources of a `regional` product lie in regions."""
        self.name = name
        self.parameters_in_codes = parameters_in_codes
        self.version = version
        self.regional = regional
        self.actions: dict[str, Action] = {}
        self.events: dict[str, Event] = {}

    def action(
        self,
        name: str,
        evidence: Evidence,
        note: str = "",
        *,
        resources: Resources | EllipsisType = ...,
        assumed_resources: Resources | EllipsisType = ...,
        unsigned: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Register `handler(call, p) -> answer`; the annotation of `p` declares the parameters.

        Exactly one of `resources` (documented) and `assumed_resources` must be given.
        """
        given = [one for one in (resources, assumed_resources) if not isinstance(one, EllipsisType)]
        if len(given) != 1:
            raise TypeError(f"{name} needs either resources or assumed_resources")

        def register(handler: Handler) -> Handler:
            self.actions[name] = Action(
                product=self.name,
                version=self.version,
                name=name,
                params=inspect.get_annotations(handler)["p"],
                handler=handler,
                evidence=evidence,
                note=note,
                resources=given[0],
                resources_assumed=resources is ...,
                regional=self.regional,
                parameters_in_codes=self.parameters_in_codes,
                unsigned=unsigned,
            )
            return handler

        return register

    def event(self, name: str) -> Callable[[Event], Event]:
        """Register the handler of the transition `name`, called with the entity's id when its time has come."""

        def register(handler: Event) -> Event:
            self.events[name] = handler
            return handler

        return register


ECS = Product("Ecs", "2014-05-26")
VPC = Product("Vpc", "2016-04-28", parameters_in_codes=True)
RAM = Product("Ram", "2015-05-01", regional=False)
STS = Product("Sts", "2015-04-01", regional=False)
RESOURCE_MANAGER = Product("ResourceManager", "2020-03-31", regional=False)
LOCATION = Product("Location", "2015-06-12")
BILLING = Product("BssOpenApi", "2017-12-14")

PRODUCTS = (ECS, VPC, RAM, STS, RESOURCE_MANAGER, LOCATION, BILLING)
