"""The network of example 2, and the ways to break it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from alicloud_rules.network import Eni, Ipv6Address, Network, Vpc, Vswitch
from alicloud_rules.security_groups import Direction, Policy, Rule, SecurityGroup
from alicloud_rules.verdict import Piece

ONE, TWO, INTERNET = "2001:db8:0:100::1", "2001:db8:0:200::2", "2606:4700::1111"
NEIGHBOUR = "2001:db8:0:100::9"
LET_IPV6_IN = Rule(Direction.INGRESS, Policy.ACCEPT, "all", "-1/-1", "::/0", None, 1)
DROP_OUT = Rule(Direction.EGRESS, Policy.DROP, "all", "-1/-1", "::/0", None, 1)


def half(number: int, address: str) -> tuple[Vpc, Vswitch, SecurityGroup, Eni]:
    """One of the two halves of example 2, with the page's names."""
    vpc = Vpc(f"vpc-{number}", f"test-vpc-{number}", f"2001:db8:0:{number}00::/56", f"ipv6gw-{number}")
    vswitch = Vswitch(f"vsw-{number}", vpc.id, f"2001:db8:0:{number}00::/64")
    group = SecurityGroup(f"sg-{number}", f"test-group-{number}", vpc.id, False, True, (LET_IPV6_IN,))
    addresses = (Ipv6Address(address, "5 Mbit/s"),)
    name = f"test-eni-ipv6-{number}"
    return vpc, vswitch, group, Eni(f"eni-{number}", name, vpc.id, vswitch.id, (group.id,), addresses, f"i-{number}")


def example_2() -> Network:
    halves = (half(1, ONE), half(2, TWO))
    return Network(
        vpcs={vpc.id: vpc for vpc, _, _, _ in halves},
        vswitches={vswitch.id: vswitch for _, vswitch, _, _ in halves},
        groups={group.id: group for _, _, group, _ in halves},
        enis={eni.id: eni for _, _, _, eni in halves},
    )


def with_neighbour(network: Network) -> Network:
    """Add a second ENI to the VPC, vSwitch and group of the first, without public bandwidth."""
    neighbour = replace(
        network.enis["eni-1"],
        id="eni-9",
        name="neighbour",
        addresses=(Ipv6Address(NEIGHBOUR, None),),
        instance_id="i-9",
    )
    return replace(network, enis={**network.enis, neighbour.id: neighbour})


def change(network: Network, kind: str, key: str, **changes: object) -> Network:
    """Return the network with fields of one part replaced, such as `change(network, "vpcs", "vpc-1", name="x")`."""
    parts = getattr(network, kind)
    return replace(network, **{kind: {**parts, key: replace(parts[key], **changes)}})


def change_address(network: Network, key: str, **changes: object) -> Network:
    fields: dict[str, Any] = dict(changes)
    return change(network, "enis", key, addresses=(replace(network.enis[key].addresses[0], **fields),))


Break = Callable[[Network], Network]
BREAKS: dict[str, tuple[Break, Piece, str]] = {
    "source address": (lambda n: change(n, "enis", "eni-1", addresses=()), Piece.SOURCE_ADDRESS, ONE),
    "target address": (lambda n: change(n, "enis", "eni-2", addresses=()), Piece.TARGET_ADDRESS, TWO),
    "source VPC": (lambda n: change(n, "vpcs", "vpc-1", ipv6_block=None), Piece.VPC_IPV6, "test-vpc-1"),
    "target VPC": (lambda n: change(n, "vpcs", "vpc-2", ipv6_block=None), Piece.VPC_IPV6, "test-vpc-2"),
    "source vSwitch": (lambda n: change(n, "vswitches", "vsw-1", ipv6_block=None), Piece.VSWITCH_IPV6, "vsw-1"),
    "target vSwitch": (lambda n: change(n, "vswitches", "vsw-2", ipv6_block=""), Piece.VSWITCH_IPV6, "vsw-2"),
    "source detached": (lambda n: change(n, "enis", "eni-1", instance_id=None), Piece.INSTANCE, "test-eni-ipv6-1"),
    "target detached": (lambda n: change(n, "enis", "eni-2", instance_id=None), Piece.INSTANCE, "test-eni-ipv6-2"),
    "source stopped": (lambda n: change(n, "enis", "eni-1", instance_running=False), Piece.INSTANCE, "i-1"),
    "target stopped": (lambda n: change(n, "enis", "eni-2", instance_running=False), Piece.INSTANCE, "i-2"),
    "source guest": (lambda n: change_address(n, "eni-1", configured_in_guest=False), Piece.GUEST, "i-1"),
    "target guest": (lambda n: change_address(n, "eni-2", configured_in_guest=False), Piece.GUEST, "i-2"),
    "source gateway": (lambda n: change(n, "vpcs", "vpc-1", ipv6_gateway_id=None), Piece.IPV6_GATEWAY, "test-vpc-1"),
    "target gateway": (lambda n: change(n, "vpcs", "vpc-2", ipv6_gateway_id=None), Piece.IPV6_GATEWAY, "test-vpc-2"),
    "source bandwidth": (lambda n: change_address(n, "eni-1", bandwidth=None), Piece.BANDWIDTH, "test-eni-ipv6-1"),
    "target bandwidth": (lambda n: change_address(n, "eni-2", bandwidth=""), Piece.BANDWIDTH, "test-eni-ipv6-2"),
    "egress-only": (lambda n: change_address(n, "eni-2", egress_only=True), Piece.EGRESS_ONLY_RULE, "test-eni-ipv6-2"),
    "egress rule": (lambda n: change(n, "groups", "sg-1", rules=(DROP_OUT,)), Piece.EGRESS_RULE, "test-group-1"),
    "ingress rule": (lambda n: change(n, "groups", "sg-2", rules=()), Piece.INGRESS_RULE, "test-group-2"),
}


def damaged(network: Network, names: Iterable[str]) -> Network:
    for name in names:
        network = BREAKS[name][0](network)
    return network
