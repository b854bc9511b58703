"""Requests that attach ENIs to instances and detach them."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ENI, INSTANCE
from alicloud_sandbox.services.ecs import eni_attachments, enis


class AttachNetworkInterface(Params, kw_only=True):
    """Parameters of AttachNetworkInterface."""

    network_interface_id: str
    instance_id: str


@ECS.action(
    "AttachNetworkInterface",
    Evidence.DOCUMENTED,
    "RDMA, network cards and members of trunk ENIs are refused",
    resources=(ENI, INSTANCE),
)
def attach_network_interface(call: Call, p: AttachNetworkInterface) -> Answer:
    """Attach an ENI to an instance: Attaching, then InUse."""
    eni = enis.visible_eni(call, p.network_interface_id)
    eni_attachments.attach(call, eni, _own_instance(call, p.instance_id))
    return {}


class DetachNetworkInterface(Params, kw_only=True):
    """Parameters of DetachNetworkInterface."""

    network_interface_id: str
    instance_id: str


@ECS.action(
    "DetachNetworkInterface", Evidence.DOCUMENTED, "members of trunk ENIs are refused", resources=(ENI, INSTANCE)
)
def detach_network_interface(call: Call, p: DetachNetworkInterface) -> Answer:
    """Detach an ENI from its instance: Detaching, then Available."""
    eni = enis.visible_eni(call, p.network_interface_id)
    eni_attachments.detach(call, eni, _own_instance(call, p.instance_id))
    return {}


def _own_instance(call: Call, instance_id: str) -> Instance:
    return call.get_owned(Instance, instance_id, "InvalidEcsId.NotFound", "instance")
