"""The settings of one site: a VPC with a vSwitch and a security group, an instance and its secondary ENI."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alicloud_ipv6.ipv6_plan import wanted_problem
from alicloud_rules.addressing import vpc_cidr_problem, vswitch_cidr_problem
from alicloud_rules.limits import mask_problem, same_zone_problem
from alicloud_rules.names import ecs_name_problem, vpc_name_problem
from alicloud_rules.regions import zone_problem

from .setting_reader import SettingReader


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
        reader.note("ipv6Addresses", wanted_problem(count if own_count else None, addresses))
    elif own_count:
        reader.note("ipv6AddressCount", wanted_problem(count, None))
    site = Site(
        number=number,
        zone_id=reader.string("zoneId", shared_zone),
        vpc_name=reader.string("vpcName", f"test-vpc-{number}"),
        vpc_cidr_block=reader.string("vpcCidrBlock", f"10.{number}.0.0/16"),
        vswitch_name=reader.string("vswitchName", f"test-vsw-{number}"),
        vswitch_cidr_block=reader.string("vswitchCidrBlock", f"10.{number}.1.0/24"),
        ipv6_mask=reader.integer("ipv6Mask", number),
        security_group_name=reader.string("securityGroupName", f"test-group-{number}"),
        instance_name=reader.string("instanceName", f"test-ecs-ipv6-{number}"),
        network_interface_name=reader.string("networkInterfaceName", f"test-eni-ipv6-{number}"),
        ipv6_address_count=0 if addresses else count,
        ipv6_addresses=addresses,
    )
    reader.note_unknown()
    _check_site(site, region, reader)
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
        readers[1].note("zoneId", same_zone_problem(second.zone_id, first.zone_id))
    return replace(first, zone_id=zone), replace(second, zone_id=zone)


def _check_site(site: Site, region: str, reader: SettingReader) -> None:
    if site.zone_id:
        reader.note("zoneId", zone_problem(site.zone_id, region))
    reader.note("vpcCidrBlock", vpc_cidr_problem(site.vpc_cidr_block))
    if vpc_cidr_problem(site.vpc_cidr_block) is None:
        reader.note("vswitchCidrBlock", vswitch_cidr_problem(site.vswitch_cidr_block, site.vpc_cidr_block))
    reader.note("ipv6Mask", mask_problem(site.ipv6_mask))
    reader.note("vpcName", vpc_name_problem(site.vpc_name))
    reader.note("vswitchName", vpc_name_problem(site.vswitch_name))
    reader.note("securityGroupName", ecs_name_problem(site.security_group_name))
    reader.note("instanceName", ecs_name_problem(site.instance_name))
    reader.note("networkInterfaceName", ecs_name_problem(site.network_interface_name))
