"""What is told, in the policies' config, about things that live outside the stack; by their ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .nodes import Eni, Gateway, Group, Host, Membership, Role, Vpc, Vswitch
from .record import Record
from .values import ZERO, Count, Ref, Unknown, exactly, unknown

Facts = Mapping[str, Mapping[str, Any]]
"""By id (of a security group in the stack also by its name), what is told; OUTSIDE_SCHEMA says what can be."""

OUTSIDE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "description": "What is known of things outside the stack, by their ids",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "vpcId": {"type": "string", "description": "Of a vSwitch or IPv6 gateway: its VPC"},
            "vSwitchId": {"type": "string", "description": "Of an ENI or instance: its vSwitch"},
            "zoneId": {"type": "string", "description": "Of a vSwitch: its zone"},
            "ipv6": {"type": "boolean", "description": "Of a VPC or vSwitch: whether it has an IPv6 block"},
            "ipv6Masks": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0, "maximum": 255},
                "description": "Of a VPC: the IPv6 masks of its vSwitches outside the stack",
            },
            "instanceType": {"type": "string", "description": "Of an instance: its type"},
            "maxSize": {
                "type": "integer",
                "minimum": 0,
                "description": "Of a scaling group: the most instances it has",
            },
            "secondaryEnis": {
                "type": "integer",
                "minimum": 0,
                "description": "Of an instance: its secondary ENIs outside the stack",
            },
            "instanceId": {"type": "string", "description": "Of an ENI: its instance; an empty text when it has none"},
            "ipv6AddressCount": {"type": "integer", "minimum": 0, "description": "Of an ENI: its IPv6 addresses"},
            "granted": {"type": "boolean", "description": "Of an ENI: whether its owner granted InstanceAttach"},
            "securityGroupType": {"enum": ["normal", "enterprise"], "description": "Of a security group"},
            "members": {
                "type": "integer",
                "minimum": 0,
                "description": "Of a security group, by id or by its name in the stack: private addresses in it that "
                "are not in the stack, or ENIs where it is an advanced group",
            },
        },
    },
}


@dataclass(frozen=True)
class Outside:
    """Makes the nodes that the stack refers to and does not have."""

    facts: Facts = field(default_factory=dict)
    key_of: Callable[[str], str] = str
    """Gives the key of what has this id: the stack may have it."""

    def vpc(self, key: str, urn: str) -> Vpc:
        """Return a VPC."""
        told = self._told(key)
        return Vpc(
            key=key,
            urn=urn,
            label=f"VPC {key}",
            ipv6=told.get("ipv6", _untold("ipv6", f"VPC {key}")),
            masks=tuple(int(mask) for mask in told.get("ipv6Masks", ())),
        )

    def vswitch(self, key: str, urn: str) -> Vswitch:
        """Return a vSwitch."""
        told, label = self._told(key), f"vSwitch {key}"
        return Vswitch(
            key=key,
            urn=urn,
            label=label,
            vpc=self._ref(told, "vpcId", label),
            zone=told.get("zoneId", _untold("zoneId", label)),
            ipv6=told.get("ipv6", _untold("ipv6", label)),
            mask=None,
        )

    def group(self, key: str, urn: str) -> Group:
        """Return a security group."""
        told, label = self._told(key), f"security group {key}"
        kind = told.get("securityGroupType", _untold("securityGroupType", label))
        return Group(key=key, urn=urn, label=label, type=kind, outside=int(told.get("members", 0)))

    def grown(self, group: Group, record: Record) -> Group:
        """Return a group of the stack with its members outside the stack, told under its URN, its name or its id."""
        names = (record.urn, record.label.rpartition(" ")[2], record.id or "")
        told = next((self.facts[name] for name in names if name in self.facts), {})
        return replace(group, outside=int(told.get("members", 0)))

    def host(self, key: str, urn: str) -> Host:
        """Return an instance."""
        told, label = self._told(key), f"instance {key}"
        return replace(
            self.some_host(key, urn, label, _untold("instanceType", label)),
            types=(told.get("instanceType", _untold("instanceType", label)),),
            vswitch=self._ref(told, "vSwitchId", label),
            interfaces=exactly(int(told.get("secondaryEnis", 0))),
        )

    @staticmethod
    def some_host(key: str, urn: str, label: str, why: Unknown) -> Host:
        """Return an instance of which nothing is known, not even which it is."""
        return Host(
            key=key,
            urn=urn,
            label=label,
            types=(why,),
            amount=exactly(1),
            vswitch=Ref(open=why),
            zone=None,
            provider=None,
        )

    def eni(self, key: str, urn: str) -> Eni:
        """Return an ENI; it is taken to have no IPv6 addresses but those told and those that the stack assigns."""
        told, label = self._told(key), f"ENI {key}"
        return replace(
            self.some_eni(key, urn, label, _untold("instanceId", label)),
            vswitch=self._ref(told, "vSwitchId", label),
            ipv6=exactly(int(told.get("ipv6AddressCount", 0))),
            granted=bool(told.get("granted", False)),
            attached=bool(told["instanceId"]) if "instanceId" in told else _untold("instanceId", label),
        )

    @staticmethod
    def some_eni(key: str, urn: str, label: str, why: Unknown) -> Eni:
        """Return an ENI of which nothing is known, not even which it is."""
        return Eni(
            key=key,
            urn=urn,
            label=label,
            role=Role.OUTSIDE,
            vswitch=Ref(open=why),
            groups=Membership(),
            ipv6=Count(0, None, why.missing),
            ipv4=ZERO,
            provider=None,
            region=why,
            managed=False,
            granted=why,
            attached=why,
        )

    def most_instances(self, key: str) -> Count:
        """Return how many instances a scaling group makes, none or more."""
        label = f"scaling group {key}"
        most = self._told(key).get("maxSize")
        if most is None:
            return Count(0, None, _untold("maxSize", label).missing)
        return Count(0, int(most), frozenset({f"number of instances in {label}"}))

    def instance_of(self, eni: str) -> str | None:
        """Return the key of the instance that an ENI outside the stack is told to be on."""
        told = self._told(eni).get("instanceId")
        return self.key_of(told) if told else None

    def gateway(self, key: str, urn: str) -> Gateway:
        """Return an IPv6 gateway."""
        label = f"IPv6 gateway {key}"
        return Gateway(key=key, urn=urn, label=label, vpc=self._ref(self._told(key), "vpcId", label))

    def _told(self, key: str) -> Mapping[str, Any]:
        return self.facts.get(key, {})

    def _ref(self, told: Mapping[str, Any], name: str, label: str) -> Ref:
        where = f"{name} of {label}"
        if name not in told:
            return Ref(open=_untold(name, label), input=where)
        return Ref((self.key_of(told[name]),), input=where)


def _untold(name: str, label: str) -> Unknown:
    return unknown(f"{name} of {label}, which is outside the stack")
