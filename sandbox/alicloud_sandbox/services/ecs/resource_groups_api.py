"""The request that moves an ECS resource to another resource group."""

from alicloud_sandbox.core import resource_groups, tagging
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Command, Disk, Eni, Instance, KeyPair, SecurityGroup
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import TYPED
from alicloud_sandbox.services.ecs import key_pairs

_KINDS: tagging.Kinds = {
    "instance": Instance,
    "disk": Disk,
    "securitygroup": SecurityGroup,
    "eni": Eni,
    "command": Command,
    "keypair": KeyPair,
}


class JoinResourceGroup(Params, kw_only=True):
    """Parameters of JoinResourceGroup."""

    resource_group_id: str
    resource_id: str
    resource_type: str


@ECS.action("JoinResourceGroup", Evidence.SEEN, resources=(TYPED,))
def join_resource_group(call: Call, p: JoinResourceGroup) -> Answer:
    """Move a resource to another resource group."""
    kind = tagging.kind_of(_KINDS, p.resource_type)
    (identifier,) = key_pairs.entity_ids(call, p.resource_type, [p.resource_id])
    resource = call.get_owned(kind, identifier, "InvalidResourceId.NotFound", p.resource_type)
    resource.resource_group_id = resource_groups.in_ecs(call, p.resource_group_id)
    call.store.put(resource)
    return {}
