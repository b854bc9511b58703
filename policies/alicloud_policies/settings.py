"""What a limit is configured with, beyond its enforcement level."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alicloud_rules import instance_types
from alicloud_rules.limits import DOCUMENTED, LimitSet, limit_set

from .exemptions import EXEMPTIONS_SCHEMA, Exemption, read_exemptions
from .plan.outside import OUTSIDE_SCHEMA, Facts


@dataclass(frozen=True, slots=True)
class TypeNumbers:
    """What an instance type allows."""

    enis: int
    """EniQuantity: ENIs of one instance, the primary one included."""
    ipv6_per_eni: int
    """EniIpv6AddressQuantity; 0 means that the type does not support IPv6."""


@dataclass(frozen=True)
class Settings:
    """The numbers in force, and what is told of the world outside the stack."""

    limits: LimitSet = DOCUMENTED
    types: Mapping[str, TypeNumbers] = field(default_factory=dict)
    """Instance types told in the config; they go before the catalogue."""
    outside: Facts = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()

    def find_type(self, instance_type: str) -> TypeNumbers | None:
        """Return what an instance type allows; None when neither config nor catalogue has it."""
        if instance_type in self.types:
            return self.types[instance_type]
        found = instance_types.find(instance_type)
        return TypeNumbers(found.eni_quantity, found.ipv6_per_eni) if found else None


_NUMBER: Mapping[str, Any] = {"type": "integer", "minimum": 0}

LIMITS_SCHEMA: Mapping[str, Any] = {
    "enum": ["documented", "today"],
    "default": "documented",
    "description": "Whose numbers hold: the best-practice page's, or those of Alibaba Cloud's pages in 2026",
}
TYPES_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "description": "Instance types that the catalogue does not have, or has wrong, by id",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "required": ["eniQuantity", "eniIpv6AddressQuantity"],
        "properties": {
            "eniQuantity": {**_NUMBER, "description": "ENIs of one instance, the primary one included"},
            "eniIpv6AddressQuantity": {**_NUMBER, "description": "IPv6 addresses of one ENI"},
        },
    },
}

OVERRIDES: Mapping[str, Mapping[str, Any]] = {
    "regions": {
        "type": "array",
        "items": {"type": "string"},
        "description": "The regions where secondary ENIs have IPv6, in place of the documented ones",
    },
    "availableEniIpv6": {**_NUMBER, "description": "IPv6 addresses that an ENI in state Available can have"},
    "attachedEniIpv6Cap": {
        **_NUMBER,
        "description": "IPv6 addresses that an attached ENI can have, whatever more its instance type allows",
    },
    "basicGroupIps": {**_NUMBER, "description": "Private addresses in one basic security group"},
    "advancedGroupEnis": {**_NUMBER, "description": "ENIs in one advanced security group"},
    "allowed": {"type": "boolean", "description": "Whether it is allowed after all"},
}
"""The properties that replace single numbers of the limit set."""

SHARED: Mapping[str, Mapping[str, Any]] = {
    "limits": LIMITS_SCHEMA,
    "instanceTypes": TYPES_SCHEMA,
    "outside": OUTSIDE_SCHEMA,
    "exemptions": EXEMPTIONS_SCHEMA,
}


def schema_of(names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return the JSON schema of the properties with these names."""
    return {name: dict({**SHARED, **OVERRIDES}[name]) for name in names}


def read_settings(config: Mapping[str, Any]) -> Settings:
    """Return the settings of one policy's config, which fits its schema; ValueError where that cannot tell."""
    types = config.get("instanceTypes", {})
    return Settings(
        limits=_overridden(limit_set(config.get("limits", DOCUMENTED.name)), config),
        types={
            name: TypeNumbers(int(numbers["eniQuantity"]), int(numbers["eniIpv6AddressQuantity"]))
            for name, numbers in types.items()
        },
        outside=config.get("outside", {}),
        exemptions=read_exemptions(config.get("exemptions", ())),
    )


def _overridden(limits: LimitSet, config: Mapping[str, Any]) -> LimitSet:
    regions, allowed = config.get("regions"), config.get("allowed")
    cap = config.get("attachedEniIpv6Cap")
    return replace(
        limits,
        eni_ipv6_regions=limits.eni_ipv6_regions if regions is None else frozenset(regions),
        available_eni_ipv6=int(config.get("availableEniIpv6", limits.available_eni_ipv6)),
        attached_eni_ipv6_cap=limits.attached_eni_ipv6_cap if cap is None else int(cap),
        basic_group_ips=int(config.get("basicGroupIps", limits.basic_group_ips)),
        advanced_group_enis=int(config.get("advancedGroupEnis", limits.advanced_group_enis)),
        ipv6_at_eni_creation=limits.ipv6_at_eni_creation if allowed is None else allowed,
        ipv6_at_instance_creation=limits.ipv6_at_instance_creation if allowed is None else allowed,
    )
