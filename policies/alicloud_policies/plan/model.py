"""The plan, and the questions that limits ask about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from alicloud_rules.regions import REGIONS, check_zone

from .credentials import Credential
from .nodes import (
    Assignment,
    Attachment,
    Bandwidth,
    Eni,
    Gateway,
    Group,
    Host,
    IngressRule,
    Permission,
    Role,
    Vpc,
    Vswitch,
)
from .values import Count, Ref, Truth, Unknown, all_of, any_of, exactly, total, unknown

U = TypeVar("U", Assignment, Attachment, Permission)

_ANY = ""
"""The key under which stands what may concern any ENI."""


@dataclass(frozen=True)
class Plan:
    """Everything the limits look at, by key."""

    vpcs: Mapping[str, Vpc]
    vswitches: Mapping[str, Vswitch]
    groups: Mapping[str, Group]
    enis: Mapping[str, Eni]
    hosts: Mapping[str, Host]
    gateways: Mapping[str, Gateway]
    attachments: tuple[Attachment, ...]
    assignments: tuple[Assignment, ...]
    permissions: tuple[Permission, ...]
    bandwidths: tuple[Bandwidth, ...]
    rules: tuple[IngressRule, ...]
    credentials: tuple[Credential, ...] = ()

    def ipv6(self, eni: Eni) -> Count:
        """Return how many IPv6 addresses an ENI has in the end, wherever they come from."""
        certain = (one.ipv6 for one in self._assigned[eni.key])
        possible = (one.ipv6.or_none(one.eni.doubt.missing) for one in self._perhaps(self._maybe_assigned, eni))
        return total((eni.ipv6, *certain, *possible))

    def hosts_of(self, eni: Eni) -> tuple[Ref, ...]:
        """Return the instances that an ENI is on for certain: one, unless the program errs."""
        if eni.role in (Role.PRIMARY, Role.WITH_INSTANCE):
            return (Ref((eni.urn,)),)
        return tuple(one.host for one in self._attached[eni.key])

    def attached(self, eni: Eni) -> Truth:
        """Return whether an ENI is on an instance once the plan is carried out."""
        if self.hosts_of(eni):
            return True
        doubts = [Unknown(one.eni.doubt.missing) for one in self._perhaps(self._maybe_attached, eni)]
        return any_of(eni.attached, *doubts)

    def granted(self, eni: Eni) -> Truth:
        """Return whether the owner of an ENI lets another account attach it."""
        doubts = [all_of(Unknown(one.eni.doubt.missing), one.attach) for one in self._perhaps(self._maybe_granted, eni)]
        return any_of(eni.granted, *(one.attach for one in self._permitted[eni.key]), *doubts)

    def enis_on(self, host: Host) -> Count:
        """Return how many ENIs an instance has in the end, the primary one included."""
        certain, doubts = 0, []
        for one in (*self._host_attachments[host.key], *self._host_attachments[_ANY]):
            if one.primary or not one.sure:
                continue
            if one.host.certain == host.key and host.amount == exactly(1):
                certain += 1
            elif one.host.certain == host.key:
                doubts.append(Count(0, 1, frozenset({f"which of the instances of {host.label}"})))
            else:
                doubts.append(Count(0, 1, one.host.doubt.missing))
        return total((Count(1 + certain, 1 + certain), host.interfaces, *doubts))

    def zone(self, place: Eni | Host) -> str | Unknown | None:
        """Return the zone of an ENI or instance."""
        found = place.vswitch.of(lambda key: self.vswitches[key].zone, None)
        return place.zone if found is None and isinstance(place, Host) else found

    def vpc(self, vswitch: Ref) -> Ref:
        """Return the VPC of a vSwitch."""
        if vswitch.open is not None:
            return vswitch
        return self.joined([self.vswitches[key].vpc for key in vswitch.keys], vswitch)

    @staticmethod
    def joined(found: Sequence[Ref], by: Ref) -> Ref:
        """Return what the things refer to that `by` may be; nothing of which anything is known when they are none."""
        if len(found) == 1:
            return found[0]
        keys = dict.fromkeys(key for ref in found for key in ref.keys)
        opened = [ref.doubt for ref in found if ref.open is not None]
        return Ref(tuple(keys), opened[0] if opened else None if found else by.doubt, by.input)

    def region(self, eni: Eni) -> str | Unknown:
        """Return the region of an ENI: its provider's, or where that names none, its zone's."""
        if eni.region is not None:
            return eni.region
        zone = self.zone(eni)
        if isinstance(zone, Unknown):
            return zone
        found = [region for region in REGIONS if zone and check_zone(zone, region) is None]
        return found[0] if found else unknown(f"region of {eni.label}")

    @cached_property
    def _assigned(self) -> Mapping[str, list[Assignment]]:
        return _certain(self.assignments)

    @cached_property
    def _maybe_assigned(self) -> Mapping[str, list[Assignment]]:
        return _possible(self.assignments)

    @cached_property
    def _attached(self) -> Mapping[str, list[Attachment]]:
        return _certain(one for one in self.attachments if one.sure)

    @cached_property
    def _maybe_attached(self) -> Mapping[str, list[Attachment]]:
        found = _possible(one for one in self.attachments if one.sure)
        for one in self.attachments:
            for key in () if one.sure else _keys(one.eni):
                found[key].append(one)
        return found

    @cached_property
    def _permitted(self) -> Mapping[str, list[Permission]]:
        return _certain(self.permissions)

    @cached_property
    def _maybe_granted(self) -> Mapping[str, list[Permission]]:
        return _possible(self.permissions)

    @cached_property
    def _host_attachments(self) -> Mapping[str, list[Attachment]]:
        found = defaultdict(list)
        for one in self.attachments:
            for key in _keys(one.host):
                found[key].append(one)
        return found

    @staticmethod
    def _perhaps(concern: Mapping[str, list[U]], eni: Eni) -> Iterator[U]:
        yield from concern[eni.key]
        yield from concern[_ANY]


def _certain(users: Iterable[U]) -> Mapping[str, list[U]]:
    """Return the users of each ENI by its key, where it is certain which ENI they use."""
    found = defaultdict(list)
    for one in users:
        if one.eni.certain is not None:
            found[one.eni.certain].append(one)
    return found


def _possible(users: Iterable[U]) -> dict[str, list[U]]:
    """Return those that may use each ENI by its key; under _ANY those that may use any."""
    found = defaultdict(list)
    for one in users:
        if one.eni.certain is None:
            for key in _keys(one.eni):
                found[key].append(one)
    return found


def _keys(ref: Ref) -> tuple[str, ...]:
    return ref.keys if ref.open is None else (_ANY,)
