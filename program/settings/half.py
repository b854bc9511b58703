"""One half of the example: a VPC with a vSwitch and a security group, an instance and its secondary ENI."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alicloud_rules.addressing import check_mask, check_vpc_cidr, check_vswitch_cidr
from alicloud_rules.desired_addresses import check_desired_addresses
from alicloud_rules.limits import cross_account_same_zone
from alicloud_rules.names import check_ecs_name, check_vpc_name
from alicloud_rules.regions import check_zone

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
        reader.note("ipv6Addresses", check_desired_addresses(count if own_count else None, addresses))
    elif own_count:
        reader.note("ipv6AddressCount", check_desired_addresses(count, None))
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
        readers[1].note("zoneId", cross_account_same_zone.check(second.zone_id, first.zone_id))
    return replace(first, zone_id=zone), replace(second, zone_id=zone)


def check_half(half: Half, region: str, reader: Reader) -> None:
    """Note what the service would refuse of a half."""
    if half.zone_id:
        reader.note("zoneId", check_zone(half.zone_id, region))
    reader.note("vpcCidrBlock", check_vpc_cidr(half.vpc_cidr_block))
    if check_vpc_cidr(half.vpc_cidr_block) is None:
        reader.note("vswitchCidrBlock", check_vswitch_cidr(half.vswitch_cidr_block, half.vpc_cidr_block))
    reader.note("ipv6Mask", check_mask(half.ipv6_mask))
    reader.note("vpcName", check_vpc_name(half.vpc_name))
    reader.note("vswitchName", check_vpc_name(half.vswitch_name))
    reader.note("securityGroupName", check_ecs_name(half.security_group_name))
    reader.note("instanceName", check_ecs_name(half.instance_name))
    reader.note("networkInterfaceName", check_ecs_name(half.network_interface_name))
