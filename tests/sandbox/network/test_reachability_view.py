"""The network that the reachability model gets from the state."""

from alicloud_rules.security_groups import Direction, Policy
from alicloud_sandbox.core.entities import Ipv6Address
from alicloud_sandbox.network import reachability_view
from tests.sandbox.conftest import Cloud, Net, make_net
from tests.sandbox.services.ecs.eni_fixtures import assign, make_group
from tests.sandbox.services.ecs.instance_fixtures import attach_eni, run_instance


def test_only_what_the_two_addresses_touch_is_read(cloud: Cloud, net: Net) -> None:
    other, unrelated = make_net(cloud), make_net(cloud)
    instance = run_instance(cloud, net)
    eni, far = attach_eni(cloud, net, instance), attach_eni(cloud, other, run_instance(cloud, other))
    attach_eni(cloud, unrelated, run_instance(cloud, unrelated, Ipv6AddressCount=1))
    (source,), (target,) = assign(cloud, eni), assign(cloud, far)
    found = reachability_view.between(cloud.dispatcher.store, source, target)
    assert set(found.enis) == {eni, far}
    assert set(found.vpcs) == {net.vpc, other.vpc}
    assert set(found.vswitches) == {net.vswitch, other.vswitch}
    assert set(found.groups) == {net.group, other.group}
    (address,) = found.enis[eni].addresses
    assert (address.address, address.bandwidth, address.configured_in_guest) == (source, None, False)
    assert (found.enis[eni].instance_id, found.enis[eni].instance_running) == (instance, True)


def test_what_belongs_to_the_address_is_read(cloud: Cloud, net: Net) -> None:
    instance = run_instance(cloud, net, Ipv6AddressCount=1)
    (address,) = cloud.dispatcher.store.all_accounts(Ipv6Address)
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc)["Ipv6GatewayId"]
    cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6GatewayId=gateway, Ipv6AddressId=address.id, Bandwidth=7)
    cloud.vpc("CreateIpv6EgressOnlyRule", Ipv6GatewayId=gateway, InstanceId=address.id, InstanceType="Ipv6Address")
    cloud.ecs("StopInstance", InstanceId=instance)
    found = reachability_view.between(cloud.dispatcher.store, address.address, "2400:3200::1")
    (eni,) = found.enis.values()
    (read,) = eni.addresses
    assert (read.bandwidth, read.egress_only, eni.instance_running) == ("7 Mbit/s", True, False)
    assert found.vpcs[net.vpc].ipv6_gateway_id == gateway


def test_a_free_eni_is_on_no_instance(cloud: Cloud, net: Net) -> None:
    eni = attach_eni(cloud, net, instance := run_instance(cloud, net))
    (address,) = assign(cloud, eni)
    cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    found = reachability_view.between(cloud.dispatcher.store, address, address)
    assert found.enis[eni].instance_id is None


def test_rules_are_read_with_their_peer(cloud: Cloud, net: Net) -> None:
    peer = make_group(cloud, net)
    rules = [
        {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0", "Policy": "drop", "Priority": "3"},
        {"IpProtocol": "tcp", "PortRange": "22/22", "SourceGroupId": peer},
    ]
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=rules)
    run_instance(cloud, net, Ipv6AddressCount=1)
    (address,) = cloud.dispatcher.store.all_accounts(Ipv6Address)
    found = reachability_view.between(cloud.dispatcher.store, address.address, address.address).groups[net.group]
    by_protocol = {rule.protocol: rule for rule in found.rules}
    drop, group = by_protocol["icmpv6"], by_protocol["tcp"]
    assert (drop.direction, drop.policy, drop.cidr, drop.priority) == (Direction.INGRESS, Policy.DROP, "::/0", 3)
    assert (group.cidr, group.group_id, group.port_range) == (None, peer, "22/22")
    assert (found.advanced, found.inner_access) == (False, True)


def test_a_rule_for_some_of_the_group_s_addresses_holds_for_those_only(cloud: Cloud, net: Net) -> None:
    run_instance(cloud, net, Ipv6AddressCount=1)
    (address,) = cloud.dispatcher.store.all_accounts(Ipv6Address)
    for own in (f"{address.address}/128", "2001:db8::/128"):
        rule = {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0", "Ipv6DestCidrIp": own}
        cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=net.group, Permissions=[rule])
    store = cloud.dispatcher.store
    assert len(reachability_view.between(store, "2400:3200::1", address.address).groups[net.group].rules) == 1
    assert reachability_view.between(store, address.address, "2400:3200::1").groups[net.group].rules == ()


def test_addresses_outside_every_vpc_add_nothing(cloud: Cloud, net: Net) -> None:
    found = reachability_view.between(cloud.dispatcher.store, "2400:3200::1", "2400:3200::2")
    assert not (found.vpcs or found.enis or found.groups or found.vswitches)
