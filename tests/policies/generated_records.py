"""Plans drawn by hypothesis, as records: everything known, every reference right; and the same with values masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from alicloud_policies.model.policy_sdk import UNKNOWN, Plain
from alicloud_policies.model.record import Provider, Record
from alicloud_policies.model.resource_kinds import Kind
from alicloud_policies.model.three_valued import unknown

TYPES = ("ecs.g6.large", "ecs.g7.xlarge", "ecs.n4.large", "ecs.not.listed")
INNER = ("instanceType", "ipv6AddressCount", "securityGroupIds", "networkInterfaceId", "vswitchId")
"""What the ENIs hold that come with something."""
ZONES = ("cn-beijing-a", "cn-beijing-b")
OTHER_REGION = "cn-hangzhou"
OWN = Provider(urn="urn::own", name="own", region="cn-beijing", account="1000000000000001")
THEIRS = Provider(urn="urn::theirs", name="theirs", region="cn-beijing", account="1000000000000002")
ABROAD = Provider(urn="urn::abroad", name="abroad", region=OTHER_REGION, account="1000000000000001")


def record(
    kind: Kind,
    name: str,
    inputs: Mapping[str, Any] | None = None,
    *,
    edges: Mapping[str, Sequence[Record]] | None = None,
    outputs: Mapping[str, Any] | None = None,
    exists: bool = True,
    provider: Provider | None = OWN,
) -> Record:
    """A record whose inputs are its outputs too; its id is its name."""
    return Record(
        kind=kind,
        urn=f"urn:pulumi:dev::project::{kind.name.lower()}::{name}",
        label=f"{kind.name.title()} {name}",
        id=name if exists else None,
        inputs=dict(inputs or {}),
        outputs={**(inputs or {}), **(outputs or {})},
        edges={key: tuple(one.urn for one in found) for key, found in (edges or {}).items()},
        provider=provider,
    )


class Draw:
    """Draws one plan, resource by resource."""

    def __init__(self, draw: st.DrawFn, *, all_edges: bool = False) -> None:
        """`all_edges` lets no reference be an id without the edge that says where it comes from."""
        self._draw = draw
        self._all_edges = all_edges
        self.records: list[Record] = []
        self._attached: set[str] = set()

    def free_eni(self) -> Record | None:
        """An ENI that is on no instance yet: it can only be on one."""
        found = self.one_of(Kind.ENI)
        if found is None or found.urn in self._attached:
            return None
        self._attached.add(found.urn)
        return found

    def add(
        self,
        kind: Kind,
        inputs: Mapping[str, Any],
        nested: Sequence[Record] = (),
        /,
        **refs: Record | Sequence[Record],
    ) -> Record:
        """Add a resource; `refs` are what its inputs refer to, by their ids, and `nested` what networkInterfaces do."""
        given, edges = dict(inputs), {"networkInterfaces": list(nested)}
        for name, target in refs.items():
            given[name] = target.id if isinstance(target, Record) else [one.id for one in target]
            if self._all_edges or self._draw(st.booleans()):
                edges[name] = [target] if isinstance(target, Record) else list(target)
        provider = self._draw(st.sampled_from((OWN, OWN, OWN, THEIRS, ABROAD)))
        made = record(kind, f"{kind.name.lower()}-{len(self.records)}", given, edges=edges, provider=provider)
        self.records.append(made)
        return made

    def some(self, kind: Kind, most: int = 2) -> range:
        """How many of a kind there are."""
        least = 1 if kind in (Kind.VPC, Kind.VSWITCH, Kind.GROUP) else 0
        return range(self._draw(st.integers(least, most)))

    def one_of(self, kind: Kind, *, outside: bool = True) -> Record | None:
        """One of those there are; sometimes one that lives outside the stack."""
        found = [one for one in self.records if one.kind is kind]
        if outside and self._draw(st.integers(0, 9)) == 0:
            return record(kind, f"{kind.name.lower()}-outside")
        return self._draw(st.sampled_from(found)) if found else None

    def several(self, kind: Kind) -> list[Record]:
        """One or more of those there are."""
        found = [one for one in self.records if one.kind is kind]
        return self._draw(st.lists(st.sampled_from(found), min_size=1, max_size=2, unique_by=lambda one: one.urn))

    def from_template(self) -> dict[str, Record | Sequence[Record]]:
        """The reference to a launch template, if there is one and it is used."""
        template = self.one_of(Kind.TEMPLATE) if self._draw(st.booleans()) else None
        return {"launchTemplateId": template} if template else {}

    def ipv6(self) -> dict[str, Any]:
        """How many IPv6 addresses, by a number or by a list."""
        number = self._draw(st.integers(0, 3))
        if self._draw(st.booleans()):
            return {"ipv6AddressCount": number} if number else {}
        return {"ipv6Addresses": [f"2001:db8::{place}" for place in range(number)]} if number else {}


@st.composite
def whole_plans(draw: st.DrawFn, *, all_edges: bool = False) -> list[Record]:
    """A plan of which everything is known; most are small, and wrong in one way or another."""
    plan = Draw(draw, all_edges=all_edges)
    for _ in plan.some(Kind.VPC):
        plan.add(Kind.VPC, {"enableIpv6": draw(st.booleans())})
    for _ in plan.some(Kind.VSWITCH, 3):
        mask = draw(st.sampled_from(({}, {"ipv6CidrBlockMask": 1}, {"ipv6CidrBlockMask": 2})))
        vpc = plan.one_of(Kind.VPC)
        assert vpc
        enabled = draw(st.sampled_from(({}, {}, {"enableIpv6": True}, {"enableIpv6": False})))
        plan.add(Kind.VSWITCH, {"zoneId": draw(st.sampled_from(ZONES)), **mask, **enabled}, vpcId=vpc)
    for _ in plan.some(Kind.GROUP):
        plan.add(Kind.GROUP, {"securityGroupType": draw(st.sampled_from(("normal", "enterprise")))})
    for _ in plan.some(Kind.ENI, 3):
        vswitch = plan.one_of(Kind.VSWITCH)
        assert vswitch
        secondary = {"secondaryPrivateIpAddressCount": draw(st.integers(0, 2))}
        plan.add(Kind.ENI, {**plan.ipv6(), **secondary}, vswitchId=vswitch, securityGroupIds=plan.several(Kind.GROUP))
    for _ in plan.some(Kind.TEMPLATE, 1):
        _template(plan, draw)
    for _ in plan.some(Kind.INSTANCE):
        _instance(plan, draw)
    for _ in plan.some(Kind.SCALING_GROUP, 1):
        _scaling(plan, draw)
    for _ in plan.some(Kind.INSTANCE_SET, 1):
        vswitch = plan.one_of(Kind.VSWITCH)
        assert vswitch
        inputs = {"amount": draw(st.integers(1, 3)), "instanceType": draw(st.sampled_from(TYPES))}
        plan.add(Kind.INSTANCE_SET, inputs, vswitchId=vswitch, securityGroupIds=plan.several(Kind.GROUP))
    _joining(plan, draw)
    _public(plan, draw)
    return plan.records


def _template(plan: Draw, draw: st.DrawFn) -> None:
    """A launch template with what its users may leave to it."""
    inputs: dict[str, Any] = {"instanceType": draw(st.sampled_from(TYPES)), "launchTemplateName": "template"}
    nested = plan.several(Kind.GROUP)[: draw(st.integers(0, 1))]
    if nested:
        inputs["networkInterfaces"] = {"securityGroupId": nested[0].id}
    refs: dict[str, Record | Sequence[Record]] = {"securityGroupIds": plan.several(Kind.GROUP)}
    if vswitch := plan.one_of(Kind.VSWITCH):
        refs["vswitchId"] = vswitch
    plan.add(Kind.TEMPLATE, inputs, nested, **refs)


def _instance(plan: Draw, draw: st.DrawFn) -> None:
    """An instance that says all by itself, or leaves some of it to a launch template."""
    inputs, refs = plan.ipv6(), plan.from_template()
    if not refs or draw(st.booleans()):
        inputs["instanceType"] = draw(st.sampled_from(TYPES))
        vswitch = plan.one_of(Kind.VSWITCH)
        assert vswitch
        refs |= {"vswitchId": vswitch, "securityGroups": plan.several(Kind.GROUP)}
    if draw(st.integers(0, 4)) == 0 and (eni := plan.free_eni()):
        refs["networkInterfaceId"] = eni
    nested: list[Record] = []
    way = draw(st.integers(0, 3))
    if way == 0 and (eni := plan.free_eni()):
        inputs["networkInterfaces"] = [{"networkInterfaceId": eni.id}]
        nested = [eni]
    elif way == 1 and (vswitch := plan.one_of(Kind.VSWITCH)):
        groups = plan.several(Kind.GROUP)
        inputs["networkInterfaces"] = {"vswitchId": vswitch.id, "securityGroupIds": [one.id for one in groups]}
        nested = [vswitch, *groups]
    plan.add(Kind.INSTANCE, inputs, nested, **refs)


def _scaling(plan: Draw, draw: st.DrawFn) -> None:
    """A scaling group and what it makes its instances from."""
    sizes = {name: draw(st.integers(0, 3)) for name in ("minSize", "desiredCapacity", "maxSize")}
    refs = plan.from_template()
    group = plan.add(Kind.SCALING_GROUP, sizes, vswitchIds=plan.several(Kind.VSWITCH), **refs)
    groups = plan.several(Kind.GROUP)
    enis = [
        {
            "instanceType": kind,
            "ipv6AddressCount": draw(st.integers(0, 2)),
            "securityGroupIds": [one.id for one in groups],
        }
        for kind in draw(st.lists(st.sampled_from(("Primary", "Secondary")), max_size=3))
    ]
    types = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=2))
    in_force = {"active": draw(st.booleans()), "enable": True}
    inputs = {"instanceTypes": types, "networkInterfaces": enis, **in_force}
    plan.add(Kind.SCALING_CONFIGURATION, inputs, groups if enis else (), scalingGroupId=group)


def _joining(plan: Draw, draw: st.DrawFn) -> None:
    for _ in plan.some(Kind.ATTACHMENT):
        instance = plan.one_of(draw(st.sampled_from((Kind.INSTANCE, Kind.INSTANCE, Kind.INSTANCE_SET))))
        if instance and (eni := plan.free_eni()):
            plan.add(Kind.ATTACHMENT, {}, networkInterfaceId=eni, instanceId=instance)
    for _ in plan.some(Kind.ASSIGNMENT):
        if eni := plan.one_of(Kind.ENI):
            region = draw(st.sampled_from(("cn-beijing", "cn-beijing", OTHER_REGION)))
            plan.add(Kind.ASSIGNMENT, {"region": region, **plan.ipv6()}, networkInterfaceId=eni)
    for _ in plan.some(Kind.PERMISSION, 1):
        if eni := plan.one_of(Kind.ENI):
            permission = draw(st.sampled_from(("InstanceAttach", "EIPAttach")))
            plan.add(Kind.PERMISSION, {"permission": permission}, networkInterfaceId=eni)


def _public(plan: Draw, draw: st.DrawFn) -> None:
    for _ in plan.some(Kind.GATEWAY):
        vpc = plan.one_of(Kind.VPC)
        assert vpc
        plan.add(Kind.GATEWAY, {}, vpcId=vpc)
    for _ in plan.some(Kind.ADDRESS, 1):
        vswitch = plan.one_of(Kind.VSWITCH, outside=False)
        assert vswitch
        plan.add(Kind.ADDRESS, {}, vswitchId=vswitch)
    for _ in plan.some(Kind.BANDWIDTH):
        gateway, address = plan.one_of(Kind.GATEWAY), plan.one_of(Kind.ADDRESS, outside=False)
        if gateway and address:
            plan.add(Kind.BANDWIDTH, {}, ipv6GatewayId=gateway, ipv6AddressId=address)
    for _ in plan.some(Kind.RULE):
        inputs = {
            "type": draw(st.sampled_from(("ingress", "ingress", "egress"))),
            "policy": draw(st.sampled_from(("accept", "accept", "drop"))),
            "ipProtocol": draw(st.sampled_from(("all", "tcp", "icmpv6"))),
            "portRange": draw(st.sampled_from(("-1/-1", "20/30", "443/443"))),
            "ipv6CidrIp": draw(st.sampled_from(("::/0", "::/0", "2001:db8::/64"))),
        }
        group = plan.one_of(Kind.GROUP)
        assert group
        plan.add(Kind.RULE, inputs, securityGroupId=group)


@dataclass(frozen=True)
class Mask:
    """What is hidden: an input of a resource, or what its provider says."""

    place: int
    """Of the record in the plan."""
    name: str
    """Of the input; `region` and `account` with a dot before them are the provider's."""
    edges: bool
    """Whether what the value comes from stays visible."""
    element: bool
    """Whether only the first element of a list is hidden."""
    inner: str = ""
    """Of what an object, the first one of a list, holds under this name: whether only that is hidden."""


@st.composite
def masked_plans(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    """A plan, and the same with some values not known yet and some ids not shown."""
    whole = draw(whole_plans())
    places = [(place, name) for place, one in enumerate(whole) for name in (*one.inputs, ".region", ".account")]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=8, unique=True))
    inner = st.sampled_from(("", *INNER))
    masks = [Mask(place, name, draw(st.booleans()), draw(st.booleans()), draw(inner)) for place, name in chosen]
    hidden = list(whole)
    for mask in masks:
        hidden[mask.place] = hide(hidden[mask.place], mask)
    for place in draw(st.sets(st.integers(0, len(whole) - 1), max_size=2)):
        hidden[place] = replace(hidden[place], id=None, changing=True)
    return whole, hidden


def hide(one: Record, mask: Mask) -> Record:
    """The record with one value masked."""
    if mask.name.startswith("."):
        assert one.provider
        hidden_provider = replace(one.provider, urn=f"{one.urn}-provider")
        why = unknown(f"{mask.name[1:]} of provider {one.provider.name}")
        by_region = mask.name == ".region"
        hidden_provider = replace(hidden_provider, region=why) if by_region else replace(hidden_provider, account=why)
        return replace(one, provider=hidden_provider)
    value = one.inputs[mask.name]
    hidden = _hidden(value, mask)
    edges = {name: urns for name, urns in one.edges.items() if mask.edges or name != mask.name}
    outputs = {name: output for name, output in one.outputs.items() if name != mask.name}
    return replace(one, inputs={**one.inputs, mask.name: hidden}, outputs=outputs, edges=edges)


def _hidden(value: Plain, mask: Mask) -> Plain:
    if isinstance(value, dict) and value.get(mask.inner) is not None:
        return {**value, mask.inner: UNKNOWN}
    if mask.element and isinstance(value, list) and value:
        return [_hidden(value[0], mask), *value[1:]]
    return UNKNOWN


def first_preview(whole: Sequence[Record]) -> list[Record]:
    """The plan before anything of it exists: no resource has an id, and whatever was one is not known."""
    ids = {one.id for one in whole}
    return [
        replace(one, id=None, inputs=_without(one.inputs, ids), outputs=_without(one.outputs, ids)) for one in whole
    ]


def _without(value: Plain, ids: set[str | None]) -> Plain:
    if isinstance(value, dict):
        return {key: _without(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, ids) for inner in value]
    return UNKNOWN if isinstance(value, str) and value in ids else value
