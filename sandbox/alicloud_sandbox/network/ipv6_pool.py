"""Assigning IPv6 addresses of a vSwitch's /64 to ENIs, and unassigning them.

Unassigning an address deletes its public bandwidth and its egress-only rules. That is assumed: no page of
UnassignIpv6Addresses or DeleteNetworkInterface lists a refusal for an address with bandwidth (ReleaseIpv6Address, for
addresses reserved in advance, does: DependencyViolation.Ipv6InternetBandwidth), and a bandwidth always belongs to one
address, so nothing could own it afterwards.
"""

from collections.abc import Sequence
from ipaddress import AddressValueError, IPv6Address, IPv6Network

from alicloud_rules import addressing
from alicloud_rules.desired_addresses import check_request_count
from alicloud_rules.instance_types import CATALOGUE
from alicloud_rules.limits import (
    eni_ipv6_attached_quota,
    eni_ipv6_available_quota,
    eni_ipv6_instance_type,
    eni_ipv6_region,
    ipv6_vswitch_required,
)
from alicloud_sandbox.core import entities, resource_groups
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import EgressOnlyRule, Eni, Instance, Vpc, VSwitch
from alicloud_sandbox.network import addresses_in_guest, security_group_membership


class _Taken:
    """The taken addresses of a VPC, looked up one by one, and those chosen in this request."""

    def __init__(self, call: Call, vpc_id: str, chosen: Sequence[IPv6Address]) -> None:
        self._call = call
        self._vpc_id = vpc_id
        self._chosen = chosen

    def __contains__(self, address: object) -> bool:
        link = f"{self._vpc_id}/{address}"
        return address in self._chosen or self._call.store.count(entities.Ipv6Address, address=link) > 0


def check_asked(count: int, addresses: Sequence[str]) -> None:
    """Refuse a request for neither or both of a number and fixed addresses, or for more than one request allows."""
    if count and addresses:
        raise ApiError(400, "InvalidParameter.Conflict", "Ipv6Address.N and Ipv6AddressCount cannot both be given.")
    if not count and not addresses:
        raise ApiError(403, "MissingParameter", "Either Ipv6AddressCount or Ipv6Address.N must be given.")
    if violation := check_request_count(count or len(addresses)):
        raise ApiError(400, "InvalidParameter", violation)


def assign(call: Call, eni: Eni, count: int = 0, addresses: Sequence[str] = ()) -> list[str]:
    """Assign `count` free addresses and the fixed `addresses` to an ENI, save everything, and return the addresses.

    The ENI and the addresses are written. Errors: the region, the vSwitch, the instance's type, the ENI's quota or a
    security group's does not allow them; a fixed address is malformed, outside the vSwitch's block, repeated or taken.
    """
    if eni.kind != "Primary" and (violation := eni_ipv6_region.check(eni.region, call.limits)):
        raise ApiError(403, "Forbidden.RegionId", violation)
    block = _block(call, call.store.get(VSwitch, eni.vswitch_id))
    _check_quota(call, eni, len(eni.ipv6) + count + len(addresses))
    security_group_membership.check_room_for_addresses(call, eni, count + len(addresses))
    chosen: list[IPv6Address] = []
    taken = _Taken(call, eni.vpc_id, chosen)
    for text in addresses:
        chosen.append(_checked(text, eni.vswitch_id, block, chosen, taken))
    ids = [call.new_id("ipv6") for _ in range(len(addresses) + count)]
    for seed in ids[len(addresses) :]:
        chosen.append(addressing.free_ipv6(block, taken, seed))
    for identifier, address in zip(ids, chosen, strict=True):
        call.store.put(_entity(call, eni, identifier, str(address)))
    eni.ipv6 = [*eni.ipv6, *map(str, chosen)]
    call.store.put(eni)
    addresses_in_guest.update(call, eni)
    return [str(address) for address in chosen]


def reserve(call: Call, vswitch: VSwitch, text: str) -> entities.Ipv6Address:
    """Return a new reserved address of a vSwitch, not yet saved: the given one, or a free one."""
    block, taken = _block(call, vswitch), _Taken(call, vswitch.vpc_id, [])
    identifier = call.new_id("ipv6")
    address = _checked(text, vswitch.id, block, [], taken) if text else addressing.free_ipv6(block, taken, identifier)
    fields = call.new_entity_fields("ipv6")
    fields["id"] = identifier
    return entities.Ipv6Address(
        **fields,
        address=str(address),
        eni_id="",
        vswitch_id=vswitch.id,
        vpc_id=vswitch.vpc_id,
    )


def release(call: Call, eni: Eni, addresses: Sequence[str]) -> None:
    """Unassign addresses from an ENI; their bandwidth and egress-only rules are deleted."""
    given_back = [_parsed(text) for text in addresses]
    if len(set(given_back)) < len(given_back):
        raise ApiError(403, "InvalidIp.IpRepeated", "An IPv6 address is given twice.")
    held = {entity.address: entity for entity in call.store.find(entities.Ipv6Address, eni=eni.id)}
    for address in map(str, given_back):
        if address not in held:
            raise ApiError(
                403, "InvalidIp.IpUnassigned", f"The IPv6 address {address} is not assigned to ENI {eni.id}."
            )
        entity = held[address]
        call.store.delete(entity, *call.store.find(EgressOnlyRule, address=entity.id))
        eni.ipv6 = [kept for kept in eni.ipv6 if kept != address]
    call.store.put(eni)


def _block(call: Call, vswitch: VSwitch | None) -> IPv6Network:
    """Return the /64 of a vSwitch."""
    block, vswitch_id = (vswitch.ipv6_cidr, vswitch.id) if vswitch else ("", "")
    vpc = call.store.get(Vpc, vswitch.vpc_id) if vswitch else None
    if violation := ipv6_vswitch_required.check(block, vpc.ipv6_cidr if vpc else ""):
        raise ApiError(403, "InvalidVSwitch.Ipv6NotTurnOn", violation.with_note(f"The vSwitch is {vswitch_id}."))
    return IPv6Network(block)


def _check_quota(call: Call, eni: Eni, count: int) -> None:
    """Refuse more addresses than the ENI's state or its instance's type allows."""
    instance = call.store.get(Instance, eni.instance_id)
    if instance is None:
        violation = eni_ipv6_available_quota.check(count, call.limits)
    else:
        quantity = CATALOGUE[instance.type_id].ipv6_per_eni
        if unfit := eni_ipv6_instance_type.check(instance.type_id, quantity):
            raise ApiError(403, "InvalidOperation.Ipv6NotSupport", unfit)
        violation = eni_ipv6_attached_quota.check(count, quantity, call.limits)
    if violation:
        raise ApiError(403, "MaxEniIpv6IpsCountExceeded", violation.with_note(f"The ENI is {eni.id}."))


def _checked(
    text: str, vswitch_id: str, block: IPv6Network, chosen: Sequence[IPv6Address], taken: _Taken
) -> IPv6Address:
    """Return a fixed address that the ENI can have; the subnet-router anycast address (RFC 4291) is refused."""
    address = _parsed(text)
    if address not in block or address == block.network_address:
        raise ApiError(
            403,
            "InvalidVSwitchId.IpInvalid",
            f"{address} is not a usable address of vSwitch {vswitch_id} ({block}).",
        )
    if address in chosen:
        raise ApiError(403, "InvalidIp.IpRepeated", f"The IPv6 address {address} is given twice.")
    if address in taken:
        raise ApiError(403, "InvalidIp.IpAssigned", f"The IPv6 address {address} is already assigned.")
    return address


def _parsed(text: str) -> IPv6Address:
    try:
        return IPv6Address(text)
    except AddressValueError:
        raise ApiError(403, "InvalidIp.Address", f"{text!r} is not an IPv6 address.") from None


def _entity(call: Call, eni: Eni, identifier: str, address: str) -> entities.Ipv6Address:
    return entities.Ipv6Address(
        id=identifier,
        account=eni.account,
        region=eni.region,
        created=call.now,
        resource_group_id=resource_groups.default_id(eni.account),
        address=address,
        eni_id=eni.id,
        vswitch_id=eni.vswitch_id,
        vpc_id=eni.vpc_id,
    )
