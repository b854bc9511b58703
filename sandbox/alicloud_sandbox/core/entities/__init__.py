"""The records of the state: one type per kind of resource, with the links by which it can be found.

Only data is here; the rules are in the packages of the products (`services.ecs`, `services.vpc`).
"""

from alicloud_sandbox.core.entities.entity import Entity
from alicloud_sandbox.core.entities.interfaces import Eni, EniPermission, Rule, SecurityGroup
from alicloud_sandbox.core.entities.machines import Command, Disk, Instance, Invocation, KeyPair, Run
from alicloud_sandbox.core.entities.networks import EgressOnlyRule, Ipv6Address, Ipv6Gateway, RouteTable, Vpc, VSwitch
from alicloud_sandbox.core.entities.resource_groups import ResourceGroup

__all__ = [
    "RESOURCES",
    "Command",
    "Disk",
    "EgressOnlyRule",
    "Eni",
    "EniPermission",
    "Entity",
    "Instance",
    "Invocation",
    "Ipv6Address",
    "Ipv6Gateway",
    "KeyPair",
    "ResourceGroup",
    "RouteTable",
    "Rule",
    "Run",
    "SecurityGroup",
    "VSwitch",
    "Vpc",
]

#: The records that `alicloud-sandbox show` lists: everything that costs or blocks something in the cloud.
RESOURCES: tuple[type[Entity], ...] = (
    Vpc,
    VSwitch,
    Ipv6Gateway,
    SecurityGroup,
    Instance,
    Eni,
    EniPermission,
    Ipv6Address,
    EgressOnlyRule,
    Command,
)
