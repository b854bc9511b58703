"""The rules of IPv6 gateways: one per VPC with IPv6, deleted after their bandwidth and rules."""

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import EgressOnlyRule, Ipv6Address, Ipv6Gateway, Vpc


def get_gateway(call: Call, gateway_id: str) -> Ipv6Gateway:
    """Return the caller's IPv6 gateway in this region."""
    return call.get_owned(Ipv6Gateway, gateway_id, "ResourceNotFound.Ipv6Gateway", "IPv6 gateway")


def check_vpc(call: Call, vpc: Vpc) -> None:
    """Refuse a second gateway, and one for a VPC without IPv6 (both codes are assumed)."""
    if not vpc.ipv6_cidr:
        raise ApiError(400, "InvalidVpc.Ipv6NotTurnOn", f"The VPC {vpc.id} has no IPv6 block; turn its IPv6 on first.")
    if vpc.status != "Available":
        raise ApiError(400, "IncorrectStatus.Vpc", f"The VPC {vpc.id} is {vpc.status}; a gateway needs it Available.")
    for gateway in call.store.find(Ipv6Gateway, vpc=vpc.id):
        raise ApiError(400, "QuotaExceeded.Ipv6Gateway", f"The VPC {vpc.id} has the IPv6 gateway {gateway.id} already.")


def delete(call: Call, gateway: Ipv6Gateway) -> None:
    """Delete a gateway that carries no public bandwidth and no egress-only rule."""
    for address in call.store.find(Ipv6Address, gateway=gateway.id):
        raise _in_use(gateway, "Ipv6InternetBandwidth", f"public bandwidth for {address.address}")
    for rule in call.store.find(EgressOnlyRule, gateway=gateway.id):
        raise _in_use(gateway, "Ipv6EgressOnlyRule", f"the egress-only rule {rule.id}")
    call.store.delete(gateway)


def _in_use(gateway: Ipv6Gateway, part: str, what: str) -> ApiError:
    return ApiError(400, f"DependencyViolation.{part}", f"The IPv6 gateway {gateway.id} still has {what}.")
