"""The modelled network, read from the state for `alicloud_rules.reachability`."""

from ipaddress import AddressValueError, IPv6Address, IPv6Network

from alicloud_rules import network, security_groups
from alicloud_rules.addressing import VPC_IPV6_PREFIX
from alicloud_rules.security_groups import GroupType
from alicloud_sandbox.core import entities
from alicloud_sandbox.core.store import Store


def between(store: Store, source: str, target: str) -> network.Network:
    """Return the part of the network that decides whether IPv6 packets pass from `source` to `target`.

    It has the VPC of each address, the ENI with the address, and its vSwitch and groups, in whatever account.
    """
    vpcs = [vpc for address in (source, target) for vpc in _vpcs(store, address)]
    enis = [eni for vpc in vpcs for address in (source, target) for eni in _enis(store, vpc, address)]
    vswitches = [vswitch for eni in enis if (vswitch := store.get(entities.VSwitch, eni.vswitch_id))]
    groups = [group for eni in enis for one in eni.group_ids if (group := store.get(entities.SecurityGroup, one))]
    return network.Network(
        vpcs={vpc.id: _vpc(store, vpc) for vpc in vpcs},
        vswitches={one.id: network.Vswitch(one.id, one.vpc_id, one.ipv6_cidr or None) for one in vswitches},
        groups={group.id: _group(group, source, target) for group in groups},
        enis={eni.id: _eni(store, eni) for eni in enis},
    )


def _vpcs(store: Store, address: str) -> list[entities.Vpc]:
    """Return the VPC whose IPv6 block contains the address: none or one, since no two VPCs share a block."""
    try:
        block = IPv6Network((int(IPv6Address(address)), VPC_IPV6_PREFIX), strict=False)
    except AddressValueError:
        return []
    return store.find(entities.Vpc, ipv6=str(block))


def _enis(store: Store, vpc: entities.Vpc, address: str) -> list[entities.Eni]:
    found = store.find(entities.Ipv6Address, address=f"{vpc.id}/{IPv6Address(address)}")
    return [eni for one in found if (eni := store.get(entities.Eni, one.eni_id))]


def _vpc(store: Store, vpc: entities.Vpc) -> network.Vpc:
    gateways = store.find(entities.Ipv6Gateway, vpc=vpc.id)
    return network.Vpc(vpc.id, vpc.name, vpc.ipv6_cidr or None, gateways[0].id if gateways else None)


def _eni(store: Store, eni: entities.Eni) -> network.Eni:
    instance = store.get(entities.Instance, eni.instance_id) if eni.status == "InUse" else None
    return network.Eni(
        id=eni.id,
        name=eni.name,
        vpc_id=eni.vpc_id,
        vswitch_id=eni.vswitch_id,
        group_ids=tuple(eni.group_ids),
        addresses=tuple(_address(store, one) for one in store.find(entities.Ipv6Address, eni=eni.id)),
        instance_id=instance.id if instance else None,
        instance_running=instance is not None and instance.status == "Running",
    )


def _address(store: Store, address: entities.Ipv6Address) -> network.Ipv6Address:
    return network.Ipv6Address(
        address=address.address,
        bandwidth=f"{address.bandwidth} Mbit/s" if address.bandwidth_id else None,
        egress_only=store.count(entities.EgressOnlyRule, address=address.id) > 0,
        configured_in_guest=address.in_guest,
    )


def _group(group: entities.SecurityGroup, source: str, target: str) -> security_groups.SecurityGroup:
    return security_groups.SecurityGroup(
        id=group.id,
        name=group.name,
        vpc_id=group.vpc_id,
        advanced=group.kind == GroupType.ADVANCED,
        inner_access=group.inner_access == "Accept",
        rules=tuple(_rule(rule) for rule in group.rules if _is_for(rule, source, target)),
    )


def _is_for(rule: entities.Rule, source: str, target: str) -> bool:
    """Return whether a rule applies to the address on the group's own side."""
    if rule.own_cidr:
        return False
    own = target if rule.direction == security_groups.Direction.INGRESS else source
    return not rule.own_ipv6_cidr or IPv6Address(own) in IPv6Network(rule.own_ipv6_cidr, strict=False)


def _rule(rule: entities.Rule) -> security_groups.Rule:
    return security_groups.Rule(
        direction=security_groups.Direction(rule.direction),
        policy=security_groups.Policy(rule.policy),
        protocol=rule.protocol,
        port_range=rule.port_range,
        cidr=rule.cidr or rule.ipv6_cidr or None,
        group_id=rule.group_id or None,
        priority=rule.priority,
    )
