"""RunInstances: one or many instances, each with its ENIs and its system disk."""

import msgspec

from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core import catalogue, resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import Image
from alicloud_sandbox.core.entities import Instance, VSwitch
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import ALL_RESOURCES
from alicloud_sandbox.network import addresses_in_guest
from alicloud_sandbox.services.ecs import (
    auto_release_api,
    data_disks,
    disks,
    ecs_roles,
    enis,
    instance_checks,
    public_ips,
    run_network,
)
from alicloud_sandbox.services.ecs.data_disks import DataDisk
from alicloud_sandbox.services.ecs.disks import SystemDisk
from alicloud_sandbox.services.ecs.enis import NewEni
from alicloud_sandbox.services.ecs.instance_names import in_order
from alicloud_sandbox.services.ecs.run_network import NetworkInterface

_AMOUNTS = range(1, 101)


class RunInstances(Params, kw_only=True):
    """Parameters of RunInstances."""

    instance_type: str
    image_id: str = ""
    image_family: str = ""
    zone_id: str = ""
    amount: int = 1
    min_amount: int | None = None
    instance_name: str = ""
    host_name: str = ""
    host_names: list[str] = []
    unique_suffix: bool = False
    description: str = ""
    resource_group_id: str = ""
    tag: list[Tag] = []
    v_switch_id: str = ""
    security_group_id: str = ""
    security_group_ids: list[str] = []
    private_ip_address: str = ""
    ipv6_address: list[str] = []
    ipv6_address_count: int = 0
    network_interface_queue_number: int = 0
    network_interface: list[NetworkInterface] = []
    internet_charge_type: str = "PayByTraffic"
    internet_max_bandwidth_in: int | None = None
    internet_max_bandwidth_out: int = 0
    system_disk: SystemDisk = msgspec.field(default_factory=SystemDisk)
    data_disk: list[DataDisk] = []
    password: str = ""
    password_inherit: bool = False
    key_pair_name: str = ""
    user_data: str = ""
    ram_role_name: str = ""
    security_enhancement_strategy: str = "Active"
    credit_specification: str = ""
    deletion_protection: bool = False
    auto_release_time: str = ""
    http_endpoint: str = ""
    http_tokens: str = ""
    http_put_response_hop_limit: int | None = None
    instance_charge_type: str = "PostPaid"
    spot_strategy: str = "NoSpot"
    io_optimized: str = "optimized"
    auto_pay: bool = True
    client_token: str = ""
    dry_run: bool = False


@ECS.action(
    "RunInstances",
    Evidence.DOCUMENTED,
    "pay-as-you-go with a system disk; launch templates, snapshots, encryption and existing ENIs are refused",
    resources=ALL_RESOURCES,
)
def run_instances(call: Call, p: RunInstances) -> Answer:
    """Create `Amount` instances, all of them or none; they are Running after their time to boot."""
    _check_offer(p)
    instance_type, image = catalogue.instance_type(p.instance_type), _image(p)
    planned = run_network.plan(call, p, instance_type, p.amount)
    _check_zone(call, planned[0].vswitch, p.zone_id, instance_type)
    disks.check(p.system_disk, instance_type, image)
    data_disks.check(p.data_disk, instance_type)
    names = in_order(p.instance_name, p.amount, unique_suffix=p.unique_suffix)
    host_names = p.host_names or in_order(p.host_name, p.amount, unique_suffix=p.unique_suffix)
    ids = []
    for number, (name, host_name) in enumerate(zip(names, host_names, strict=True)):
        instance = _instance(call, p, instance_type, image, planned[0].vswitch)
        _name(instance, name, host_name, image)
        call.store.put(instance)
        disks.create(call, p.system_disk, instance, instance_type, image)
        data_disks.create(call, p.data_disk, instance, instance_type)
        _create_enis(call, instance, run_network.for_instance(planned, number))
        call.schedule("instance.running", instance.id)
        ids.append(instance.id)
    return {"InstanceIdSets": {"InstanceIdSet": ids}, "OrderId": "", "TradePrice": 0.0}


def _check_offer(p: RunInstances) -> None:
    catalogue.check_offer(p.instance_charge_type, p.spot_strategy)
    if p.io_optimized != "optimized" or not p.auto_pay:
        raise unsupported("IoOptimized and AutoPay", "every instance is I/O optimized and paid for at once")
    if p.security_enhancement_strategy not in ("Active", "Deactive"):
        raise invalid("SecurityEnhancementStrategy", "it must be Active or Deactive")
    if p.amount not in _AMOUNTS:
        raise ApiError(403, "InvalidParam.Amount", f"Amount is 1 to {_AMOUNTS[-1]}, not {p.amount}.")
    if p.min_amount is not None and not 1 <= p.min_amount <= p.amount:
        raise ApiError(400, "InvalidMinAmount.Malformed", f"MinAmount is 1 to Amount ({p.amount}), not {p.min_amount}.")
    if p.host_names and (p.host_name or len(p.host_names) != p.amount):
        raise ApiError(
            400, "InvalidHostName.Malformed", "HostNames.N takes one host name per instance and excludes HostName."
        )


def _image(p: RunInstances) -> Image:
    if p.image_id and p.image_family:
        raise ApiError(400, "InvalidParameter.Conflict", "Give either ImageId or ImageFamily, not both.")
    if p.image_family:
        return catalogue.newest_image(p.image_family)
    if not p.image_id:
        raise missing("ImageId")
    return catalogue.image(p.image_id)


def _check_zone(call: Call, vswitch: VSwitch, zone_id: str, instance_type: InstanceType) -> None:
    """Refuse a zone other than the vSwitch's, and one that does not sell the type."""
    zone = catalogue.zone(zone_id or vswitch.zone_id, call.region)
    if zone.id != vswitch.zone_id:
        raise ApiError(
            400, "InvalidParameter.Mismatch", f"The vSwitch {vswitch.id} is in zone {vswitch.zone_id}, not {zone.id}."
        )
    if not zone.sells(instance_type):
        raise ApiError(
            403, "InvalidInstanceType.ZoneNotSupported", f"The zone {zone.id} does not sell {instance_type.id}."
        )


def _instance(call: Call, p: RunInstances, instance_type: InstanceType, image: Image, vswitch: VSwitch) -> Instance:
    """Return a new instance, not yet saved and without names."""
    check_description("Description", p.description, "InvalidDescription.Malformed")
    instance = Instance(
        **call.new_entity_fields("i"),
        description=p.description,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
        type_id=instance_type.id,
        image_id=image.id,
        zone_id=vswitch.zone_id,
        vpc_id=vswitch.vpc_id,
        vswitch_id=vswitch.id,
        status="Pending",
        deletion_protection=p.deletion_protection,
        credit_specification="Standard" if catalogue.is_burstable(instance_type) else "",
    )
    instance.has_password = p.password_inherit
    if p.password:
        instance_checks.set_password(instance, p.password, image)
    if p.key_pair_name:
        instance_checks.set_key_pair(call, instance, p.key_pair_name, image)
    if p.user_data:
        instance_checks.set_user_data(instance, p.user_data, image)
    if p.ram_role_name:
        instance.ram_role = ecs_roles.get_role(call, p.ram_role_name, at_run=True).name
    if p.credit_specification:
        instance_checks.set_credit_mode(instance, p.credit_specification, instance_type)
    instance_checks.set_metadata_options(instance, p.http_endpoint, p.http_tokens, p.http_put_response_hop_limit)
    auto_release_api.set_time(call, instance, p.auto_release_time)
    public_ips.set_charge_type(instance, p.internet_charge_type)
    public_ips.set_bandwidth(instance, p.internet_max_bandwidth_out, p.internet_max_bandwidth_in)
    if instance.bandwidth_out:
        public_ips.allocate(call, instance)
    return instance


def _name(instance: Instance, name: str, host_name: str, image: Image) -> None:
    """Set name and host name; the defaults are made from the id."""
    check_name("InstanceName", name, "InvalidInstanceName.Malformed")
    instance.name = name or instance.id
    default = f"iZ{instance.id[2:14]}Z"
    instance_checks.set_host_name(instance, host_name or default, image)


def _create_enis(call: Call, instance: Instance, planned: list[NewEni]) -> None:
    """Create the instance's ENIs; the primary one has the instance's tags."""
    for device_index, new in enumerate(planned):
        eni = enis.create_attached(call, new, instance, device_index)
        if device_index == 0:
            eni.tags = instance.tags
            call.store.put(eni)
        addresses_in_guest.update(call, eni)
