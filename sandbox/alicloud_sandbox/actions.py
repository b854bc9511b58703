"""The table of actions: which product, version and name a handler answers, and on what evidence it behaves so."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from alicloud_sandbox.call import Call
from alicloud_sandbox.params import Params

Answer = dict[str, Any]
Handler = Callable[[Call, Any], Answer]
Event = Callable[[Call, str], None]


class Evidence(Enum):
    """Where a behaviour comes from: the vendor's pages, the provider's or an SDK's source, or our own deduction."""

    DOCUMENTED = "documented"
    SEEN = "seen in the provider"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Action:
    """One API action. ``note`` says what the evidence is, or what the sandbox leaves out."""

    product: str
    version: str
    name: str
    params: type[Params]
    handler: Handler
    evidence: Evidence
    note: str
    regional: bool = True

    @property
    def idempotent(self) -> bool:
        """Whether the action takes a ClientToken."""
        return "client_token" in self.params.__struct_fields__

    @property
    def dry_run(self) -> bool:
        """Whether the action takes DryRun."""
        return "dry_run" in self.params.__struct_fields__


class Product:
    """A product of one API version; its modules register their actions and events with the decorators."""

    def __init__(self, name: str, version: str, *, regional: bool = True) -> None:
        """``name`` as in RPC requests (``Ecs``), ``version`` its API version; what is ``regional`` lies in regions."""
        self.name = name
        self.version = version
        self.regional = regional
        self.actions: dict[str, Action] = {}
        self.events: dict[str, Event] = {}

    def action(self, name: str, evidence: Evidence, note: str = "") -> Callable[[Handler], Handler]:
        """Register ``handler(call, params) -> answer``; the annotation of ``params`` declares the parameters."""

        def register(handler: Handler) -> Handler:
            params = inspect.get_annotations(handler)["p"]
            self.actions[name] = Action(self.name, self.version, name, params, handler, evidence, note, self.regional)
            return handler

        return register

    def event(self, name: str) -> Callable[[Event], Event]:
        """Register what happens when the transition ``name`` of one entity is over."""

        def register(handler: Event) -> Event:
            self.events[name] = handler
            return handler

        return register


ECS = Product("Ecs", "2014-05-26")
VPC = Product("Vpc", "2016-04-28")
RAM = Product("Ram", "2015-05-01", regional=False)
STS = Product("Sts", "2015-04-01", regional=False)
LOCATION = Product("Location", "2015-06-12")
BILLING = Product("BssOpenApi", "2017-12-14")

PRODUCTS = (ECS, VPC, RAM, STS, LOCATION, BILLING)
