"""Example 1: an ENI of the user account is attached by the resource account.

The first half is the resource account's, built by the stack's own provider; the second one is the user account's, built
by a provider that acts for that account. Whatever hangs on an instance or an address is made by its owner.
"""

from collections.abc import Sequence
from dataclasses import replace

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    CrossAccountEniAttachment,
    CrossAccountEniAttachmentArgs,
    CrossAccountWay,
    Ipv6PublicBandwidth,
    Ipv6PublicBandwidthArgs,
)
from alicloud_ipv6.identity import Identity, provider_identity
from alicloud_ipv6.ipv6_assignment import Ipv6Assignment
from program.accounts import Accounts
from program.base import Base, Place, build_base, public_bandwidth, set_up_guest
from program.outputs import BuiltInstance
from program.settings import CrossAccount, Settings


def build_cross_account(
    settings: Settings, cross: CrossAccount, accounts: Accounts, places: Sequence[Place]
) -> tuple[BuiltInstance, BuiltInstance]:
    """Build both halves, the ENI between them and, if wanted, an address to ping it from; the resource account first.

    With an assumed role the two addresses are in two VPCs and need public bandwidth; by a grant both are in the user
    account's VPC.
    """
    granted = cross.way == CrossAccountWay.GRANTED
    public = settings.public_ipv6 and not granted
    resource_half, user_half = settings.halves
    resources = build_base(settings, resource_half, places[0], public_ipv6=public and cross.peer_ipv6)
    users = build_base(settings, user_half, replace(places[1], provider=accounts.user), public_ipv6=public)
    host, peer = (resources, users) if granted else (users, resources)
    ids = {resources.name: accounts.own_id, users.name: cross.user_account_id}
    attached = _attach_eni(settings, cross, users, host)
    built = {host.name: replace(attached, account_id=ids[host.name])}
    built[peer.name] = replace(_peer(settings, cross, peer), account_id=ids[peer.name])
    return built[resources.name], built[users.name]


def _attach_eni(settings: Settings, cross: CrossAccount, users: Base, host: Base) -> BuiltInstance:
    """Create the user account's ENI and attach it to the instance of `host`, as its owner or by a grant."""
    user = users.place.provider
    eni = alicloud.ecs.EcsNetworkInterface(
        f"{users.name}-eni",
        network_interface_name=users.half.network_interface_name,
        vswitch_id=users.vpc.vswitch_ids[0],
        security_group_ids=[users.vpc.security_group_id],
        tags=dict(settings.tags) or None,
        # An instance has room for few ENIs: the old one must be gone before the new one is attached.
        opts=pulumi.ResourceOptions(provider=user, delete_before_replace=True),
    )
    attached = CrossAccountEniAttachment(
        users.name,
        CrossAccountEniAttachmentArgs(
            way=cross.way,
            network_interface_id=eni.id,
            instance_id=host.instance.instance_id,
            role=cross.role if cross.user_profile else None,
            owner_provider=None if cross.user_profile else user,
            ipv6_address_count=users.half.ipv6_address_count or None,
            ipv6_addresses=list(users.half.ipv6_addresses) or None,
            region=settings.region,
        ),
    )
    count = users.half.ipv6_address_count or len(users.half.ipv6_addresses)
    _buy_bandwidth(settings, users, eni.id, attached.ipv6_addresses, attached.ipv6_address_ids, count)
    set_up_guest(settings, host, attached.ipv6_addresses)
    return BuiltInstance(host.half.instance_name, host.instance, eni.id, attached.ipv6_addresses)


def _peer(settings: Settings, cross: CrossAccount, peer: Base) -> BuiltInstance:
    """Give the other instance an IPv6 address on its primary ENI, if wanted."""
    primary = peer.instance.instance.network_interface_id
    if not cross.peer_ipv6:
        return BuiltInstance(peer.half.instance_name, peer.instance, primary, None)
    provider = peer.place.provider
    assignment = Ipv6Assignment(
        f"{peer.name}-peer-ipv6",
        network_interface_id=primary,
        region=settings.region,
        ipv6_address_count=1,
        identity=provider_identity(provider) if provider else Identity(),
    )
    _buy_bandwidth(settings, peer, primary, assignment.assigned, assignment.ipv6_address_ids, 1)
    set_up_guest(settings, peer, assignment.assigned)
    return BuiltInstance(peer.half.instance_name, peer.instance, primary, assignment.assigned)


def _buy_bandwidth(
    settings: Settings,
    base: Base,
    network_interface_id: pulumi.Output[str],
    addresses: pulumi.Output[Sequence[str]],
    address_ids: pulumi.Output[Sequence[str]],
    count: int,
) -> None:
    bandwidth = public_bandwidth(settings, base.vpc)
    if bandwidth:
        args = Ipv6PublicBandwidthArgs(
            network_interface_id=network_interface_id,
            ipv6_addresses=addresses,
            ipv6_address_ids=address_ids,
            ipv6_address_count=count,
            public_bandwidth=bandwidth,
            region=settings.region,
        )
        Ipv6PublicBandwidth(base.name, args, base.place.options)
