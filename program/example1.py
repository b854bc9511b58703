"""Example 1: the resource account attaches an ENI of the user account.

The stack's own provider builds the first site, which is the resource account's. A provider that acts for the user
account builds the second one. The owner of an instance or an address creates everything that belongs to it.
"""

from collections.abc import Sequence
from dataclasses import replace

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    CrossAccountEniAttachment,
    CrossAccountEniAttachmentArgs,
    CrossAccountWay,
    Identity,
    Ipv6Assignment,
    Ipv6PublicBandwidth,
    Ipv6PublicBandwidthArgs,
    provider_identity,
)
from program.example1_accounts import Accounts, find_accounts
from program.settings import CrossAccount, Settings
from program.site_network import SiteNetwork, SiteTarget, build_network, public_bandwidth, set_up_guest, site_options
from program.stack_outputs import BuiltInstance

__all__ = ["build_sites", "find_accounts"]


def build_sites(
    settings: Settings, cross: CrossAccount, accounts: Accounts, targets: Sequence[SiteTarget]
) -> list[BuiltInstance]:
    """Build both sites, the ENI and, if `peerIpv6` is set, an address to ping it from; the resource account's first.

    With an assumed role, the two addresses are in two VPCs and need public bandwidth. With a grant, both are in the
    user account's VPC.
    """
    granted = cross.way == CrossAccountWay.GRANTED
    public = settings.public_ipv6 and not granted
    resource_site, user_site = settings.sites
    resource = build_network(settings, resource_site, targets[0], public_ipv6=public and cross.peer_ipv6)
    user = build_network(settings, user_site, replace(targets[1], provider=accounts.user), public_ipv6=public)
    host, peer = (resource, user) if granted else (user, resource)
    built = {host.name: _attach_eni(settings, cross, user, host), peer.name: _build_peer(settings, cross, peer)}
    account_ids = {resource.name: accounts.own_id, user.name: cross.user_account_id}
    return [replace(built[name], account_id=account_id) for name, account_id in account_ids.items()]


def _attach_eni(settings: Settings, cross: CrossAccount, user: SiteNetwork, host: SiteNetwork) -> BuiltInstance:
    """Create the user account's ENI and attach it to the instance of `host`, as its owner or by a grant."""
    provider, site = user.target.provider, user.site
    eni_name = f"{user.name}-eni"
    eni = alicloud.ecs.EcsNetworkInterface(
        eni_name,
        network_interface_name=site.network_interface_name,
        vswitch_id=user.vpc.vswitch_ids[0],
        security_group_ids=[user.vpc.security_group_id],
        tags=dict(settings.tags) or None,
        # An instance has few ENI slots: a replaced ENI must be deleted before the new one is attached.
        opts=site_options(eni_name, provider, delete_before_replace=True),
    )
    attached = CrossAccountEniAttachment(
        user.name,
        CrossAccountEniAttachmentArgs(
            way=cross.way,
            network_interface_id=eni.id,
            instance_id=host.instance.instance_id,
            role=cross.role if cross.user_profile else None,
            owner_provider=None if cross.user_profile else provider,
            ipv6_address_count=site.ipv6_address_count or None,
            ipv6_addresses=list(site.ipv6_addresses) or None,
            region=settings.region,
        ),
        site_options(user.name),
    )
    count = site.ipv6_address_count or len(site.ipv6_addresses)
    _buy_bandwidth(settings, user, eni.id, attached.ipv6_addresses, attached.ipv6_address_ids, count)
    set_up_guest(settings, host, attached.ipv6_addresses)
    return BuiltInstance(host.site.instance_name, host.instance, eni.id, attached.ipv6_addresses)


def _build_peer(settings: Settings, cross: CrossAccount, peer: SiteNetwork) -> BuiltInstance:
    """Assign an IPv6 address to the primary ENI of the other instance, if `peerIpv6` is set."""
    primary = peer.instance.instance.network_interface_id
    built = BuiltInstance(peer.site.instance_name, peer.instance, primary, None)
    if not cross.peer_ipv6:
        return built
    name, provider = f"{peer.name}-peer-ipv6", peer.target.provider
    assignment = Ipv6Assignment(
        name,
        network_interface_id=primary,
        region=settings.region,
        ipv6_address_count=1,
        identity=provider_identity(provider) if provider else Identity(),
        opts=site_options(name),
    )
    _buy_bandwidth(settings, peer, primary, assignment.assigned, assignment.ipv6_address_ids, 1)
    set_up_guest(settings, peer, assignment.assigned)
    return replace(built, ipv6_addresses=assignment.assigned)


def _buy_bandwidth(
    settings: Settings,
    network: SiteNetwork,
    network_interface_id: pulumi.Output[str],
    addresses: pulumi.Output[Sequence[str]],
    address_ids: pulumi.Output[Sequence[str]],
    count: int,
) -> None:
    bandwidth = public_bandwidth(settings, network.vpc)
    if bandwidth:
        args = Ipv6PublicBandwidthArgs(
            network_interface_id=network_interface_id,
            ipv6_addresses=addresses,
            ipv6_address_ids=address_ids,
            ipv6_address_count=count,
            public_bandwidth=bandwidth,
            region=settings.region,
        )
        Ipv6PublicBandwidth(network.name, args, site_options(network.name, network.target.provider))
