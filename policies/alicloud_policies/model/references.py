"""Resolution of references between resources: by id where ids are known, otherwise by dependencies.

The engine reports all dependencies of an input, even on a first preview.

- An unknown input refers to the resource of the right kind that it depends on, or to any one of several.
- An unknown list contains all the resources that it depends on, and possibly more.
- An input that comes from an input of another resource is followed: `attachment.instance_id` is the instance.
- The primary ENI of an instance is a separate resource where the instance names one.

In the preview of an update the engine hides the id of a resource that is to change, but not in inputs that contain it.
Such an id counts as unknown. Where no input contains the hidden id, any id outside the stack may be the hidden one.
"""

from collections.abc import Iterable, Mapping, Sequence

from alicloud_rules.three_valued import Ternary, Unknown, unknown

from .nodes import Membership
from .plain_values import UNKNOWN, Plain
from .record import Record
from .refs import Ref
from .resource_kinds import Kind

PRIMARY = "#primary"
"""Suffix to the key of an instance: the key of its primary ENI."""

_NEXT: Mapping[Kind, Mapping[Kind, str]] = {
    Kind.ATTACHMENT: {Kind.ENI: "networkInterfaceId", Kind.INSTANCE: "instanceId"},
    Kind.PERMISSION: {Kind.ENI: "networkInterfaceId"},
    Kind.ASSIGNMENT: {Kind.ENI: "networkInterfaceId"},
    Kind.HOLD: {Kind.ENI: "networkInterfaceId"},
    Kind.ENI: {Kind.VSWITCH: "vswitchId"},
    Kind.INSTANCE: {Kind.VSWITCH: "vswitchId", Kind.ENI: "networkInterfaceId"},
    Kind.INSTANCE_SET: {Kind.VSWITCH: "vswitchId"},
    Kind.ADDRESS: {Kind.VSWITCH: "vswitchId"},
    Kind.VSWITCH: {Kind.VPC: "vpcId"},
    Kind.GROUP: {Kind.VPC: "vpcId"},
    Kind.GATEWAY: {Kind.VPC: "vpcId"},
    Kind.VPC_BLOCK: {Kind.VPC: "vpcId"},
    Kind.RULE: {Kind.GROUP: "securityGroupId", Kind.PREFIX_LIST: "prefixListId"},
    Kind.BANDWIDTH: {Kind.GATEWAY: "ipv6GatewayId"},
    Kind.EGRESS_ONLY_RULE: {Kind.GATEWAY: "ipv6GatewayId"},
    Kind.INVOCATION: {Kind.COMMAND: "commandId"},
}
"""By kind: the inputs that hold ids of other kinds."""
_CREATED: Mapping[Kind, str] = {Kind.ASSIGNMENT: "ipv6AddressIds", Kind.INSTANCE_SET: "instanceIds"}
"""By kind: the output that lists the ids of what the resource creates."""
_GROUPS = ("securityGroupIds", "securityGroups", "securityGroupId")


class ReferenceResolver:
    """Resolves the references in inputs."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Index the stack's resources by URN and by id."""
        self.records = {record.urn: record for record in records}
        self._followed: set[str] = set()
        self.templates = [record for record in records if record.kind is Kind.TEMPLATE]
        self._by_id = {record.id: record.urn for record in records if record.id}
        for record in records:
            self._learn(record)
        learned = set(self._by_id.values())
        self._hidden = [record for record in records if record.changing and record.urn not in learned]
        for record in records:
            self._learn_created(record)

    def _learn_created(self, record: Record) -> None:
        """Record the ids of what a resource creates: a primary ENI, assigned addresses, the instances of a set."""
        primary = record.seen("networkInterfaceId")
        if record.kind is Kind.INSTANCE and isinstance(primary, str):
            named = record.given("networkInterfaceId") is not None
            if not named or not self._may_be(primary, Kind.ENI):
                self._by_id.setdefault(primary, record.urn + PRIMARY)
        created = record.outputs.get(_CREATED[record.kind]) if record.kind in _CREATED else None
        if isinstance(created, list):
            self._by_id |= {identity: record.urn for identity in created if isinstance(identity, str)}

    def _learn(self, user: Record) -> None:
        """Record the hidden id of a resource from an input that contains nothing else."""
        natural = {name: kind for kind, name in _NEXT.get(user.kind, {}).items()} | dict.fromkeys(_GROUPS, Kind.GROUP)
        for name, urns in user.edges.items():
            value = user.inputs.get(name)
            values = value if isinstance(value, list) else [value]
            sources = [self.records[urn] for urn in urns if urn in self.records]
            if len(values) == len(sources) == 1 and isinstance(values[0], str):
                (source,) = sources
                if source.changing and source.kind is natural.get(name):
                    self._by_id.setdefault(values[0], source.urn)

    def key(self, identity: str) -> str:
        """Return the key of the node with an id: the id itself for something outside the stack."""
        return self._by_id.get(identity, identity)

    def primary(self, instance: Record) -> Ref:
        """Return the primary ENI of an instance: the one that it names, or the one that is created with it."""
        ref = self.one(instance, _NEXT[Kind.INSTANCE][Kind.ENI], Kind.ENI)
        return ref if ref.keys or ref.undetermined else Ref((instance.urn + PRIMARY,), input=ref.input)

    def one(self, record: Record, name: str, wanted: Kind) -> Ref:
        """Return what an input refers to."""
        return self.nested(record, name, record.seen(name), wanted)

    def names_one(self, record: Record, name: str, wanted: Kind) -> Ternary:
        """Return whether an input refers to anything; an unknown one does if it depends on a resource of the kind."""
        ref = self.one(record, name, wanted)
        return ref.undetermined or bool(ref.keys)

    def holder(self, record: Record, name: str, wanted: Kind) -> Ref:
        """Return what an input refers to by an id that the stack may not know, such as that of an IPv6 address."""
        value = record.seen(name)
        known = isinstance(value, str) and value in self._by_id
        return self.nested(record, name, value if known or value is None else UNKNOWN, wanted)

    def nested(self, record: Record, name: str, value: Plain, wanted: Kind) -> Ref:
        """Return what a value inside the input `name` refers to."""
        where = record.where(name)
        value = self._visible(record, name, value, wanted)
        if value is None or value == "":
            return Ref(input=where)
        if isinstance(value, str):
            hidden = self._may_be(value, wanted)
            if hidden:
                return Ref((value, *(one.urn for one in hidden)), input=f"id of {hidden[0].label}")
            return self._named(self.key(value), wanted, where)
        keys, reason = self._edges(record, name, wanted)
        if reason is None and not keys:
            reason = unknown(where)
        return Ref(tuple(keys), reason, where)

    def many(self, record: Record, names: Sequence[str], wanted: Kind) -> Membership:
        """Return what the first present one of these inputs refers to: a list, or one id in `...Id`."""
        for name in names:
            value = record.given(name)
            if value is not None:
                return self.members(record, name, value if name.endswith("s") else [value], wanted)
        return Membership()

    def members(self, record: Record, name: str, values: Plain, wanted: Kind) -> Membership:
        """Return what a list inside the input `name` refers to."""
        edges, undetermined = self._edges(record, name, wanted)
        if not isinstance(values, list):
            return Membership(certain=tuple(edges), undetermined=undetermined or unknown(record.where(name)))
        values = [self._visible(record, name, value, wanted) for value in values]
        known = _unique(self.key(value) for value in values if isinstance(value, str) and value)
        pending = sum(1 for value in values if not isinstance(value, str) and value is not None)
        unmatched = [key for key in known if self._may_be(key, wanted)]
        if unmatched:
            return self._with_hidden([key for key in known if key not in unmatched], unmatched, bool(pending), wanted)
        if not pending:
            return Membership(certain=tuple(known))
        rest = [key for key in edges if key not in known]
        reason = undetermined or unknown(record.where(name))
        if len(rest) > pending:
            possible = tuple(rest)
            return Membership(certain=tuple(known), possible=possible, undetermined=undetermined, reason_unknown=reason)
        return Membership(certain=(*known, *rest), undetermined=reason if undetermined or len(rest) < pending else None)

    def _visible(self, record: Record, name: str, value: Plain, wanted: Kind) -> Plain:
        """Return the id, or `UNKNOWN` if no resource has it and the input depends on a resource with a hidden id."""
        if not isinstance(value, str) or value == "" or value in self._by_id:
            return value
        sources = (self.records.get(key) for key in self._edges(record, name, wanted)[0])
        return UNKNOWN if any(source is not None and source.id is None for source in sources) else value

    def _may_be(self, key: str, wanted: Kind) -> list[Record]:
        """Return the resources with hidden ids that an id outside the stack may belong to."""
        if key in self._by_id or key in self.records:
            return []
        return [record for record in self._hidden if record.kind is wanted]

    def _with_hidden(self, certain: list[str], unmatched: list[str], pending: bool, wanted: Kind) -> Membership:
        """Return what a list refers to when its `unmatched` ids may belong to resources with hidden ids."""
        hidden = self._may_be(unmatched[0], wanted)
        reason = unknown(f"id of {hidden[0].label}")
        possible = (*unmatched, *(record.urn for record in hidden))
        return Membership(
            certain=tuple(certain), possible=possible, undetermined=reason if pending else None, reason_unknown=reason
        )

    def _edges(self, record: Record, name: str, wanted: Kind) -> tuple[list[str], Unknown | None]:
        """Return the nodes of a kind that an input depends on; with a reason if a dependency leads to an unknown."""
        sources = [self.records[urn] for urn in record.edges.get(name, ()) if urn in self.records]
        direct = [source.urn for source in sources if source.kind is wanted]
        if direct:
            return _unique(direct), None
        refs = [self._follow(source, wanted) for source in sources]
        opened = [ref.undetermined for ref in refs if ref and ref.undetermined]
        return _unique(key for ref in refs if ref for key in ref.keys), opened[0] if opened else None

    def _named(self, key: str, wanted: Kind, where: str) -> Ref:
        """Return what a known id leads to: its node, or the node that this one refers to."""
        found = self.records.get(key)
        if found is None or found.kind is wanted:
            return Ref((key,), input=where)
        return self._follow(found, wanted) or Ref(undetermined=unknown(where), input=where)

    def _follow(self, source: Record, wanted: Kind) -> Ref | None:
        """Return what a resource of another kind leads to; None when it does not lead to the kind.

        An instance leads to its primary ENI, a set to its instances, any other resource to what its inputs refer to.
        """
        if wanted is Kind.INSTANCE and source.kind is Kind.INSTANCE_SET:
            return Ref((source.urn,))
        if source.urn in self._followed:  # The ids of an invalid program can form a cycle.
            return None
        self._followed.add(source.urn)
        try:
            by_instance = wanted is Kind.ENI and source.kind is Kind.INSTANCE
            return self.primary(source) if by_instance else self._follow_inputs(source, wanted)
        finally:
            self._followed.remove(source.urn)

    def _follow_inputs(self, source: Record, wanted: Kind) -> Ref | None:
        following = _NEXT.get(source.kind, {})
        if wanted in following:
            return self.one(source, following[wanted], wanted)
        for kind, name in following.items():
            key = self.one(source, name, kind).certain
            found = self.records.get(key.removesuffix(PRIMARY)) if key else None
            deeper = self._follow(found, wanted) if found else None
            if deeper is not None:
                return deeper
        return None


def _unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
