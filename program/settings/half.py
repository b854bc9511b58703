"""One half of the example: a VPC with a vSwitch and a security group, an instance and its secondary ENI."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alicloud_ipv6.ipv6_plan import wanted_problem
from alicloud_rules.addressing import vpc_cidr_problem, vswitch_cidr_problem
from alicloud_rules.limits import mask_problem, same_zone_problem
from alicloud_rules.names import ecs_name_problem, vpc_name_problem
from alicloud_rules.regions import zone_problem

from .reader import Reader


@dataclass(frozen=True)
class Half:
    """What the two halves can differ in. Names are the best-practice page's, with the half's number."""

    number: int
    zone_id: str
    """Empty: the first zone of the region that sells the instance type."""
    vpc_name: str
    vpc_cidr_block: str
    vswitch_name: str
    vswitch_cidr_block: str
    ipv6_mask: int
    security_group_name: str
    instance_name: str
    network_interface_name: str
    ipv6_address_count: int
    """How many IPv6 addresses the service chooses for the ENI; 0 when they are given."""
    ipv6_addresses: Sequence[str]


def read_half(reader: Reader, number: int, shared_zone: str, shared_count: int) -> Half:
    """Read one entry of `halves`; what it leaves out is shared by both halves or follows from its number."""
    addresses = reader.texts("ipv6Addresses")
    own_count = reader.has("ipv6AddressCount")
    count = reader.integer("ipv6AddressCount", shared_count)
    if addresses:
        reader.note("ipv6Addresses", wanted_problem(count if own_count else None, addresses))
    elif own_count:
        reader.note("ipv6AddressCount", wanted_problem(count, None))
    half = Half(
        number=number,
        zone_id=reader.text("zoneId", shared_zone),
        vpc_name=reader.text("vpcName", f"test-vpc-{number}"),
        vpc_cidr_block=reader.text("vpcCidrBlock", f"10.{number}.0.0/16"),
        vswitch_name=reader.text("vswitchName", f"test-vsw-{number}"),
        vswitch_cidr_block=reader.text("vswitchCidrBlock", f"10.{number}.1.0/24"),
        ipv6_mask=reader.integer("ipv6Mask", number),
        security_group_name=reader.text("securityGroupName", f"test-group-{number}"),
        instance_name=reader.text("instanceName", f"test-ecs-ipv6-{number}"),
        network_interface_name=reader.text("networkInterfaceName", f"test-eni-ipv6-{number}"),
        ipv6_address_count=0 if addresses else count,
        ipv6_addresses=addresses,
    )
    reader.note_unknown()
    return half


def in_one_zone(first: Half, second: Half, readers: Sequence[Reader]) -> tuple[Half, Half]:
    """Return the two halves of example 1, in one zone: the one that either says; the first one has no ENI of its own.

    A zone or an ENI that does not fit is noted under its key.
    """
    for key in ("networkInterfaceName", "ipv6AddressCount", "ipv6Addresses"):
        if readers[0].has(key):
            readers[0].note(key, "In example 1 the first half, the resource account's, has no ENI of its own.")
    zone = first.zone_id or second.zone_id
    if first.zone_id and second.zone_id:
        readers[1].note("zoneId", same_zone_problem(second.zone_id, first.zone_id))
    return replace(first, zone_id=zone), replace(second, zone_id=zone)


def check_half(half: Half, region: str, reader: Reader) -> None:
    """Note what the service would refuse of a half."""
    if half.zone_id:
        reader.note("zoneId", zone_problem(half.zone_id, region))
    reader.note("vpcCidrBlock", vpc_cidr_problem(half.vpc_cidr_block))
    if vpc_cidr_problem(half.vpc_cidr_block) is None:
        reader.note("vswitchCidrBlock", vswitch_cidr_problem(half.vswitch_cidr_block, half.vpc_cidr_block))
    reader.note("ipv6Mask", mask_problem(half.ipv6_mask))
    reader.note("vpcName", vpc_name_problem(half.vpc_name))
    reader.note("vswitchName", vpc_name_problem(half.vswitch_name))
    reader.note("securityGroupName", ecs_name_problem(half.security_group_name))
    reader.note("instanceName", ecs_name_problem(half.instance_name))
    reader.note("networkInterfaceName", ecs_name_problem(half.network_interface_name))
