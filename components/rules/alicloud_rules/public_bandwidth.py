"""The rule for public IPv6 bandwidth. Source: the API page AllocateIpv6InternetBandwidth."""

from enum import StrEnum

from .violation import Violation


class ChargeType(StrEnum):
    """InternetChargeType of AllocateIpv6InternetBandwidth; PayByOld95, on request only, is left out."""

    BY_BANDWIDTH = "PayByBandwidth"
    """For the bandwidth, 1 to 2000 Mbit/s, used or not."""
    BY_TRAFFIC = "PayByTraffic"
    """For what goes out, at up to 1 to 1000 Mbit/s."""


_MAX_MBPS = {ChargeType.BY_TRAFFIC: 1000, ChargeType.BY_BANDWIDTH: 2000}


def check_bandwidth(mbps: int, charge_type: str) -> Violation | None:
    """Check a public IPv6 bandwidth in Mbit/s: PayByTraffic 1 to 1000, PayByBandwidth 1 to 2000."""
    if charge_type not in tuple(ChargeType):
        message = f"Invalid charge type {charge_type!r} for IPv6 bandwidth; expected one of: {', '.join(ChargeType)}."
        return Violation("ipv6-charge-type", charge_type, tuple(ChargeType), message)
    allowed = range(1, _MAX_MBPS[ChargeType(charge_type)] + 1)
    if mbps in allowed:
        return None
    message = f"IPv6 bandwidth charged {charge_type} is 1 to {allowed[-1]} Mbit/s, not {mbps}."
    return Violation("ipv6-bandwidth", mbps, allowed, message)
