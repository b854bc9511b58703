"""Public IPv4 addresses of instances and their bandwidth.

Addresses come from 198.18.0.0/15, the block set aside for benchmarks (RFC 2544): it is never routed on the internet, so
no address of the sandbox belongs to anybody. The documentation blocks with 256 addresses are too small.
"""

from ipaddress import IPv4Network

from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance

POOL = IPv4Network("198.18.0.0/15")
CHARGE_TYPES = ("PayByTraffic", "PayByBandwidth")

_MOST_OUT = 100
_LEAST_IN = 10


def allocate(call: Call, instance: Instance) -> None:
    """Allocate a free public address to the instance."""
    random = call.random()
    while True:
        offset = random.randrange(1, POOL.num_addresses - 1)
        address = str(POOL.network_address + offset)
        if not call.store.count(Instance, public_ip=address):
            instance.public_ip = address
            return


def set_bandwidth(instance: Instance, out: int, into: int | None) -> None:
    """Set the public bandwidth in Mbit/s; the default of `into` is the larger of 10 and `out`.

    Without outbound bandwidth there is no public address; that a change to 0 releases it is assumed, since a later
    change from 0 asks for AllocatePublicIpAddress again.
    """
    if not 0 <= out <= _MOST_OUT:
        raise invalid("InternetMaxBandwidthOut", f"it must be 0 to {_MOST_OUT} Mbit/s", "InvalidParameter.Bandwidth")
    most_in = max(out, _LEAST_IN)
    if into is not None and not 1 <= into <= most_in:
        raise invalid("InternetMaxBandwidthIn", f"it must be 1 to {most_in} Mbit/s", "InvalidParameter.Bandwidth")
    instance.bandwidth_out, instance.bandwidth_in = out, into or most_in
    if out == 0:
        instance.public_ip = ""


def set_charge_type(instance: Instance, charge_type: str) -> None:
    """Set how the public bandwidth is charged."""
    if charge_type not in CHARGE_TYPES:
        raise ApiError(
            400,
            "InvalidInternetChargeType.ValueNotSupported",
            f"Invalid InternetChargeType {charge_type!r}; expected one of {', '.join(CHARGE_TYPES)}.",
        )
    instance.internet_charge_type = charge_type
