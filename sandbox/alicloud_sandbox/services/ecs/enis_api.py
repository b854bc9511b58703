"""Requests and answers that create, change and delete ENIs."""

from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags, set_given
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import ENI, SECURITY_GROUP, VSWITCH, of_vpc
from alicloud_sandbox.network import ipv6_pool, private_ip_pool, security_group_membership
from alicloud_sandbox.network.owned import get_vswitch
from alicloud_sandbox.services.ecs import enis
from alicloud_sandbox.services.ecs.eni_answers import write_eni

#: The most secondary private addresses in one CreateNetworkInterface.
_MOST_FIXED_IPS = 10


class CreateNetworkInterface(Params, kw_only=True):
    """Parameters of CreateNetworkInterface."""

    v_switch_id: str
    security_group_id: str = ""
    security_group_ids: list[str] = []
    instance_type: str = "Secondary"
    network_interface_name: str = ""
    description: str = ""
    resource_group_id: str = ""
    primary_ip_address: str = ""
    private_ip_address: list[str] = []
    secondary_private_ip_address_count: int = 0
    ipv6_address: list[str] = []
    ipv6_address_count: int = 0
    queue_number: int | None = None
    network_interface_traffic_mode: str = "Standard"
    delete_on_release: bool = False
    source_dest_check: bool = False
    tag: list[Tag] = []
    client_token: str = ""


@ECS.action(
    "CreateNetworkInterface",
    Evidence.DOCUMENTED,
    "prefixes are refused; the code for IPv6 at creation is assumed; there is no ENI quota",
    resources=(ENI.all, SECURITY_GROUP.by("SecurityGroupId|SecurityGroupIds"), of_vpc(VSWITCH)),
)
def create_network_interface(call: Call, p: CreateNetworkInterface) -> Answer:
    """Create an ENI; it is Available in the answer already."""
    _check_names(p.network_interface_name, p.description)
    _check_kind(p)
    private_ip_pool.check_asked(p.private_ip_address, p.secondary_private_ip_address_count, _MOST_FIXED_IPS)
    if p.ipv6_address or p.ipv6_address_count:
        ipv6_pool.check_asked(p.ipv6_address_count, p.ipv6_address)
    new = enis.NewEni(
        vswitch=get_vswitch(call, p.v_switch_id),
        group_ids=_group_ids(p),
        kind=p.instance_type,
        traffic_mode=p.network_interface_traffic_mode,
        name=p.network_interface_name,
        description=p.description,
        resource_group_id=resource_groups.in_ecs(call, p.resource_group_id),
        tags=checked_tags(p.tag),
        primary_ip=p.primary_ip_address,
        private_ips=p.private_ip_address,
        private_ip_count=p.secondary_private_ip_address_count,
        ipv6=p.ipv6_address,
        ipv6_count=p.ipv6_address_count,
        queue_number=_checked_queues(p.queue_number),
        delete_on_release=p.delete_on_release,
        source_dest_check=p.source_dest_check,
    )
    return write_eni(call, enis.create(call, new))


class ModifyNetworkInterfaceAttribute(Params, kw_only=True):
    """Parameters of ModifyNetworkInterfaceAttribute; what is left out stays."""

    network_interface_id: str
    network_interface_name: str | None = None
    description: str | None = None
    security_group_id: list[str] = []
    queue_number: int | None = None
    delete_on_release: bool | None = None
    source_dest_check: bool | None = None


@ECS.action(
    "ModifyNetworkInterfaceAttribute",
    Evidence.DOCUMENTED,
    "that the groups of a primary ENI are refused here follows from 'secondary' on the page",
    resources=(ENI, SECURITY_GROUP),
)
def modify_network_interface_attribute(call: Call, p: ModifyNetworkInterfaceAttribute) -> Answer:
    """Change an ENI in place; the given security groups replace those it is in."""
    eni = enis.get_eni(call, p.network_interface_id)
    _check_names(p.network_interface_name or "", p.description or "")
    if p.security_group_id:
        enis.check_secondary(eni)
        security_group_membership.replace(call, eni, p.security_group_id)
    if p.queue_number is not None:
        enis.set_queues(call, eni, _checked_queues(p.queue_number))
    set_given(
        eni,
        name=p.network_interface_name,
        description=p.description,
        delete_on_release=p.delete_on_release,
        source_dest_check=p.source_dest_check,
    )
    call.store.put(eni)
    return {}


class DeleteNetworkInterface(Params, kw_only=True):
    """Parameters of DeleteNetworkInterface."""

    network_interface_id: str


@ECS.action("DeleteNetworkInterface", Evidence.DOCUMENTED, resources=(ENI,))
def delete_network_interface(call: Call, p: DeleteNetworkInterface) -> Answer:
    """Delete an ENI that is attached to nothing."""
    enis.delete(call, enis.get_eni(call, p.network_interface_id))
    return {}


def _check_names(name: str, description: str) -> None:
    check_name("NetworkInterfaceName", name, "InvalidParameter")
    check_description("Description", description, "InvalidParameter")


def _check_kind(p: CreateNetworkInterface) -> None:
    if p.instance_type not in enis.SECONDARY_KINDS:
        raise invalid("InstanceType", f"it must be {' or '.join(enis.SECONDARY_KINDS)}")
    if p.network_interface_traffic_mode not in enis.TRAFFIC_MODES:
        raise invalid("NetworkInterfaceTrafficMode", f"it must be {' or '.join(enis.TRAFFIC_MODES)}")


def _group_ids(p: CreateNetworkInterface) -> list[str]:
    """Return the groups of a request, from one of two parameters."""
    if p.security_group_id and p.security_group_ids:
        raise ApiError(400, "InvalidParameter.Conflict", "SecurityGroupId and SecurityGroupIds.N cannot both be given.")
    found = p.security_group_ids or [p.security_group_id]
    if not all(found):
        raise missing("SecurityGroupId")
    return found


def _checked_queues(number: int | None) -> int:
    """Return the checked queue number; 0 leaves the choice to the instance type."""
    if number is None:
        return 0
    if number not in enis.QUEUES:
        raise ApiError(
            403,
            "InvalidParameter.InvalidEniQueueNumber",
            f"QueueNumber is {enis.QUEUES[0]} to {enis.QUEUES[-1]}, not {number}.",
        )
    return number
