"""Builds the model of a plan out of records; what is referred to and not there is made as outside the stack."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from . import hosts, network
from .credentials import Credential
from .kinds import Kind
from .model import Plan
from .nodes import (
    SOME_ENI,
    Assignment,
    Attachment,
    Bandwidth,
    Eni,
    Gateway,
    Group,
    Host,
    Node,
    Permission,
    Role,
    Vpc,
    Vswitch,
)
from .outside import Facts, Outside
from .record import Record
from .refs import Joiner
from .values import Ref, Truth, Unknown, any_of, exactly, same

N = TypeVar("N", bound=Node)

_GROUPS = ("securityGroupIds", "securityGroups")
_IPV4_LISTS = ("privateIpAddresses", "privateIps", "ipv4Prefixes")
_IPV4_COUNTS = ("secondaryPrivateIpAddressCount", "privateIpsCount", "ipv4PrefixCount")


def build(records: Sequence[Record], credentials: Sequence[Credential], facts: Facts) -> Plan:
    """Return the plan; `facts` tell what is known of things outside the stack."""
    joiner = Joiner(records)
    sources = _Sources(records, joiner, Outside(facts, joiner.key))
    assignments = tuple(map(sources.assignment, sources.of(Kind.ASSIGNMENT)))
    permissions = tuple(map(sources.permission, sources.of(Kind.PERMISSION)))
    attachments = tuple(sources.attachments())
    enis = sources.enis((*attachments, *assignments, *permissions))
    attachments += tuple(sources.attachments_outside(enis.values()))
    found_hosts = sources.hosts(attachments)
    bandwidths = tuple(map(sources.bandwidth, sources.of(Kind.BANDWIDTH)))
    vswitches = sources.vswitches(chain(enis.values(), found_hosts.values(), bandwidths))
    gateways = sources.gateways(bandwidths)
    return Plan(
        vpcs=sources.vpcs((*vswitches.values(), *gateways.values())),
        vswitches=vswitches,
        groups=sources.groups(enis.values()),
        enis=enis,
        hosts=found_hosts,
        gateways=gateways,
        attachments=attachments,
        assignments=assignments,
        permissions=permissions,
        bandwidths=bandwidths,
        rules=tuple(map(network.rule, sources.of(Kind.RULE))),
        credentials=tuple(credentials),
    )


class _Sources:
    """The records by kind, and how each becomes a part of the plan."""

    def __init__(self, records: Sequence[Record], joiner: Joiner, outside: Outside) -> None:
        self._joiner = joiner
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
            eni=self._joiner.one(record, "networkInterfaceId", Kind.ENI),
            ipv6=record.amount(["ipv6Addresses"], ["ipv6AddressCount"]),
            region=record.text("region"),
        )

    def permission(self, record: Record) -> Permission:
        permission = record.text("permission")
        attach: Truth = permission if isinstance(permission, Unknown) else permission == "InstanceAttach"
        eni = self._joiner.one(record, "networkInterfaceId", Kind.ENI)
        return Permission(urn=record.urn, label=record.label, eni=eni, attach=attach)

    def bandwidth(self, record: Record) -> Bandwidth:
        return Bandwidth(
            urn=record.urn,
            label=record.label,
            gateway=self._joiner.one(record, "ipv6GatewayId", Kind.GATEWAY),
            eni=self._joiner.holder(record, "ipv6AddressId", Kind.ENI),
            vswitch=self._joiner.holder(record, "ipv6AddressId", Kind.VSWITCH),
        )

    def attachments(self) -> Iterator[Attachment]:
        for record in self.of(Kind.ATTACHMENT):
            eni = self._joiner.one(record, "networkInterfaceId", Kind.ENI)
            host = self._joiner.one(record, "instanceId", Kind.INSTANCE)
            yield Attachment(urn=record.urn, label=record.label, eni=eni, host=host)
        for record in self.of(Kind.INSTANCE):
            yield from hosts.attachments(record, self._joiner)

    def attachments_outside(self, enis: Iterable[Eni]) -> Iterator[Attachment]:
        for eni in enis:
            host = self._outside.instance_of(eni.key)
            if host is not None:
                yield Attachment(urn=eni.urn, label=eni.label, eni=Ref((eni.key,)), host=Ref((host,)))

    def enis(self, users: Sequence[Attachment | Assignment | Permission]) -> dict[str, Eni]:
        found = {record.urn: self._eni(record) for record in self.of(Kind.ENI)}
        for record in self._host_records():
            found |= {eni.key: eni for eni in hosts.enis(record, self._joiner)}
        for user in users:
            _add(found, user.eni, user.urn, self._outside.eni)
            if user.eni.open is not None:
                key = user.urn + SOME_ENI
                found[key] = self._outside.some_eni(key, user.urn, f"the ENI of {user.label}", user.eni.open)
        return found

    def _host_records(self) -> Iterator[Record]:
        return filter(hosts.makes_instances, self.of(*hosts.HOST_KINDS))

    def _eni(self, record: Record) -> Eni:
        status = record.outputs.get("status")
        return Eni(
            key=record.urn,
            urn=record.urn,
            label=record.label,
            role=Role.OWN,
            vswitch=self._joiner.one(record, "vswitchId", Kind.VSWITCH),
            groups=self._joiner.many(record, _GROUPS, Kind.GROUP),
            ipv6=record.amount(["ipv6Addresses"], ["ipv6AddressCount"]),
            ipv4=exactly(1) + record.amount(_IPV4_LISTS, _IPV4_COUNTS),
            provider=record.provider,
            region=record.provider.region if record.provider else None,
            managed=record.managed,
            attached=not record.managed and status == "InUse",
        )

    def hosts(self, attachments: Iterable[Attachment]) -> dict[str, Host]:
        found = {record.urn: hosts.host(record, self._joiner, self._outside) for record in self._host_records()}
        for one in attachments:
            _add(found, one.host, one.urn, self._outside.host)
            if one.host.open is not None:
                key = f"{one.urn}#instance"
                found[key] = self._outside.some_host(key, one.urn, f"the instance of {one.label}", one.host.open)
        return found

    def vswitches(self, users: Iterable[Eni | Host | Bandwidth]) -> dict[str, Vswitch]:
        found = {record.urn: network.vswitch(record, self._joiner) for record in self.of(Kind.VSWITCH)}
        for user in users:
            _add(found, user.vswitch, user.urn, self._outside.vswitch)
        return found

    def gateways(self, users: Iterable[Bandwidth]) -> dict[str, Gateway]:
        found = {record.urn: network.gateway(record, self._joiner) for record in self.of(Kind.GATEWAY)}
        for user in users:
            _add(found, user.gateway, user.urn, self._outside.gateway)
        return found

    def vpcs(self, users: Iterable[Vswitch | Gateway]) -> dict[str, Vpc]:
        blocks = [self._joiner.one(record, "vpcId", Kind.VPC) for record in self.of(Kind.VPC_BLOCK)]
        found = {}
        for record in self.of(Kind.VPC):
            added = any_of(*(same(block, Ref((record.urn,))) for block in blocks))
            found[record.urn] = network.vpc(record, added)
        for user in users:
            _add(found, user.vpc, user.urn, self._outside.vpc)
        return found

    def groups(self, enis: Iterable[Eni]) -> dict[str, Group]:
        found = {record.urn: self._outside.grown(network.group(record), record) for record in self.of(Kind.GROUP)}
        for eni in enis:
            for key in (*eni.groups.certain, *eni.groups.possible):
                if key not in found:
                    found[key] = self._outside.group(key, eni.urn)
        return found


def _add(nodes: dict[str, N], ref: Ref, urn: str, make: Callable[[str, str], N]) -> None:
    """Add what a reference names and the stack does not have."""
    for key in ref.keys:
        if key not in nodes:
            nodes[key] = make(key, urn)
