"""Example 2: builds one half of it, in the stack's own account."""

from alicloud_ipv6 import Ipv6SecondaryEni, Ipv6SecondaryEniArgs
from program.base import Base, Place, build_base, public_bandwidth, set_up_guest
from program.outputs import BuiltInstance
from program.settings import Half, Settings


def build_half(settings: Settings, half: Half, place: Place) -> BuiltInstance:
    """Build a VPC, an instance, its secondary ENI and, if wanted, what the instance itself needs to use IPv6."""
    base = build_base(settings, half, place, public_ipv6=settings.public_ipv6)
    eni = Ipv6SecondaryEni(base.name, _eni_args(settings, base))
    set_up_guest(settings, base, eni.ipv6_addresses)
    return BuiltInstance(half.instance_name, base.instance, eni.network_interface_id, eni.ipv6_addresses)


def _eni_args(settings: Settings, base: Base) -> Ipv6SecondaryEniArgs:
    return Ipv6SecondaryEniArgs(
        network_interface_name=base.half.network_interface_name,
        instance_id=base.instance.instance_id,
        vswitch_id=base.vpc.vswitch_ids[0],
        security_group_ids=[base.vpc.security_group_id],
        ipv6_address_count=base.half.ipv6_address_count or None,
        ipv6_addresses=list(base.half.ipv6_addresses) or None,
        assign=settings.assign,
        public_bandwidth=public_bandwidth(settings, base.vpc),
        tags=dict(settings.tags) or None,
    )
