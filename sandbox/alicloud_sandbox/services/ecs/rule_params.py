"""How requests spell a security group rule: source and destination swap roles between ingress and egress."""

from alicloud_sandbox.core.params import Params
from alicloud_sandbox.services.ecs.rule_forms import Asked


class Permission(Params, kw_only=True):
    """What ingress and egress rules spell alike; all of it is optional here and judged by ``rule_forms``."""

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


class IngressPermission(Permission, kw_only=True):
    """An ingress rule: its peer is the source."""

    source_group_id: str = ""
    source_group_owner_id: str = ""


class EgressPermission(Permission, kw_only=True):
    """An egress rule: its peer is the destination."""

    dest_group_id: str = ""
    dest_group_owner_id: str = ""


def asked_in(p: IngressPermission) -> Asked:
    """An ingress rule as seen from its group."""
    return Asked(
        protocol=p.ip_protocol,
        port_range=p.port_range,
        policy=p.policy,
        priority=p.priority,
        nic_type=p.nic_type,
        peer_cidr=p.source_cidr_ip,
        peer_ipv6_cidr=p.ipv6_source_cidr_ip,
        peer_group=p.source_group_id,
        peer_owner=p.source_group_owner_id,
        own_cidr=p.dest_cidr_ip,
        own_ipv6_cidr=p.ipv6_dest_cidr_ip,
        source_port_range=p.source_port_range,
        description=p.description,
    )


def asked_out(p: EgressPermission) -> Asked:
    """An egress rule as seen from its group."""
    return Asked(
        protocol=p.ip_protocol,
        port_range=p.port_range,
        policy=p.policy,
        priority=p.priority,
        nic_type=p.nic_type,
        peer_cidr=p.dest_cidr_ip,
        peer_ipv6_cidr=p.ipv6_dest_cidr_ip,
        peer_group=p.dest_group_id,
        peer_owner=p.dest_group_owner_id,
        own_cidr=p.source_cidr_ip,
        own_ipv6_cidr=p.ipv6_source_cidr_ip,
        source_port_range=p.source_port_range,
        description=p.description,
    )
