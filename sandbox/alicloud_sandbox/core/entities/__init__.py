"""What the sandbox keeps: one typed record per resource, with the links it can be found by.

Only data lives here; the rules stand with the product that owns the record (``sandbox/vpc``, ``sandbox/ecs``).
"""

from alicloud_sandbox.core.entities.entity import Entity
from alicloud_sandbox.core.entities.interfaces import Eni, EniPermission, Rule, SecurityGroup
from alicloud_sandbox.core.entities.machines import Command, Disk, Instance, Invocation, Run
from alicloud_sandbox.core.entities.networks import EgressOnlyRule, Ipv6Address, Ipv6Gateway, RouteTable, Vpc, VSwitch

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
    "RouteTable",
    "Rule",
    "Run",
    "SecurityGroup",
    "VSwitch",
    "Vpc",
]

#: Everything that costs or blocks something in the cloud: what ``sandbox show`` lists, owners before what they hold.
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
