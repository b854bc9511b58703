"""Security group rules in requests; source and destination swap roles between ingress and egress."""

from typing import ClassVar

from alicloud_rules.security_groups import Direction
from alicloud_sandbox.core.entities import Rule
from alicloud_sandbox.core.params import Params


class RuleSpec(Params, kw_only=True):
    """The parameters that ingress and egress rules share; all are optional here and checked by `rule_parsing`.

    `PEER` and `OWN` are the names of the peer's side and of the group's own side in parameters and error codes.
    """

    DIRECTION: ClassVar[Direction]
    PEER: ClassVar[str]
    OWN: ClassVar[str]
    ip_protocol: str = ""
    port_range: str = ""
    policy: str = ""
    priority: str = ""
    nic_type: str = ""
    source_port_range: str = ""
    source_cidr_ip: str = ""
    ipv6_source_cidr_ip: str = ""
    dest_cidr_ip: str = ""
    ipv6_dest_cidr_ip: str = ""
    description: str | None = None

    @property
    def source_blocks(self) -> tuple[str, str]:
        """The IPv4 and the IPv6 block of the source."""
        return self.source_cidr_ip, self.ipv6_source_cidr_ip

    @property
    def dest_blocks(self) -> tuple[str, str]:
        """The IPv4 and the IPv6 block of the destination."""
        return self.dest_cidr_ip, self.ipv6_dest_cidr_ip


class IngressSpec(RuleSpec, kw_only=True):
    """An ingress rule: its peer is the source."""

    DIRECTION: ClassVar = Direction.INGRESS
    PEER: ClassVar = "Source"
    OWN: ClassVar = "Dest"
    source_group_id: str = ""
    source_group_owner_id: str = ""

    @property
    def peer_group(self) -> tuple[str, str]:
        """The id and the owner of the peer group."""
        return self.source_group_id, self.source_group_owner_id

    @property
    def blocks(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The blocks of the peer and of the group's own side."""
        return self.source_blocks, self.dest_blocks


class EgressSpec(RuleSpec, kw_only=True):
    """An egress rule: its peer is the destination."""

    DIRECTION: ClassVar = Direction.EGRESS
    PEER: ClassVar = "Dest"
    OWN: ClassVar = "Source"
    dest_group_id: str = ""
    dest_group_owner_id: str = ""

    @property
    def peer_group(self) -> tuple[str, str]:
        """The id and the owner of the peer group."""
        return self.dest_group_id, self.dest_group_owner_id

    @property
    def blocks(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The blocks of the peer and of the group's own side."""
        return self.dest_blocks, self.source_blocks


SPECS: dict[str, type[IngressSpec] | type[EgressSpec]] = {
    Direction.INGRESS: IngressSpec,
    Direction.EGRESS: EgressSpec,
}


def given(spec: IngressSpec | EgressSpec) -> dict[str, str]:
    """Return what a request gives of a rule, by field; the other parameters of the action are left out."""
    fields = SPECS[spec.DIRECTION].__struct_fields__
    return {name: value for name in fields if (value := getattr(spec, name))}


def spec_of(rule: Rule) -> IngressSpec | EgressSpec:
    """Return the spec of an existing rule."""
    kind = SPECS[rule.direction]
    peer, own = kind.PEER.lower(), kind.OWN.lower()
    sides = {
        f"{peer}_cidr_ip": rule.cidr,
        f"ipv6_{peer}_cidr_ip": rule.ipv6_cidr,
        f"{peer}_group_id": rule.group_id,
        f"{peer}_group_owner_id": rule.group_owner,
        f"{own}_cidr_ip": rule.own_cidr,
        f"ipv6_{own}_cidr_ip": rule.own_ipv6_cidr,
    }
    return kind(
        ip_protocol=rule.protocol,
        port_range=rule.port_range,
        policy=rule.policy,
        priority=str(rule.priority),
        nic_type=rule.nic_type,
        source_port_range=rule.source_port_range,
        description=rule.description,
        **sides,
    )
