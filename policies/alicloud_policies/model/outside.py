"""Nodes for things outside the stack, from the facts about them in the policies' config."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from alicloud_rules.three_valued import Unknown, unknown

from .counts import ONE, ZERO, Count, exactly
from .ipv6_blocks import AddedBlock, NamedBlock, blocks_of
from .nodes import Eni, Gateway, Group, Host, Membership, Role, Vpc, Vswitch
from .record import Record
from .refs import Ref

Facts = Mapping[str, Mapping[str, Any]]
"""Properties by id; of a security group in the stack also by name."""


@dataclass(frozen=True)
class Outside:
    """Creates the nodes that the stack refers to and does not contain."""

    facts: Facts = field(default_factory=dict)
    key_of: Callable[[str], str] = str
    """Returns the key of the node with an id."""

    def vpc(self, key: str, urn: str, added: Sequence[AddedBlock] = ()) -> Vpc:
        """Return a VPC; `added` are the IPv6 blocks that resources of the stack add to any VPC."""
        label, masks = f"VPC {key}", self.facts.get(key, {}).get("ipv6Masks", ())
        own = self._fact(key, "ipv6", label)
        blocks = blocks_of(key, own, unknown(f"ipv6CidrBlock of {label}, which is outside the stack"), added)
        return Vpc(key=key, urn=urn, label=label, blocks=blocks, masks=tuple(map(int, masks)), managed=False)

    def vswitch(self, key: str, urn: str) -> Vswitch:
        """Return a vSwitch."""
        label = f"vSwitch {key}"
        return Vswitch(
            key=key,
            urn=urn,
            label=label,
            vpc=self._ref(key, "vpcId", label),
            zone=self._fact(key, "zoneId", label),
            ipv6=self._fact(key, "ipv6", label),
            mask=None,
            block=NamedBlock(label),
        )

    def group(self, key: str, urn: str) -> Group:
        """Return a security group."""
        label = f"security group {key}"
        kind = self._fact(key, "securityGroupType", label)
        members, counted = self._integer(key, "members"), "members" in self.facts.get(key, {})
        return Group(key=key, urn=urn, label=label, type=kind, outside=members, counted=counted, managed=False)

    def with_members(self, group: Group, record: Record) -> Group:
        """Return a group of the stack with the members from the facts, which name it by URN, name or id."""
        names = (record.urn, record.label.rpartition(" ")[2], record.id or "")
        key = next((name for name in names if name in self.facts), "")
        return replace(group, outside=self._integer(key, "members"), counted="members" in self.facts.get(key, {}))

    def host(self, key: str, urn: str) -> Host:
        """Return an instance."""
        label = f"instance {key}"
        return replace(
            self.some_host(key, urn, label, _missing("instanceType", label)),
            types=(self._fact(key, "instanceType", label),),
            vswitch=self._ref(key, "vSwitchId", label),
            interfaces=exactly(self._integer(key, "secondaryEnis")),
        )

    @staticmethod
    def some_host(key: str, urn: str, label: str, reason: Unknown) -> Host:
        """Return an instance whose id and properties are unknown."""
        vswitch = Ref(undetermined=reason)
        return Host(
            key=key, urn=urn, label=label, types=(reason,), amount=ONE, vswitch=vswitch, zone=None, provider=None
        )

    def eni(self, key: str, urn: str) -> Eni:
        """Return an ENI; without a fact about its IPv6 addresses it has only those that the stack assigns."""
        label = f"ENI {key}"
        instance = self._fact(key, "instanceId", label)
        return replace(
            self.some_eni(key, urn, label, _missing("instanceId", label)),
            vswitch=self._ref(key, "vSwitchId", label),
            ipv6=exactly(self._integer(key, "ipv6AddressCount")),
            granted=bool(self.facts.get(key, {}).get("granted", False)),
            attached=instance if isinstance(instance, Unknown) else bool(instance),
        )

    @staticmethod
    def some_eni(key: str, urn: str, label: str, reason: Unknown) -> Eni:
        """Return an ENI whose id and properties are unknown."""
        return Eni(
            key=key,
            urn=urn,
            label=label,
            role=Role.OUTSIDE,
            vswitch=Ref(undetermined=reason),
            groups=Membership(),
            ipv6=Count(0, None, reason.missing),
            ipv4=ZERO,
            provider=None,
            region=reason,
            managed=False,
            granted=reason,
            attached=reason,
        )

    def prefix_list(self, key: str) -> list[str] | Unknown:
        """Return the blocks of a prefix list."""
        found = self._fact(key, "cidrs", f"prefix list {key}")
        return found if isinstance(found, Unknown) else list(found)

    def max_instances(self, key: str) -> Count:
        """Return how many instances a scaling group has: 0 up to its maximum."""
        label = f"scaling group {key}"
        maximum = self._fact(key, "maxSize", label)
        if isinstance(maximum, Unknown):
            return Count(0, None, maximum.missing)
        return Count(0, int(maximum), frozenset({f"number of instances in {label}"}))

    def instance_of(self, eni: str) -> str | None:
        """Return the key of the instance that has an ENI according to the facts."""
        instance = self.facts.get(eni, {}).get("instanceId")
        return self.key_of(instance) if instance else None

    def gateway(self, key: str, urn: str) -> Gateway:
        """Return an IPv6 gateway."""
        label = f"IPv6 gateway {key}"
        return Gateway(key=key, urn=urn, label=label, vpc=self._ref(key, "vpcId", label))

    def _fact(self, key: str, name: str, label: str) -> Any:  # noqa: ANN401 (a property of any type)
        return self.facts.get(key, {}).get(name, _missing(name, label))

    def _integer(self, key: str, name: str) -> int:
        return int(self.facts.get(key, {}).get(name, 0))

    def _ref(self, key: str, name: str, label: str) -> Ref:
        value, where = self._fact(key, name, label), f"{name} of {label}"
        return (
            Ref(undetermined=value, input=where)
            if isinstance(value, Unknown)
            else Ref((self.key_of(value),), None, where)
        )


def _missing(name: str, label: str) -> Unknown:
    return unknown(f"{name} of {label}, which is outside the stack")
