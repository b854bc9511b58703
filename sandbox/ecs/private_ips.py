"""Private IPv4 addresses of a vSwitch: handed out once each, and given back with the ENI that has them."""

from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from alicloud_ipv6 import addressing
from sandbox.call import Call
from sandbox.entities import Eni, VSwitch
from sandbox.errors import ApiError, invalid

#: Private IPv4 addresses of an ENI that no instance type limits: the primary and 49 (CreateNetworkInterface).
MOST_PER_ENI = 50


class _Taken:
    """The taken addresses of a vSwitch, asked one by one of the index, and those chosen in this request."""

    def __init__(self, call: Call, vswitch: VSwitch, chosen: Sequence[str]) -> None:
        self._call = call
        self._vswitch = vswitch
        self._chosen = chosen

    def __contains__(self, address: object) -> bool:
        text = str(address)
        return text in self._chosen or self._call.store.count(Eni, private_ip=f"{self._vswitch.id}/{text}") > 0


def pick(call: Call, vswitch: VSwitch, fixed: Sequence[str], count: int, seed: str) -> list[str]:
    """The ``fixed`` addresses, each checked, and ``count`` more that are free; nothing is written yet.

    Errors: an address outside the vSwitch, reserved, taken or given twice; a vSwitch with too few left.
    """
    chosen: list[str] = []
    taken = _Taken(call, vswitch, chosen)
    for text in fixed:
        chosen.append(_checked(text, vswitch, taken))
    block = IPv4Network(vswitch.cidr)
    for number in range(count):
        free = addressing.free_ipv4(block, taken, f"{seed}/{number}")
        if free is None:
            raise ApiError(
                403, "InvalidVSwitchId.IpNotEnough", f"The vSwitch {vswitch.id} has too few private IP addresses left."
            )
        chosen.append(str(free))
    return chosen


def _checked(text: str, vswitch: VSwitch, taken: _Taken) -> str:
    try:
        address = IPv4Address(text)
    except AddressValueError:
        raise invalid("PrivateIpAddress", f"{text!r} is no IPv4 address") from None
    if not addressing.is_usable_ipv4(address, IPv4Network(vswitch.cidr)):
        raise ApiError(
            403,
            "InvalidVSwitchId.IpInvalid",
            f"{text} is no usable address of vSwitch {vswitch.id} ({vswitch.cidr}, first and last three reserved).",
        )
    if address in taken:
        raise ApiError(
            400, "InvalidPrivateIpAddress.Duplicated", f"The private IP address {text} is in use or repeated."
        )
    return str(address)
