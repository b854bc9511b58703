"""Assigning private IPv4 addresses of a vSwitch to ENIs, and unassigning them."""

from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from alicloud_rules import addressing
from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance, VSwitch
from alicloud_sandbox.network import security_group_membership

#: Most private IPv4 addresses of an ENI without an instance: the primary and 49 (CreateNetworkInterface).
MOST_PER_ENI = 50


class _Taken:
    """The taken addresses of a vSwitch, looked up one by one, and those chosen in this request."""

    def __init__(self, call: Call, vswitch: VSwitch, chosen: Sequence[str]) -> None:
        self._call = call
        self._vswitch = vswitch
        self._chosen = chosen

    def __contains__(self, address: object) -> bool:
        text = str(address)
        return text in self._chosen or self._call.store.count(Eni, private_ip=f"{self._vswitch.id}/{text}") > 0


def check_asked(fixed: Sequence[str], count: int, most_fixed: int = MOST_PER_ENI - 1) -> None:
    """Refuse fixed addresses together with a number of addresses, and more than one request allows."""
    if fixed and count:
        raise ApiError(
            400,
            "InvalidParameter.Conflict",
            "PrivateIpAddress.N and SecondaryPrivateIpAddressCount cannot both be given.",
        )
    if len(fixed) > most_fixed:
        raise invalid("PrivateIpAddress", f"at most {most_fixed} addresses at a time")
    if not 0 <= count < MOST_PER_ENI:
        raise invalid("SecondaryPrivateIpAddressCount", f"it must be 1 to {MOST_PER_ENI - 1}")


def assign(call: Call, eni: Eni, fixed: Sequence[str], count: int) -> list[str]:
    """Assign secondary addresses to an ENI, save it, and return the addresses."""
    more = len(fixed) + count
    _check_quota(call, eni, len(eni.private_ips) + more)
    security_group_membership.check_room_for_addresses(call, eni, more)
    vswitch = call.get_owned(VSwitch, eni.vswitch_id, "InvalidVSwitchId.NotFound", "vSwitch")
    added = pick(call, vswitch, fixed, count, f"{eni.id}/{len(eni.private_ips)}")
    eni.private_ips = [*eni.private_ips, *added]
    call.store.put(eni)
    return added


def release(call: Call, eni: Eni, addresses: Sequence[str]) -> None:
    """Unassign secondary addresses from an ENI; the primary address cannot be unassigned."""
    if len(set(addresses)) < len(addresses):
        raise ApiError(403, "InvalidIp.IpRepeated", "A private IP address is given twice.")
    for address in addresses:
        if address == eni.private_ips[0]:
            raise invalid("PrivateIpAddress", f"{address} is the primary address of ENI {eni.id}")
        if address not in eni.private_ips:
            raise ApiError(
                403, "InvalidIp.IpUnassigned", f"The private IP address {address} is not assigned to ENI {eni.id}."
            )
    eni.private_ips = [kept for kept in eni.private_ips if kept not in addresses]
    call.store.put(eni)


def _check_quota(call: Call, eni: Eni, count: int) -> None:
    """Refuse more addresses than the type of the ENI's instance allows, or any ENI."""
    instance = call.store.get(Instance, eni.instance_id)
    allowed = CATALOGUE[instance.type_id].private_ipv4_per_eni if instance else MOST_PER_ENI
    if count > allowed:
        raise ApiError(
            403,
            "MaxEniPrivateIpsCountExceeded",
            f"The ENI {eni.id} takes at most {allowed} private IPv4 addresses with the primary one, not {count}.",
        )


def pick(call: Call, vswitch: VSwitch, fixed: Sequence[str], count: int, seed: str) -> list[str]:
    """Return the checked `fixed` addresses and `count` free ones; nothing is saved yet.

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


def parse_optional(text: str) -> str:
    """Return the address in canonical form, or an empty string for none."""
    try:
        return str(IPv4Address(text)) if text else ""
    except AddressValueError:
        why = f"{text!r} is not an IPv4 address"
        raise invalid("PrivateIpAddress", why, "InvalidPrivateIpAddress.Malformed") from None


def _checked(text: str, vswitch: VSwitch, taken: _Taken) -> str:
    try:
        address = IPv4Address(text)
    except AddressValueError:
        raise invalid("PrivateIpAddress", f"{text!r} is not an IPv4 address") from None
    if not addressing.is_usable_ipv4(address, IPv4Network(vswitch.cidr)):
        raise ApiError(
            403,
            "InvalidVSwitchId.IpInvalid",
            f"{text} is not a usable address of vSwitch {vswitch.id} ({vswitch.cidr}, first and last three reserved).",
        )
    if address in taken:
        raise ApiError(
            400, "InvalidPrivateIpAddress.Duplicated", f"The private IP address {text} is in use or repeated."
        )
    return str(address)
