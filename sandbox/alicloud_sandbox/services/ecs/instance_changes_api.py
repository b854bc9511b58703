"""Requests that change instances in place."""

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name
from alicloud_sandbox.core.api_errors import ApiError, missing, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import INSTANCE, SECURITY_GROUP
from alicloud_sandbox.network import security_group_membership
from alicloud_sandbox.services.ecs import instance_checks, instances, public_ips, type_changes
from alicloud_sandbox.services.ecs.enis import QUEUES


class ModifyInstanceAttribute(Params, kw_only=True):
    """Parameters of ModifyInstanceAttribute; what is left out stays."""

    instance_id: str
    instance_name: str | None = None
    description: str | None = None
    host_name: str | None = None
    password: str | None = None
    user_data: str | None = None
    deletion_protection: bool | None = None
    credit_specification: str | None = None
    security_group_ids: list[str] = []
    network_interface_queue_number: int | None = None
    client_token: str = ""


@ECS.action(
    "ModifyInstanceAttribute",
    Evidence.DOCUMENTED,
    "what needs a reboot to take effect takes effect at once",
    resources=(INSTANCE, SECURITY_GROUP.by("SecurityGroupId|SecurityGroupIds")),
)
def modify_instance_attribute(call: Call, p: ModifyInstanceAttribute) -> Answer:
    """Change an instance's names, login, protection, security groups or queues."""
    instance = instances.get_instance(call, p.instance_id)
    instances.check_status(instance, *instances.STATES)
    _change_names(instance, p)
    _change_login(instance, p)
    if p.deletion_protection is not None:
        instance.deletion_protection = p.deletion_protection
    if p.credit_specification is not None:
        instance_checks.set_credit_mode(instance, p.credit_specification, CATALOGUE[instance.type_id])
    if p.security_group_ids:
        eni = instances.primary_eni(call, instance)
        security_group_membership.replace(call, eni, p.security_group_ids, "SecurityGroupInstanceLimitExceed")
        call.store.put(eni)
    if p.network_interface_queue_number is not None:
        _change_queues(call, instance, p.network_interface_queue_number)
    call.store.put(instance)
    return {}


def _change_names(instance: Instance, p: ModifyInstanceAttribute) -> None:
    image = instances.image_of(instance)
    if p.instance_name is not None:
        check_name("InstanceName", p.instance_name, "InvalidInstanceName.Malformed")
        instance.name = p.instance_name or instance.id
    if p.description is not None:
        check_description("Description", p.description, "InvalidDescription.Malformed")
        instance.description = p.description
    if p.host_name is not None:
        instances.check_status(instance, "Running", "Stopped", "Stopping")
        instance_checks.set_host_name(instance, p.host_name, image)
    if p.user_data == "":
        instance.user_data = ""
    elif p.user_data is not None:
        instance_checks.set_user_data(instance, p.user_data, image)


def _change_login(instance: Instance, p: ModifyInstanceAttribute) -> None:
    if p.password is not None:
        instances.check_status(instance, "Running", "Stopped", "Stopping", "Pending")
        instance_checks.set_password(instance, p.password, instances.image_of(instance))


def _change_queues(call: Call, instance: Instance, queues: int) -> None:
    """Set the queues of the primary ENI of a Stopped instance; -1 is the type's default."""
    instances.check_status(instance, "Stopped", code="InvalidOperation.InvalidEcsState", status=400)
    most = CATALOGUE[instance.type_id].queues_per_eni
    if queues != -1 and (queues not in QUEUES or queues > most):
        raise ApiError(
            403,
            "InvalidOperation.MaxEniQueueNumberExceeded",
            f"NetworkInterfaceQueueNumber is 1 to {most} for {instance.type_id}, or -1 for its default, not {queues}.",
        )
    eni = instances.primary_eni(call, instance)
    eni.queue_number = max(queues, 0)
    call.store.put(eni)


class ModifyInstanceSpec(Params, kw_only=True):
    """Parameters of ModifyInstanceSpec; `AllowMigrateAcrossZone` matters for retired types only."""

    instance_id: str
    instance_type: str = ""
    internet_max_bandwidth_in: int | None = None
    internet_max_bandwidth_out: int | None = None
    allow_migrate_across_zone: bool = False
    client_token: str = ""
    dry_run: bool = False


@ECS.action(
    "ModifyInstanceSpec",
    Evidence.DOCUMENTED,
    "the pause of 5 minutes between two changes is not modelled",
    resources=(INSTANCE,),
)
def modify_instance_spec(call: Call, p: ModifyInstanceSpec) -> Answer:
    """Change either the type of a Stopped instance, or the public bandwidth."""
    instance = instances.get_instance(call, p.instance_id)
    bandwidth = (p.internet_max_bandwidth_in, p.internet_max_bandwidth_out)
    if p.instance_type and bandwidth != (None, None):
        raise ApiError(
            400, "InvalidParameter.Mismatch", "Change InstanceType or the bandwidth, not both in one request."
        )
    if p.instance_type:
        type_changes.change_type(call, instance, p.instance_type)
    elif bandwidth == (None, None):
        raise missing("InstanceType")
    else:
        _change_bandwidth(instance, p.internet_max_bandwidth_out, p.internet_max_bandwidth_in)
    call.store.put(instance)
    return {"OrderId": ""}


class ModifyInstanceNetworkSpec(Params, kw_only=True):
    """Parameters of ModifyInstanceNetworkSpec."""

    instance_id: str
    internet_max_bandwidth_in: int | None = None
    internet_max_bandwidth_out: int | None = None
    network_charge_type: str = ""
    allocate_public_ip: bool = False
    auto_pay: bool = True
    client_token: str = ""


@ECS.action(
    "ModifyInstanceNetworkSpec", Evidence.DOCUMENTED, "bandwidth for a limited time is refused", resources=(INSTANCE,)
)
def modify_instance_network_spec(call: Call, p: ModifyInstanceNetworkSpec) -> Answer:
    """Change the public bandwidth and how it is charged; an address comes only with `AllocatePublicIp`."""
    instance = instances.get_instance(call, p.instance_id)
    if not p.auto_pay:
        raise unsupported("AutoPay", "everything is paid at once")
    _change_bandwidth(instance, p.internet_max_bandwidth_out, p.internet_max_bandwidth_in)
    if p.network_charge_type:
        public_ips.set_charge_type(instance, p.network_charge_type)
    if p.allocate_public_ip:
        if not instance.bandwidth_out:
            raise ApiError(400, "InvalidParam.AllocatePublicIp", "A public address needs public bandwidth.")
        if not instance.public_ip:
            public_ips.allocate(call, instance)
    call.store.put(instance)
    return {"OrderId": ""}


def _change_bandwidth(instance: Instance, out: int | None, into: int | None) -> None:
    instances.check_status(instance, "Running", "Stopped")
    if out is not None or into is not None:
        public_ips.set_bandwidth(instance, instance.bandwidth_out if out is None else out, into)


class AllocatePublicIpAddress(Params, kw_only=True):
    """Parameters of AllocatePublicIpAddress; only whitelisted users may choose the address."""

    instance_id: str


@ECS.action("AllocatePublicIpAddress", Evidence.DOCUMENTED, "the address works without a reboot", resources=(INSTANCE,))
def allocate_public_ip_address(call: Call, p: AllocatePublicIpAddress) -> Answer:
    """Allocate a public IPv4 address to an instance that has bandwidth and no address."""
    instance = instances.get_instance(call, p.instance_id)
    instances.check_status(instance, "Running", "Stopped")
    if instance.public_ip:
        raise ApiError(403, "AllocatedAlready", f"The instance {instance.id} has {instance.public_ip} already.")
    if not instance.bandwidth_out:
        raise ApiError(
            400,
            "AllocateIpInvalidInstanceBandwidth",
            f"The instance {instance.id} has no InternetMaxBandwidthOut, which a public address needs.",
        )
    public_ips.allocate(call, instance)
    call.store.put(instance)
    return {"IpAddress": instance.public_ip}


class ModifyInstanceMetadataOptions(Params, kw_only=True):
    """Parameters of ModifyInstanceMetadataOptions."""

    instance_id: str
    http_endpoint: str
    http_tokens: str = ""
    http_put_response_hop_limit: int | None = None


@ECS.action(
    "ModifyInstanceMetadataOptions", Evidence.DOCUMENTED, "tags in the metadata are not modelled", resources=(INSTANCE,)
)
def modify_instance_metadata_options(call: Call, p: ModifyInstanceMetadataOptions) -> Answer:
    """Change how the guest reaches its metadata, which ecs-utils-ipv6 needs."""
    instance = instances.get_instance(call, p.instance_id)
    instance_checks.set_metadata_options(instance, p.http_endpoint, p.http_tokens, p.http_put_response_hop_limit)
    call.store.put(instance)
    return {}
