"""Public IPv4 addresses of instances and their bandwidth.

Addresses come from 198.18.0.0/15, the block set aside for benchmarks (RFC 2544): it is never routed on the internet, so
no address of the sandbox is anybody's, and it is large enough, which the documentation blocks of 256 are not.
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
    """Give the instance a public address that no other has."""
    random = call.random()
    while True:
        offset = random.randrange(1, POOL.num_addresses - 1)
        address = str(POOL.network_address + offset)
        if not call.store.count(Instance, public_ip=address):
            instance.public_ip = address
            return


def set_bandwidth(instance: Instance, out: int, into: int | None) -> None:
    """Set the public bandwidth in Mbit/s; ``into`` left out is 10, or as much as goes out.

    Without bandwidth outwards there is no public address; that a change to 0 gives it back is assumed, since a later
    change from 0 asks for AllocatePublicIpAddress again.
    """
    if not 0 <= out <= _MOST_OUT:
        raise invalid("InternetMaxBandwidthOut", f"it is 0 to {_MOST_OUT} Mbit/s", "InvalidParameter.Bandwidth")
    most_in = max(out, _LEAST_IN)
    if into is not None and not 1 <= into <= most_in:
        raise invalid("InternetMaxBandwidthIn", f"it is 1 to {most_in} Mbit/s", "InvalidParameter.Bandwidth")
    instance.bandwidth_out, instance.bandwidth_in = out, into or most_in
    if out == 0:
        instance.public_ip = ""


def set_charge_type(instance: Instance, charge_type: str) -> None:
    """Set how the public bandwidth is charged."""
    if charge_type not in CHARGE_TYPES:
        raise ApiError(
            400,
            "InvalidInternetChargeType.ValueNotSupported",
            f"There is no InternetChargeType {charge_type!r}; choose one of {', '.join(CHARGE_TYPES)}.",
        )
    instance.internet_charge_type = charge_type
