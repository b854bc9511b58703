"""The rules of VPCs: address blocks, and deletion."""

from ipaddress import IPv4Network, IPv6Network

from alicloud_rules import addressing
from alicloud_sandbox.core.api_errors import ApiError, invalid, violating
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Ipv6Gateway, RouteTable, SecurityGroup, Vpc, VSwitch

#: The documentation prefix (RFC 3849): no address of the sandbox exists on the internet.
IPV6_POOL = IPv6Network("2001:db8::/32")
IPV6_ISPS = ("BGP", "ChinaMobile", "ChinaUnicom", "ChinaTelecom")
_MOST_USER_CIDRS = 3


def new(call: Call, cidr: str, resource_group_id: str) -> tuple[Vpc, RouteTable]:
    """Return a new VPC with its system route table, neither of them saved."""
    vpc = Vpc(
        **call.new_entity_fields("vpc"),
        cidr=cidr,
        router_id=call.new_id("vrt"),
        resource_group_id=resource_group_id,
        status="Pending",
    )
    table = RouteTable(
        **call.new_entity_fields("vtb"),
        resource_group_id=resource_group_id,
        vpc_id=vpc.id,
        router_id=vpc.router_id,
    )
    return vpc, table


def check_cidr(cidr: str) -> None:
    """Refuse an IPv4 block that is not allowed for a VPC."""
    if violation := addressing.check_vpc_cidr(cidr):
        raise violating("CidrBlock", violation, "InvalidParameter")


def check_user_cidrs(text: str) -> list[str]:
    """Return the user CIDR blocks of a comma-separated list, at most three."""
    blocks = [block.strip() for block in text.split(",") if block.strip()]
    if len(blocks) > _MOST_USER_CIDRS:
        raise ApiError(400, "InvalidUserCidr.Quota", f"UserCidr takes at most {_MOST_USER_CIDRS} blocks.")
    for block in blocks:
        if violation := addressing.check_ipv4_cidr(block):
            raise violating("UserCidr", violation)
    return blocks


def turn_ipv6_on(call: Call, vpc: Vpc, isp: str) -> None:
    """Allocate a /56 that no other VPC has."""
    if isp not in IPV6_ISPS:
        raise invalid("Ipv6Isp", f"it must be one of {', '.join(IPV6_ISPS)}")
    if vpc.ipv6_cidr:
        return
    random = call.random()
    while True:
        offset = random.getrandbits(addressing.VPC_IPV6_PREFIX - IPV6_POOL.prefixlen)
        start = int(IPV6_POOL.network_address) + (offset << (128 - addressing.VPC_IPV6_PREFIX))
        block = str(IPv6Network((start, addressing.VPC_IPV6_PREFIX)))
        if not call.store.count(Vpc, ipv6=block):
            vpc.ipv6_cidr, vpc.ipv6_isp = block, isp
            return


def turn_ipv6_off(call: Call, vpc: Vpc) -> None:
    """Release the /56; refuse while a vSwitch has IPv6 or the VPC has an IPv6 gateway."""
    if any(vswitch.ipv6_cidr for vswitch in call.store.find(VSwitch, vpc=vpc.id)):
        raise _in_use(vpc, "VSwitch", "vSwitches with an IPv6 block")
    if call.store.find(Ipv6Gateway, vpc=vpc.id):
        raise _in_use(vpc, "Ipv6Gateway", "an IPv6 gateway")
    vpc.ipv6_cidr = vpc.ipv6_isp = ""


def change_cidr(call: Call, vpc: Vpc, cidr: str) -> None:
    """Change the IPv4 block; every vSwitch must still be inside it."""
    check_cidr(cidr)
    block = IPv4Network(cidr)
    secondary = [IPv4Network(one) for one in vpc.secondary_cidrs]
    for vswitch in call.store.find(VSwitch, vpc=vpc.id):
        if not any(IPv4Network(vswitch.cidr).subnet_of(one) for one in (block, *secondary)):
            raise invalid(
                "CidrBlock", f"{cidr} does not contain {vswitch.cidr} of vSwitch {vswitch.id}", "InvalidParameter"
            )
    vpc.cidr = cidr


def delete(call: Call, vpc: Vpc, *, force: bool) -> None:
    """Delete the VPC with its system route table; `force` also deletes its IPv6 gateway."""
    if call.store.find(VSwitch, vpc=vpc.id):
        raise _in_use(vpc, "VSwitch", "vSwitches")
    if call.store.find(SecurityGroup, vpc=vpc.id):
        raise _in_use(vpc, "SecurityGroup", "security groups")
    gateways = call.store.find(Ipv6Gateway, vpc=vpc.id)
    if gateways and not force:
        raise _in_use(vpc, "Ipv6Gateway", "an IPv6 gateway")
    call.store.delete(vpc, *gateways, *call.store.find(RouteTable, vpc=vpc.id))


def _in_use(vpc: Vpc, part: str, what: str) -> ApiError:
    return ApiError(400, f"DependencyViolation.{part}", f"The VPC {vpc.id} still has {what}; delete them first.")
