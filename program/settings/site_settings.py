"""The settings of one site: a VPC with a vSwitch and a security group, an instance and its secondary ENI."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alicloud_rules.addressing import check_mask, check_vpc_cidr, check_vswitch_cidr
from alicloud_rules.desired_addresses import check_desired_addresses
from alicloud_rules.limits import cross_account_same_zone
from alicloud_rules.names import check_ecs_name, check_vpc_name
from alicloud_rules.regions import check_zone

from .setting_reader import SettingReader, if_set


@dataclass(frozen=True)
class Site:
    """The settings that can differ between the sites. Default names are the best-practice page's."""

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
    """The number of IPv6 addresses that the service chooses for the ENI; 0 if `ipv6_addresses` is set."""
    ipv6_addresses: Sequence[str]


def read_site(reader: SettingReader, number: int, shared_zone: str, shared_count: int, region: str) -> Site:
    """Return one entry of `sites`; defaults are shared by both sites or follow from the site's number."""
    addresses = reader.strings("ipv6Addresses")
    own_count = reader.has("ipv6AddressCount")
    count = reader.integer("ipv6AddressCount", shared_count)
    if addresses:
        reader.note("ipv6Addresses", check_desired_addresses(count if own_count else None, addresses))
    elif own_count:
        reader.note("ipv6AddressCount", check_desired_addresses(count, None))
    site = Site(
        number=number,
        zone_id=reader.string("zoneId", shared_zone, if_set(lambda zone: check_zone(zone, region))),
        vpc_name=reader.string("vpcName", f"test-vpc-{number}", check_vpc_name),
        vpc_cidr_block=reader.string("vpcCidrBlock", f"10.{number}.0.0/16", check_vpc_cidr),
        vswitch_name=reader.string("vswitchName", f"test-vsw-{number}", check_vpc_name),
        vswitch_cidr_block=reader.string("vswitchCidrBlock", f"10.{number}.1.0/24"),
        ipv6_mask=reader.integer("ipv6Mask", number, check_mask),
        security_group_name=reader.string("securityGroupName", f"test-group-{number}", check_ecs_name),
        instance_name=reader.string("instanceName", f"test-ecs-ipv6-{number}", check_ecs_name),
        network_interface_name=reader.string("networkInterfaceName", f"test-eni-ipv6-{number}", check_ecs_name),
        ipv6_address_count=0 if addresses else count,
        ipv6_addresses=addresses,
    )
    if check_vpc_cidr(site.vpc_cidr_block) is None:
        reader.note("vswitchCidrBlock", check_vswitch_cidr(site.vswitch_cidr_block, site.vpc_cidr_block))
    reader.note_unknown()
    return site


def in_one_zone(first: Site, second: Site, readers: Sequence[SettingReader]) -> tuple[Site, Site]:
    """Return the sites of example 1 in one zone, which either of them may set.

    Note a second zone, and settings of an ENI in the first site, which has none.
    """
    for key in ("networkInterfaceName", "ipv6AddressCount", "ipv6Addresses"):
        if readers[0].has(key):
            readers[0].note(key, "in example 1 the first site, the resource account's, has no secondary ENI.")
    zone = first.zone_id or second.zone_id
    if first.zone_id and second.zone_id:
        readers[1].note("zoneId", cross_account_same_zone.check(second.zone_id, first.zone_id))
    return replace(first, zone_id=zone), replace(second, zone_id=zone)
