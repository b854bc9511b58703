"""The settings of a policy, read from its config."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alicloud_rules import instance_types
from alicloud_rules.limits import DOCUMENTED, LimitSet, limit_set

from ..model.outside import Facts
from .flow_settings import FlowSpec, read_flows
from .policy_exemptions import Exemption, read_exemptions


@dataclass(frozen=True, slots=True)
class TypeNumbers:
    """The numbers of an instance type."""

    enis: int
    """EniQuantity: ENIs of one instance, including the primary one."""
    ipv6_per_eni: int
    """EniIpv6AddressQuantity; 0 means that the type does not support IPv6."""
    enis_and_members: int | None = None
    """EniTotalQuantity: ENIs of one instance, including the members of trunk ENIs; the catalogue does not have it."""


@dataclass(frozen=True)
class Settings:
    """The numbers in force, and the facts about things outside the stack."""

    limits: LimitSet = DOCUMENTED
    types: Mapping[str, TypeNumbers] = field(default_factory=dict)
    """Instance types from the config; they override the catalogue."""
    outside: Facts = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    flows: tuple[FlowSpec, ...] | None = None
    """The flows of a policy about them; None without the property."""

    def find_type(self, instance_type: str) -> TypeNumbers | None:
        """Return the numbers of an instance type; None when neither config nor catalogue has it."""
        if instance_type in self.types:
            return self.types[instance_type]
        found = instance_types.find(instance_type)
        return TypeNumbers(found.eni_quantity, found.ipv6_per_eni) if found else None


_LIMIT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "regions": ("eni_ipv6_regions",),
    "availableEniIpv6": ("available_eni_ipv6",),
    "attachedEniIpv6Cap": ("attached_eni_ipv6_cap",),
    "basicGroupIps": ("basic_group_ips",),
    "advancedGroupEnis": ("advanced_group_enis",),
    "allowed": ("ipv6_at_eni_creation", "ipv6_at_instance_creation"),
}
"""The fields of the limit set that a property replaces."""


def read_settings(config: Mapping[str, Any], known: tuple[str, ...]) -> Settings:
    """Return the settings of a policy's config, which satisfies the schemas of the `known` properties.

    ValueError names an unknown property, which the CLI accepts silently, a date that does not exist, or wrong ports.
    """
    if unknown := sorted(config.keys() - set(known)):
        raise ValueError(f"unknown property {unknown[0]!r}; expected one of: {', '.join(known)}.")
    replaced = {name: _value(config[key]) for key, names in _LIMIT_FIELDS.items() if key in config for name in names}
    return Settings(
        limits=replace(limit_set(config.get("limits", DOCUMENTED.name)), **replaced),
        types={name: _type_numbers(numbers) for name, numbers in config.get("instanceTypes", {}).items()},
        outside=config.get("outside", {}),
        exemptions=read_exemptions(config.get("exemptions", ())),
        flows=read_flows(config["flows"]) if "flows" in config else None,
    )


def _type_numbers(numbers: Mapping[str, Any]) -> TypeNumbers:
    total = numbers.get("eniTotalQuantity")
    return TypeNumbers(
        int(numbers["eniQuantity"]), int(numbers["eniIpv6AddressQuantity"]), None if total is None else int(total)
    )


def _value(value: Any) -> Any:  # noqa: ANN401 (of a property that satisfies its schema)
    """Return a list as a set, and a number, which the protocol sends as a float, as an integer."""
    if isinstance(value, bool):
        return value
    return frozenset(value) if isinstance(value, list) else int(value)
