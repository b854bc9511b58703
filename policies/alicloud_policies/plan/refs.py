"""Joins resources: by id where ids are known, else by the dependency edges, which are complete on a first preview.

An unknown input is taken to be the resource of the right kind that it depends on; where it depends on several, it may
be any of them. An unknown list is taken to hold all it depends on, and possibly more. An input that comes from another
resource's input is followed: `attachment.instance_id` is the instance. An instance's primary ENI is a resource of its
own where the instance names it.

In the preview of an update the engine shows no id of a resource that is to change, while inputs that take it are known:
such an id counts as one that is not known yet. Where no input takes it, an id that the stack does not have may be it.
"""

from collections.abc import Iterable, Mapping, Sequence

from .kinds import Kind
from .nodes import Membership
from .plain import UNKNOWN, Plain
from .record import Record
from .values import Ref, Unknown, unknown

PRIMARY = "#primary"
"""What is added to an instance's key for the key of its primary ENI."""

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
    Kind.RULE: {Kind.GROUP: "securityGroupId"},
    Kind.BANDWIDTH: {Kind.GATEWAY: "ipv6GatewayId"},
}
"""By kind, which input holds the id of which other kind."""
_MADE: Mapping[Kind, str] = {Kind.ASSIGNMENT: "ipv6AddressIds", Kind.INSTANCE_SET: "instanceIds"}
"""By kind, which output lists the ids of what a resource makes."""
_GROUPS = ("securityGroupIds", "securityGroups", "securityGroupId")


class Joiner:
    """Finds what inputs refer to."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Index the stack's resources by URN and by id."""
        self.records = {record.urn: record for record in records}
        self.templates = [record for record in records if record.kind is Kind.TEMPLATE]
        self._by_id = {record.id: record.urn for record in records if record.id}
        for record in records:
            self._learn(record)
        learnt = set(self._by_id.values())
        self._hidden = [record for record in records if record.changing and record.urn not in learnt]
        for record in records:
            self._learn_made(record)

    def _learn_made(self, record: Record) -> None:
        """Learn the ids of what a resource makes: a primary ENI, the addresses of an assignment, a set's instances."""
        primary = record.seen("networkInterfaceId")
        if record.kind is Kind.INSTANCE and isinstance(primary, str):
            named = record.given("networkInterfaceId") is not None
            if not named or not self._may_be(primary, Kind.ENI):
                self._by_id.setdefault(primary, record.urn + PRIMARY)
        made = record.outputs.get(_MADE[record.kind]) if record.kind in _MADE else None
        if isinstance(made, list):
            self._by_id |= {identity: record.urn for identity in made if isinstance(identity, str)}

    def _learn(self, user: Record) -> None:
        """Learn the id of a resource that does not show it from an input that is this id and nothing else."""
        natural = {name: kind for kind, name in _NEXT.get(user.kind, {}).items()} | dict.fromkeys(_GROUPS, Kind.GROUP)
        for name, urns in user.edges.items():
            value = user.inputs.get(name)
            texts = value if isinstance(value, list) else [value]
            sources = [self.records[urn] for urn in urns if urn in self.records]
            if len(texts) == len(sources) == 1 and isinstance(texts[0], str):
                (source,) = sources
                if source.changing and source.kind is natural.get(name):
                    self._by_id.setdefault(texts[0], source.urn)

    def key(self, identity: str) -> str:
        """Return the key of what has this id: the id itself when the stack does not have it."""
        return self._by_id.get(identity, identity)

    def primary(self, instance: Record) -> Ref:
        """Return the primary ENI of an instance: the one of the stack that it names, or the one that it comes with."""
        ref = self.one(instance, _NEXT[Kind.INSTANCE][Kind.ENI], Kind.ENI)
        return ref if ref.keys or ref.open else Ref((instance.urn + PRIMARY,), input=ref.input)

    def one(self, record: Record, name: str, wanted: Kind) -> Ref:
        """Return what one input refers to."""
        return self.nested(record, name, record.seen(name), wanted)

    def holder(self, record: Record, name: str, wanted: Kind) -> Ref:
        """Return what has the thing that an input names by an id which the stack's resources may not tell."""
        value = record.seen(name)
        told = isinstance(value, str) and value in self._by_id
        return self.nested(record, name, value if told or value is None else UNKNOWN, wanted)

    def nested(self, record: Record, name: str, value: Plain, wanted: Kind) -> Ref:
        """Return what a value inside the input `name` refers to."""
        where = record.where(name)
        value = self._told(record, name, value, wanted)
        if value is None or value == "":
            return Ref(input=where)
        if isinstance(value, str):
            hidden = self._may_be(value, wanted)
            if hidden:
                return Ref((value, *(one.urn for one in hidden)), input=f"id of {hidden[0].label}")
            return self._named(self.key(value), wanted, where)
        keys, doubt = self._edges(record, name, wanted)
        if doubt is None and not keys:
            doubt = unknown(where)
        return Ref(tuple(keys), doubt, where)

    def many(self, record: Record, names: Sequence[str], wanted: Kind) -> Membership:
        """Return what the first of these inputs that the program gives refers to: lists, or an id in `...Id`."""
        for name in names:
            value = record.given(name)
            if value is not None:
                return self.members(record, name, value if name.endswith("s") else [value], wanted)
        return Membership()

    def members(self, record: Record, name: str, values: Plain, wanted: Kind) -> Membership:
        """Return what a list inside the input `name` refers to."""
        edges, doubt = self._edges(record, name, wanted)
        if not isinstance(values, list):
            return Membership(certain=tuple(edges), open=doubt or unknown(record.where(name)))
        values = [self._told(record, name, value, wanted) for value in values]
        known = _unique(self.key(value) for value in values if isinstance(value, str) and value)
        pending = sum(1 for value in values if not isinstance(value, str) and value is not None)
        strange = [key for key in known if self._may_be(key, wanted)]
        if strange:
            return self._perhaps([key for key in known if key not in strange], strange, bool(pending), wanted)
        if not pending:
            return Membership(certain=tuple(known))
        rest = [key for key in edges if key not in known]
        why = doubt or unknown(record.where(name))
        if len(rest) > pending:
            return Membership(certain=tuple(known), possible=tuple(rest), open=doubt, doubt=why)
        return Membership(certain=(*known, *rest), open=why if doubt or len(rest) < pending else None)

    def _told(self, record: Record, name: str, value: Plain, wanted: Kind) -> Plain:
        """Return an id, or UNKNOWN for one that no resource has, where the input depends on one that shows no id."""
        if not isinstance(value, str) or value == "" or value in self._by_id:
            return value
        sources = (self.records.get(key) for key in self._edges(record, name, wanted)[0])
        return UNKNOWN if any(source is not None and source.id is None for source in sources) else value

    def _may_be(self, key: str, wanted: Kind) -> list[Record]:
        """Return what an id of something outside the stack may be after all: what does not show its id."""
        if key in self._by_id or key in self.records:
            return []
        return [record for record in self._hidden if record.kind is wanted]

    def _perhaps(self, certain: list[str], strange: list[str], pending: bool, wanted: Kind) -> Membership:
        """Return what a list refers to some of whose ids may be of the stack after all."""
        hidden = self._may_be(strange[0], wanted)
        why = unknown(f"id of {hidden[0].label}")
        possible = (*strange, *(record.urn for record in hidden))
        return Membership(certain=tuple(certain), possible=possible, open=why if pending else None, doubt=why)

    def _edges(self, record: Record, name: str, wanted: Kind) -> tuple[list[str], Unknown | None]:
        """Return the nodes of a kind that an input depends on, and a doubt where one leads to something unknown."""
        sources = [self.records[urn] for urn in record.edges.get(name, ()) if urn in self.records]
        direct = [source.urn for source in sources if source.kind is wanted]
        if direct:
            return _unique(direct), None
        refs = [self._led_to(source, wanted) for source in sources]
        opened = [ref.open for ref in refs if ref and ref.open]
        return _unique(key for ref in refs if ref for key in ref.keys), opened[0] if opened else None

    def _named(self, key: str, wanted: Kind, where: str) -> Ref:
        """Return what a known id leads to: the thing itself, or what it hangs on."""
        found = self.records.get(key)
        if found is None or found.kind is wanted:
            return Ref((key,), input=where)
        return self._led_to(found, wanted) or Ref(open=unknown(where), input=where)

    def _led_to(self, source: Record, wanted: Kind) -> Ref | None:
        """Return what another kind stands for: an instance for its primary ENI, a set for its instances."""
        if wanted is Kind.ENI and source.kind is Kind.INSTANCE:
            return self.primary(source)
        if wanted is Kind.INSTANCE and source.kind is Kind.INSTANCE_SET:
            return Ref((source.urn,))
        return self.follow(source, wanted)

    def follow(self, source: Record, wanted: Kind) -> Ref | None:
        """Return what a resource's own inputs say of this kind; None when they say nothing of it."""
        following = _NEXT.get(source.kind, {})
        if wanted in following:
            return self.one(source, following[wanted], wanted)
        for kind, name in following.items():
            key = self.one(source, name, kind).certain
            found = self.records.get(key.removesuffix(PRIMARY)) if key else None
            deeper = self.follow(found, wanted) if found else None
            if deeper is not None:
                return deeper
        return None


def _unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
