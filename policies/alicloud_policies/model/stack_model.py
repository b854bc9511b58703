"""The stack model: the nodes, and the queries of the rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from alicloud_rules.regions import REGIONS, check_zone
from alicloud_rules.three_valued import Ternary, Unknown, all_of, any_of, unknown

from .counts import ONE, Count, exactly, total
from .credential_properties import Credential
from .group_rule import GroupRule
from .nodes import (
    Assignment,
    Attachment,
    Bandwidth,
    Eni,
    Gateway,
    Group,
    Host,
    Permission,
    Role,
    Uncounted,
    Vpc,
    Vswitch,
)
from .path_nodes import EgressOnlyRule, GuestCommand
from .refs import Ref

U = TypeVar("U", Assignment, Attachment, Permission)

_ANY = ""
"""The key of what may concern any ENI or instance."""


@dataclass(frozen=True)
class StackModel:
    """The nodes that the limits concern, by key."""

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
    rules: tuple[GroupRule, ...]
    egress_only_rules: tuple[EgressOnlyRule, ...] = ()
    guest_commands: tuple[GuestCommand, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    credentials: tuple[Credential, ...] = ()

    def ipv6(self, eni: Eni) -> Count:
        """Return how many IPv6 addresses an ENI has after the update, from all sources."""
        certain = (one.ipv6 for one in self._assignments.certain[eni.key])
        possible = (one.ipv6.or_none(one.eni.reason_unknown.missing) for one in self._assignments.possible_for(eni))
        return total((eni.ipv6, *certain, *possible))

    def hosts_of(self, eni: Eni) -> tuple[Ref, ...]:
        """Return the instances that an ENI is certainly attached to; a correct program has at most one."""
        if eni.role in (Role.PRIMARY, Role.WITH_INSTANCE):
            return (Ref((eni.urn,)),)
        return tuple(one.host for one in self._attachments.certain[eni.key])

    def attached(self, eni: Eni) -> Ternary:
        """Return whether an ENI is attached to an instance after the update."""
        if self.hosts_of(eni):
            return True
        return any_of(eni.attached, *(one.eni.reason_unknown for one in self._attachments.possible_for(eni)))

    def granted(self, eni: Eni) -> Ternary:
        """Return whether the owner of an ENI permits another account to attach it."""
        certain = (one.attach for one in self._permissions.certain[eni.key])
        possible = (all_of(one.eni.reason_unknown, one.attach) for one in self._permissions.possible_for(eni))
        return any_of(eni.granted, *certain, *possible)

    def enis_on(self, host: Host) -> Count:
        """Return how many ENIs an instance has after the update, including the primary one and no trunk's members."""
        attached = (one for one in self._attached_to(host) if one.member is not True)
        return total((ONE, host.interfaces, *(_attached_enis(one, host) for one in attached)))

    def members_on(self, host: Host) -> Count:
        """Return how many members of trunk ENIs an instance has after the update."""
        attached = (one for one in self._attached_to(host) if one.member is not False)
        return total(_attached_enis(one, host) for one in attached)

    def _attached_to(self, host: Host) -> Iterator[Attachment]:
        """Yield the attachments of secondary ENIs that are, or may be, to an instance."""
        for one in (*self._host_attachments[host.key], *self._host_attachments[_ANY]):
            if not one.primary and one.sure:
                yield one

    def zone(self, node: Eni | Host) -> str | Unknown | None:
        """Return the zone of an ENI or instance."""
        found = node.vswitch.of(lambda key: self.vswitches[key].zone, None)
        return node.zone if found is None and isinstance(node, Host) else found

    def vpc(self, vswitch: Ref) -> Ref:
        """Return the VPC of a vSwitch."""
        if vswitch.undetermined is not None:
            return vswitch
        return self.joined([self.vswitches[key].vpc for key in vswitch.keys], vswitch)

    @staticmethod
    def joined(refs: Sequence[Ref], by: Ref) -> Ref:
        """Return the reference that combines those of all candidates of `by`; undetermined without any."""
        if len(refs) == 1:
            return refs[0]
        keys = dict.fromkeys(key for ref in refs for key in ref.keys)
        reasons = [ref.reason_unknown for ref in refs if ref.undetermined is not None]
        return Ref(tuple(keys), reasons[0] if reasons else None if refs else by.reason_unknown, by.input)

    def region(self, eni: Eni) -> str | Unknown:
        """Return the region of an ENI: that of its provider or, if the provider sets none, that of its zone."""
        if eni.region is not None:
            return eni.region
        zone = self.zone(eni)
        if isinstance(zone, Unknown):
            return zone
        return (_region_of(zone) if zone else None) or unknown(f"region of {eni.label}")

    @cached_property
    def _assignments(self) -> "_ByEni[Assignment]":
        return _ByEni(self.assignments)

    @cached_property
    def _attachments(self) -> "_ByEni[Attachment]":
        return _ByEni(self.attachments)

    @cached_property
    def _permissions(self) -> "_ByEni[Permission]":
        return _ByEni(self.permissions)

    @cached_property
    def _host_attachments(self) -> Mapping[str, list[Attachment]]:
        found = defaultdict(list)
        for one in self.attachments:
            for key in _keys(one.host):
                found[key].append(one)
        return found


class _ByEni(Generic[U]):
    """Attachments, assignments or permissions by the key of their ENI."""

    def __init__(self, users: Iterable[U]) -> None:
        self.certain: Mapping[str, list[U]] = defaultdict(list)
        self._possible: Mapping[str, list[U]] = defaultdict(list)
        for one in users:
            sure = one.eni.certain is not None and (not isinstance(one, Attachment) or one.sure)
            for key in _keys(one.eni):
                (self.certain if sure else self._possible)[key].append(one)

    def possible_for(self, eni: Eni) -> Iterator[U]:
        """Yield those that may concern the ENI."""
        yield from self._possible[eni.key]
        yield from self._possible[_ANY]


@cache
def _region_of(zone: str) -> str | None:
    """Return the region that a zone id has the form of."""
    return next((region for region in REGIONS if check_zone(zone, region) is None), None)


def _attached_enis(one: Attachment, host: Host) -> Count:
    """Return how many ENIs an attachment adds to the instance's ENIs or to its members, whichever it may be."""
    count = ONE.or_none(one.member.missing) if isinstance(one.member, Unknown) else ONE
    if one.host.certain != host.key:
        return count.or_none(one.host.reason_unknown.missing)
    return count if host.amount == exactly(1) else count.or_none(frozenset({f"which of the instances of {host.label}"}))


def _keys(ref: Ref) -> tuple[str, ...]:
    return ref.keys if ref.undetermined is None else (_ANY,)
