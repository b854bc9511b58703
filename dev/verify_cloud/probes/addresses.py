"""IPv6 addresses: reserved ones, and those with public bandwidth, which no traffic uses."""

from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import NETWORK, probe


@probe(NETWORK, "Vpc.AllocateIpv6Address: note")
def reserved_address_on_an_eni(lab: Lab) -> str:
    """Assign a reserved IPv6 address to an ENI."""
    reserved = lab.cloud.call("Vpc", "AllocateIpv6Address", VSwitchId=lab.vswitch, Tag=lab.tags)
    asked = {"NetworkInterfaceId": lab.new_eni(), "Ipv6Address": [reserved["Ipv6Address"]]}
    return lab.cloud.attempt("Ecs", "AssignIpv6Addresses", **asked)


@probe(NETWORK, "Vpc: refusal DependencyViolation.Ipv6Address")
def vswitch_with_a_reserved_address(lab: Lab) -> str:
    """Delete a vSwitch in which an IPv6 address is reserved."""
    vswitch = lab.new_vswitch(lab.vpc, 3)
    lab.cloud.call("Vpc", "AllocateIpv6Address", VSwitchId=vswitch, Tag=lab.tags)
    return lab.cloud.attempt("Vpc", "DeleteVSwitch", VSwitchId=vswitch)


@probe(NETWORK, "Vpc: refusal OperationDenied.RuleExists")
def second_egress_only_rule(lab: Lab) -> str:
    """Create a second egress-only rule for a public IPv6 address."""
    _, address = lab.new_public_address()
    asked = {"Ipv6GatewayId": lab.gateway, "InstanceId": address["Ipv6AddressId"], "Name": lab.name("rule")}
    lab.cloud.call("Vpc", "CreateIpv6EgressOnlyRule", **asked)
    return lab.cloud.attempt("Vpc", "CreateIpv6EgressOnlyRule", **asked)


@probe(NETWORK, "Ecs.UnassignIpv6Addresses: note")
def unassigned_with_bandwidth(lab: Lab) -> str:
    """Unassign an IPv6 address that has public bandwidth."""
    eni, address = lab.new_public_address()
    asked = {"NetworkInterfaceId": eni, "Ipv6Address": [address["Ipv6Address"]]}
    done = lab.cloud.attempt("Ecs", "UnassignIpv6Addresses", **asked)
    path = ("Ipv6Addresses", "Ipv6Address")
    left = lab.cloud.rows("Vpc", "DescribeIpv6Addresses", *path, Ipv6AddressId=address["Ipv6AddressId"])
    return f"{done}; addresses left {len(left)}"
