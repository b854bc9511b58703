"""Public bandwidth for the IPv6 addresses of an ENI, however they were assigned."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.public_bandwidth import ChargeType, check_bandwidth
from alicloud_rules.violation import Violation

from ._child_options import Child, children_of
from ._construction_checks import Problems, known, refuse
from ._identity.identity import component_identity
from ._identity.provider_settings import provider_region
from .ipv6_address_hold import Ipv6AddressHold


@dataclass(frozen=True, kw_only=True)
class PublicBandwidthArgs:
    """Public bandwidth for each IPv6 address of an ENI."""

    ipv6_gateway_id: pulumi.Input[str]
    """The IPv6 gateway of the ENI's VPC."""
    bandwidth_mbps: pulumi.Input[int]
    """Mbit/s: 1 to 1000 charged by traffic, 1 to 2000 charged by bandwidth."""
    charge_type: ChargeType | None = None
    """Whether the bandwidth or the traffic is charged; default: the traffic."""
    egress_only: bool | None = None
    """Whether the Internet cannot start connections to the addresses; default: false.

    If true, each address has an egress-only rule of the IPv6 gateway: the instance reaches the Internet and gets the
    answers, and nothing else comes in. A gateway has at most 200 such rules.
    """


@dataclass(frozen=True, kw_only=True)
class Ipv6PublicBandwidthArgs:
    """The inputs of `Ipv6PublicBandwidth`."""

    network_interface_id: pulumi.Input[str]
    """The ENI that has the addresses."""
    ipv6_addresses: pulumi.Input[Sequence[pulumi.Input[str]]]
    """The addresses, in an order that stays the same."""
    ipv6_address_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    """The `ipv6-...` ids of the addresses, in the same order."""
    ipv6_address_count: int
    """The number of addresses, 1 or more: it is known before the addresses are."""
    public_bandwidth: PublicBandwidthArgs
    """The bandwidth of each address."""
    region: pulumi.Input[str] | None = None
    """The region; default: that of the alicloud provider."""


class Ipv6PublicBandwidth(pulumi.ComponentResource):
    """Public bandwidth for IPv6 addresses that were assigned elsewhere, bought by the account that owns them."""

    def __init__(self, name: str, args: Ipv6PublicBandwidthArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Buy the bandwidth with the caller's provider; invalid inputs are refused first, all at once."""
        refuse(f"Ipv6PublicBandwidth {name!r}", _problems(args))
        super().__init__("alicloud-ipv6:index:Ipv6PublicBandwidth", name, {}, opts)
        self._child = children_of(self, opts)
        # Resolved once: with an explicit provider, each resolution is a round trip to the engine.
        self._region, self._identity = args.region or provider_region(self), component_identity(self)
        ids = pulumi.Output.from_input(args.ipv6_address_ids)
        self.bandwidths = [
            buy_bandwidth(
                self._child,
                f"{name}-bandwidth-{index}",
                args.public_bandwidth,
                ids[index],
                self._hold(f"{name}-hold-{index}", args, index),
            )
            for index in range(args.ipv6_address_count)
        ]
        self.register_outputs({})

    def _hold(self, name: str, args: Ipv6PublicBandwidthArgs, index: int) -> Ipv6AddressHold:
        return Ipv6AddressHold(
            name,
            network_interface_id=args.network_interface_id,
            region=self._region,
            ipv6_address=pulumi.Output.from_input(args.ipv6_addresses)[index],
            identity=self._identity,
            opts=self._child(),
        )


def buy_bandwidth(
    child: Child,
    name: str,
    bandwidth: PublicBandwidthArgs,
    address_id: pulumi.Input[str],
    hold: Ipv6AddressHold | None,
) -> alicloud.vpc.Ipv6InternetBandwidth:
    """Create the bandwidth of one address as a child, with the rule that makes the address egress-only, if wanted.

    `hold` keeps the address until the bandwidth is deleted.
    """
    bought = alicloud.vpc.Ipv6InternetBandwidth(
        name,
        ipv6_address_id=address_id,
        ipv6_gateway_id=bandwidth.ipv6_gateway_id,
        bandwidth=bandwidth.bandwidth_mbps,
        internet_charge_type=_charge_type(bandwidth).value,
        opts=child(
            depends_on=[hold] if hold else [],
            # An address has one bandwidth at a time.
            delete_before_replace=True,
        ),
    )
    if bandwidth.egress_only:
        alicloud.vpc.Ipv6EgressRule(
            f"{name}-egress-only",
            ipv6_gateway_id=bandwidth.ipv6_gateway_id,
            instance_id=address_id,
            instance_type="Ipv6Address",
            # The service takes the rule only for an address with bandwidth; an address has one rule at a time.
            opts=child(depends_on=[bought], delete_before_replace=True),
        )
    return bought


def check_public_bandwidth(bandwidth: PublicBandwidthArgs) -> Violation | None:
    """Check the number of Mbit/s, if it is known."""
    mbps = known(bandwidth.bandwidth_mbps, int)
    return None if mbps is None else check_bandwidth(mbps, _charge_type(bandwidth))


def _charge_type(bandwidth: PublicBandwidthArgs) -> ChargeType:
    return bandwidth.charge_type or ChargeType.BY_TRAFFIC


def _problems(args: Ipv6PublicBandwidthArgs) -> Problems:
    count = args.ipv6_address_count
    return {
        "public_bandwidth.bandwidth_mbps": check_public_bandwidth(args.public_bandwidth),
        "ipv6_address_count": None if count >= 1 else f"It must be 1 or more, not {count}.",
    }
