"""The rules of ENIs: creation, states, and deletion."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from alicloud_rules.instance_types import CATALOGUE, InstanceType
from alicloud_rules.limits import no_ipv6_at_eni_creation
from alicloud_sandbox.core.api_errors import ApiError, forbidden_ram
from alicloud_sandbox.core.call import Call, wrong_state
from alicloud_sandbox.core.entities import Eni, Instance, VSwitch
from alicloud_sandbox.network import addresses_in_guest, ipv6_pool, private_ip_pool, security_group_membership
from alicloud_sandbox.services.ecs import eni_permissions

#: Queues of one ENI (CreateNetworkInterface).
QUEUES = range(1, 2049)
#: Kinds of ENIs that are created apart from an instance.
SECONDARY_KINDS = ("Secondary", "Trunk")
TRAFFIC_MODES = ("Standard", "HighPerformance")


@dataclass(frozen=True, kw_only=True)
class NewEni:
    """The plan of a new ENI. Free addresses are picked unless fixed here; `private_ips` are the secondary ones."""

    vswitch: VSwitch
    group_ids: Sequence[str]
    kind: str = "Secondary"
    traffic_mode: str = "Standard"
    name: str = ""
    description: str = ""
    resource_group_id: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    primary_ip: str = ""
    private_ips: Sequence[str] = ()
    private_ip_count: int = 0
    ipv6: Sequence[str] = ()
    ipv6_count: int = 0
    queue_number: int = 0
    delete_on_release: bool = False
    source_dest_check: bool = False


def get_eni(call: Call, eni_id: str) -> Eni:
    """Return the caller's ENI in this region; refuse one of another account, even if it is visible."""
    eni = visible_eni(call, eni_id)
    if eni.account != call.caller.account:
        grants = f"which grants account {call.caller.account} InstanceAttach only"
        raise forbidden_ram(f"the ENI {eni_id} belongs to account {eni.account}, {grants}")
    return eni


def visible_eni(call: Call, eni_id: str) -> Eni:
    """Return an ENI that the caller may see in this region: its own, or one that it may attach or has attached."""
    eni = call.store.get(Eni, eni_id)
    if eni is None or not eni_permissions.visible(call, eni):
        code = "InvalidEniId.NotFound"
        why = "this account neither owns such an ENI nor is granted InstanceAttach on it"
        raise ApiError(404, code, f"The specified ENI {eni_id} does not exist ({code}): {why}.")
    return eni


def create(call: Call, new: NewEni) -> Eni:
    """Create an ENI in state Available; IPv6 addresses are allowed only if the limits allow them at creation."""
    if violation := no_ipv6_at_eni_creation.check(new.ipv6_count + len(new.ipv6), call.limits):
        raise ApiError(400, "UnsupportedParameter", violation)
    eni = _record(call, new)
    _put_new(call, eni, new)
    return eni


def create_attached(call: Call, new: NewEni, instance: Instance, device_index: int) -> Eni:
    """Create an ENI that is in use by `instance`, which must be in the store already.

    For RunInstances: its primary ENI (`kind="Primary"`, `delete_on_release=True`, device 0) and the secondary ones
    it brings along. The instance's own limits (ENIs, IPv6 at creation) are the caller's to check.
    """
    eni = _record(call, new)
    eni.status, eni.instance_id, eni.device_index = "InUse", instance.id, device_index
    _put_new(call, eni, new)
    return eni


def check_state(eni: Eni, *allowed: str) -> None:
    """Refuse an ENI in any other state."""
    if eni.status not in allowed:
        raise wrong_state("InvalidOperation.InvalidEniState", "ENI", eni.id, eni.status, " or ".join(allowed))


def check_instance_state(call: Call, eni: Eni) -> None:
    """Refuse when the instance that the ENI is attached to is neither Running nor Stopped."""
    if instance := call.store.get(Instance, eni.instance_id):
        check_steady(instance)


def check_steady(instance: Instance) -> None:
    """Refuse an instance that is neither Running nor Stopped."""
    if instance.status not in ("Running", "Stopped"):
        code = "InvalidOperation.InvalidEcsState"
        raise wrong_state(code, "instance", instance.id, instance.status, "Running or Stopped")


def check_secondary(eni: Eni) -> None:
    """Refuse a primary ENI, which changes with its instance only."""
    if eni.kind == "Primary":
        raise ApiError(
            403,
            "InvalidOperation.InvalidEniType",
            f"The ENI {eni.id} is primary: it changes and goes with its instance.",
        )


def set_queues(call: Call, eni: Eni, number: int) -> None:
    """Change the queues of a secondary ENI that is Available or attached to a Stopped instance."""
    check_secondary(eni)
    check_state(eni, "Available", "InUse")
    if instance := call.store.get(Instance, eni.instance_id):
        if instance.status != "Stopped":
            raise wrong_state("InvalidOperation.InvalidEcsState", "instance", instance.id, instance.status, "Stopped")
        check_queues(number, CATALOGUE[instance.type_id])
    eni.queue_number = number


def check_queues(number: int, instance_type: InstanceType) -> None:
    """Refuse more queues than an ENI of this type has; 0 leaves the number to the type."""
    if number > instance_type.queues_per_eni:
        raise ApiError(
            403,
            "InvalidOperation.MaxEniQueueNumberExceeded",
            f"An ENI of {instance_type.id} has at most {instance_type.queues_per_eni} queues, not {number}.",
        )


def delete(call: Call, eni: Eni) -> None:
    """Delete an ENI that is attached to nothing."""
    check_secondary(eni)
    check_state(eni, "Available")
    remove(call, eni)


def remove(call: Call, eni: Eni) -> None:
    """Delete an ENI in any state, with its addresses and grants."""
    ipv6_pool.release(call, eni, list(eni.ipv6))
    eni_permissions.forget(call, eni)
    call.store.delete(eni)


def release_from(call: Call, instance: Instance) -> None:
    """Delete or detach the ENIs of an instance that is being deleted.

    An ENI of another account is kept, whatever its DeleteOnRelease says (assumed).
    """
    for eni in call.store.find(Eni, instance=instance.id):
        if eni.kind == "Primary" or (eni.delete_on_release and eni.account == instance.account):
            remove(call, eni)
        else:
            set_free(call, eni)


def set_free(call: Call, eni: Eni) -> None:
    """Mark an ENI as attached to nothing; its addresses are no longer configured in a guest."""
    eni.status, eni.instance_id, eni.device_index = "Available", "", 0
    call.store.put(eni)
    addresses_in_guest.update(call, eni)


def _record(call: Call, new: NewEni) -> Eni:
    """Return a new ENI, not yet saved, after checking its groups and addresses."""
    if new.vswitch.status != "Available":
        raise wrong_state("IncorrectVSwitchStatus", "vSwitch", new.vswitch.id, new.vswitch.status, "Available")
    birth = call.new_entity_fields("eni")
    groups = security_group_membership.checked_groups(call, new.group_ids, new.vswitch.vpc_id)
    fixed = [address for address in (new.primary_ip, *new.private_ips) if address]
    picked = private_ip_pool.pick(call, new.vswitch, fixed, new.private_ip_count + (not new.primary_ip), birth["id"])
    primary = picked.pop(0 if new.primary_ip else len(fixed))
    addresses = [primary, *picked]
    security_group_membership.check_room(call, groups, addresses=len(addresses), enis=1)
    return Eni(
        **birth,
        name=new.name,
        description=new.description,
        resource_group_id=new.resource_group_id,
        tags=new.tags,
        kind=new.kind,
        traffic_mode=new.traffic_mode,
        vpc_id=new.vswitch.vpc_id,
        vswitch_id=new.vswitch.id,
        zone_id=new.vswitch.zone_id,
        mac=_new_mac(call),
        private_ips=addresses,
        group_ids=[group.id for group in groups],
        queue_number=new.queue_number,
        delete_on_release=new.delete_on_release,
        source_dest_check=new.source_dest_check,
    )


def _put_new(call: Call, eni: Eni, new: NewEni) -> None:
    call.store.put(eni)
    if new.ipv6 or new.ipv6_count:
        ipv6_pool.assign(call, eni, new.ipv6_count, new.ipv6)


def _new_mac(call: Call) -> str:
    """Return a free MAC address with the prefix of Alibaba Cloud's virtual network cards."""
    random = call.random()
    while True:
        mac = "00:16:3e:" + ":".join(f"{random.randrange(256):02x}" for _ in range(3))
        if not call.store.count(Eni, mac=mac):
            return mac
