"""Construction of the stack model from records, with nodes for what they refer to outside the stack."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from alicloud_rules.three_valued import Ternary, Unknown

from . import guest_commands, host_enis, hosts, network_nodes
from .counts import exactly
from .credential_properties import Credential
from .group_rule import GroupRule
from .nodes import (
    SOME_ENI,
    Assignment,
    Attachment,
    Bandwidth,
    Eni,
    Gateway,
    Group,
    Host,
    Membership,
    Node,
    Permission,
    Role,
    Uncounted,
    Vpc,
    Vswitch,
)
from .outside import Facts, Outside
from .path_nodes import EgressOnlyRule
from .record import Record
from .references import ReferenceResolver
from .refs import Ref
from .resource_kinds import Kind
from .stack_model import StackModel
from .uncounted_groups import uncounted_groups

N = TypeVar("N", bound=Node)

_GROUPS = ("securityGroupIds", "securityGroups")
_IPV4_LISTS = ("privateIpAddresses", "privateIps", "ipv4Prefixes")
_IPV4_COUNTS = ("secondaryPrivateIpAddressCount", "privateIpsCount", "ipv4PrefixCount")


def build(records: Sequence[Record], credentials: Sequence[Credential], facts: Facts) -> StackModel:
    """Return the model; `facts` are known properties of things outside the stack."""
    resolver = ReferenceResolver(records)
    nodes = _Nodes(records, resolver, Outside(facts, resolver.key))
    assignments = tuple(map(nodes.assignment, nodes.of(Kind.ASSIGNMENT)))
    permissions = tuple(map(nodes.permission, nodes.of(Kind.PERMISSION)))
    attachments = tuple(nodes.attachments())
    enis = nodes.enis((*attachments, *assignments, *permissions))
    attachments += tuple(nodes.attachments_outside(enis.values()))
    found_hosts = nodes.hosts(attachments)
    bandwidths = tuple(map(nodes.bandwidth, nodes.of(Kind.BANDWIDTH)))
    uncounted = tuple(map(nodes.uncounted, nodes.of(Kind.UNCOUNTED)))
    vswitches = nodes.vswitches(chain(enis.values(), found_hosts.values(), bandwidths))
    gateways = nodes.gateways(bandwidths)
    return StackModel(
        vpcs=nodes.vpcs((*vswitches.values(), *gateways.values())),
        vswitches=vswitches,
        groups=nodes.groups((eni.urn, eni.groups) for eni in enis.values()),
        enis=enis,
        hosts=found_hosts,
        gateways=gateways,
        attachments=attachments,
        assignments=assignments,
        permissions=permissions,
        bandwidths=bandwidths,
        rules=tuple(map(nodes.rule, nodes.of(Kind.RULE))),
        egress_only_rules=tuple(map(nodes.egress_only_rule, nodes.of(Kind.EGRESS_ONLY_RULE))),
        guest_commands=tuple(guest_commands.command(one, resolver) for one in nodes.of(Kind.INVOCATION)),
        uncounted=uncounted,
        credentials=tuple(credentials),
    )


class _Nodes:
    """The records by kind, and the nodes of each kind."""

    def __init__(self, records: Sequence[Record], resolver: ReferenceResolver, outside: Outside) -> None:
        self._resolver = resolver
        self._outside = outside
        self._by_kind: dict[Kind, list[Record]] = defaultdict(list)
        for record in records:
            self._by_kind[record.kind].append(record)

    def of(self, *kinds: Kind) -> list[Record]:
        return [record for kind in kinds for record in self._by_kind[kind]]

    def assignment(self, record: Record) -> Assignment:
        return Assignment(
            urn=record.urn,
            label=record.label,
            eni=self._resolver.one(record, "networkInterfaceId", Kind.ENI),
            ipv6=record.amount(["ipv6Addresses"], ["ipv6AddressCount"]),
            region=record.string("region"),
        )

    def permission(self, record: Record) -> Permission:
        permission = record.string("permission")
        attach: Ternary = permission if isinstance(permission, Unknown) else permission == "InstanceAttach"
        eni = self._resolver.one(record, "networkInterfaceId", Kind.ENI)
        return Permission(urn=record.urn, label=record.label, eni=eni, attach=attach)

    def rule(self, record: Record) -> GroupRule:
        return network_nodes.rule(record, self._resolver, self._outside)

    def egress_only_rule(self, record: Record) -> EgressOnlyRule:
        eni = self._resolver.holder(record, "instanceId", Kind.ENI)
        return EgressOnlyRule(urn=record.urn, label=record.label, eni=eni)

    def bandwidth(self, record: Record) -> Bandwidth:
        return Bandwidth(
            urn=record.urn,
            label=record.label,
            gateway=self._resolver.one(record, "ipv6GatewayId", Kind.GATEWAY),
            eni=self._resolver.holder(record, "ipv6AddressId", Kind.ENI),
            vswitch=self._resolver.holder(record, "ipv6AddressId", Kind.VSWITCH),
        )

    def attachments(self) -> Iterator[Attachment]:
        for record in self.of(Kind.ATTACHMENT):
            eni = self._resolver.one(record, "networkInterfaceId", Kind.ENI)
            host = self._resolver.one(record, "instanceId", Kind.INSTANCE)
            member = self._resolver.names_one(record, "trunkNetworkInstanceId", Kind.ENI)
            yield Attachment(urn=record.urn, label=record.label, eni=eni, host=host, member=member)
        for record in self.of(Kind.INSTANCE):
            yield from host_enis.attachments(record, self._resolver)

    def attachments_outside(self, enis: Iterable[Eni]) -> Iterator[Attachment]:
        for eni in enis:
            host = self._outside.instance_of(eni.key)
            if host is not None:
                yield Attachment(urn=eni.urn, label=eni.label, eni=Ref((eni.key,)), host=Ref((host,)))

    def enis(self, users: Sequence[Attachment | Assignment | Permission]) -> dict[str, Eni]:
        found = {record.urn: self._eni(record) for record in self.of(Kind.ENI)}
        for record in self._host_records():
            found |= {eni.key: eni for eni in host_enis.enis(record, self._resolver)}
        for user in users:
            _add(found, user.eni, user.urn, self._outside.eni)
            if user.eni.undetermined is not None:
                key = user.urn + SOME_ENI
                found[key] = self._outside.some_eni(key, user.urn, f"the ENI of {user.label}", user.eni.undetermined)
        return found

    def _host_records(self) -> Iterator[Record]:
        return filter(hosts.creates_instances, self.of(*hosts.HOST_KINDS))

    def _eni(self, record: Record) -> Eni:
        status = record.outputs.get("status")
        return Eni(
            key=record.urn,
            urn=record.urn,
            label=record.label,
            role=Role.OWN,
            vswitch=self._resolver.one(record, "vswitchId", Kind.VSWITCH),
            groups=self._resolver.many(record, _GROUPS, Kind.GROUP),
            ipv6=record.amount(["ipv6Addresses"], ["ipv6AddressCount"]),
            ipv4=exactly(1) + record.amount(_IPV4_LISTS, _IPV4_COUNTS),
            provider=record.provider,
            region=record.provider.region if record.provider else None,
            managed=record.managed,
            attached=not record.managed and status == "InUse",
        )

    def hosts(self, attachments: Iterable[Attachment]) -> dict[str, Host]:
        found = {record.urn: hosts.host(record, self._resolver, self._outside) for record in self._host_records()}
        for one in attachments:
            _add(found, one.host, one.urn, self._outside.host)
            if one.host.undetermined is not None:
                key = f"{one.urn}#instance"
                found[key] = self._outside.some_host(
                    key, one.urn, f"the instance of {one.label}", one.host.undetermined
                )
        return found

    def vswitches(self, users: Iterable[Eni | Host | Bandwidth]) -> dict[str, Vswitch]:
        found = {record.urn: network_nodes.vswitch(record, self._resolver) for record in self.of(Kind.VSWITCH)}
        for user in users:
            _add(found, user.vswitch, user.urn, self._outside.vswitch)
        return found

    def gateways(self, users: Iterable[Bandwidth]) -> dict[str, Gateway]:
        found = {record.urn: network_nodes.gateway(record, self._resolver) for record in self.of(Kind.GATEWAY)}
        for user in users:
            _add(found, user.gateway, user.urn, self._outside.gateway)
        return found

    def vpcs(self, users: Iterable[Vswitch | Gateway]) -> dict[str, Vpc]:
        added = [network_nodes.added_block(record, self._resolver) for record in self.of(Kind.VPC_BLOCK)]
        found = {record.urn: network_nodes.vpc(record, added) for record in self.of(Kind.VPC)}
        for user in users:
            _add(found, user.vpc, user.urn, lambda key, urn: self._outside.vpc(key, urn, added))
        return found

    def uncounted(self, record: Record) -> Uncounted:
        return Uncounted(label=record.label, groups=uncounted_groups(record, self._resolver))

    def groups(self, memberships: Iterable[tuple[str, Membership]]) -> dict[str, Group]:
        found = {
            record.urn: self._outside.with_members(network_nodes.group(record), record)
            for record in self.of(Kind.GROUP)
        }
        for urn, membership in memberships:
            for key in (*membership.certain, *membership.possible):
                if key not in found:
                    found[key] = self._outside.group(key, urn)
        return found


def _add(nodes: dict[str, N], ref: Ref, urn: str, make: Callable[[str, str], N]) -> None:
    """Add the nodes of a reference that the stack does not contain."""
    for key in ref.keys:
        if key not in nodes:
            nodes[key] = make(key, urn)
