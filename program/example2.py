"""Example 2: two sites in the stack's own account."""

from collections.abc import Sequence

from alicloud_ipv6 import Ipv6SecondaryEni, Ipv6SecondaryEniArgs
from program.settings import Settings, Site
from program.site_network import SiteNetwork, SiteTarget, build_network, public_bandwidth, set_up_guest, site_options
from program.stack_outputs import BuiltInstance


def build_sites(settings: Settings, targets: Sequence[SiteTarget]) -> list[BuiltInstance]:
    """Build both sites; neither depends on the other."""
    return [_build_site(settings, site, target) for site, target in zip(settings.sites, targets, strict=True)]


def _build_site(settings: Settings, site: Site, target: SiteTarget) -> BuiltInstance:
    network = build_network(settings, site, target, public_ipv6=settings.public_ipv6)
    eni = Ipv6SecondaryEni(network.name, _eni_args(settings, network), site_options(network.name))
    set_up_guest(settings, network, eni.ipv6_addresses)
    return BuiltInstance(site.instance_name, network.instance, eni.network_interface_id, eni.ipv6_addresses)


def _eni_args(settings: Settings, network: SiteNetwork) -> Ipv6SecondaryEniArgs:
    return Ipv6SecondaryEniArgs(
        network_interface_name=network.site.network_interface_name,
        instance_id=network.instance.instance_id,
        vswitch_id=network.vpc.vswitch_ids[0],
        security_group_ids=[network.vpc.security_group_id],
        ipv6_address_count=network.site.ipv6_address_count or None,
        ipv6_addresses=list(network.site.ipv6_addresses) or None,
        assign=settings.assign,
        public_bandwidth=public_bandwidth(settings, network.vpc),
        tags=dict(settings.tags) or None,
    )
