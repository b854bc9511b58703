"""The rules of attaching ENIs to instances and detaching them."""

from alicloud_rules.instance_types import CATALOGUE, InstanceType
from alicloud_rules.limits import eni_attach_quota, eni_ipv6_attached_quota, eni_ipv6_instance_type, eni_same_vpc
from alicloud_sandbox.core.actions import ECS
from alicloud_sandbox.core.api_errors import ApiError, invalid, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import TRUNK_FAMILIES
from alicloud_sandbox.core.entities import Eni, Instance
from alicloud_sandbox.network import addresses_in_guest
from alicloud_sandbox.services.ecs import enis


def attach(call: Call, eni: Eni, instance: Instance) -> None:
    """Start attaching an Available ENI to an instance of the same zone and VPC whose type has room for it."""
    enis.check_secondary(eni)
    if eni.traffic_mode != "Standard":
        raise unsupported(f"attaching the ENI {eni.id}", "no instance type of the catalogue has RDMA")
    enis.check_state(eni, "Available")
    enis.check_steady(instance)
    if violation := eni_same_vpc.check_zone(eni.zone_id, instance.zone_id):
        raise ApiError(403, "InvalidOperation.AvailabilityZoneMismatch", violation)
    if violation := eni_same_vpc.check(eni.vpc_id, instance.vpc_id, granted=eni.account != instance.account):
        raise ApiError(403, "InvalidOperation.VpcMismatch", violation)
    others = call.store.find(Eni, instance=instance.id)
    instance_type = CATALOGUE[instance.type_id]
    if violation := eni_attach_quota.check(len(others) + 1, instance_type.eni_quantity, instance_type.id):
        raise ApiError(403, "EniPerInstanceLimitExceeded", violation)
    if eni.kind == "Trunk" and instance_type.family not in TRUNK_FAMILIES:
        known = f"in the sandbox {', '.join(sorted(TRUNK_FAMILIES))} takes trunk ENIs"
        raise unsupported(f"attaching a trunk ENI to {instance_type.id}", known)
    enis.check_queues(eni.queue_number, instance_type)
    check_addresses(call, eni, instance_type)
    eni.status, eni.instance_id = "Attaching", instance.id
    eni.device_index = _free_device({other.device_index for other in others})
    call.store.put(eni)
    call.schedule("eni.attached", eni.id)


def detach(call: Call, eni: Eni, instance: Instance) -> None:
    """Start detaching an ENI from the instance; one that is Detaching already stays so."""
    if eni.kind == "Primary":
        raise ApiError(
            400, "InvalidOperation.DetachPrimaryEniNotAllowed", f"The ENI {eni.id} is primary and cannot be detached."
        )
    enis.check_state(eni, "InUse", "Detaching")
    if eni.instance_id != instance.id:
        raise invalid("InstanceId", f"the ENI {eni.id} is attached to {eni.instance_id}")
    enis.check_steady(instance)
    if eni.status == "InUse":
        eni.status = "Detaching"
        call.store.put(eni)
        call.schedule("eni.detached", eni.id)


@ECS.event("eni.attached")
def become_attached(call: Call, eni_id: str) -> None:
    """Mark the ENI as in use."""
    eni = call.store.get(Eni, eni_id)
    if eni and eni.status == "Attaching":
        eni.status = "InUse"
        call.store.put(eni)
        addresses_in_guest.update(call, eni)


@ECS.event("eni.detached")
def become_detached(call: Call, eni_id: str) -> None:
    """Mark the ENI as available."""
    eni = call.store.get(Eni, eni_id)
    if eni and eni.status == "Detaching":
        enis.set_free(call, eni)


def check_addresses(call: Call, eni: Eni, instance_type: InstanceType) -> None:
    """Refuse an ENI with more addresses than the instance type allows; Ipv6CountExceeded for this is assumed."""
    allowed = instance_type.private_ipv4_per_eni
    if len(eni.private_ips) > allowed:
        raise ApiError(
            403,
            "InvalidOperation.Ipv4CountExceeded",
            f"An ENI of {instance_type.id} has at most {allowed} private IPv4 addresses, but {eni.id} has"
            f" {len(eni.private_ips)}.",
        )
    if not eni.ipv6:
        return
    note = f"The ENI is {eni.id}."
    if violation := eni_ipv6_instance_type.check(instance_type.id, instance_type.ipv6_per_eni):
        raise ApiError(403, "InvalidOperation.Ipv6NotSupport", violation.with_note(note))
    if violation := eni_ipv6_attached_quota.check(len(eni.ipv6), instance_type.ipv6_per_eni, call.limits):
        raise ApiError(403, "InvalidOperation.Ipv6CountExceeded", violation.with_note(note))


def _free_device(taken: set[int]) -> int:
    """Return the lowest free device number; 0 is the primary ENI's."""
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
