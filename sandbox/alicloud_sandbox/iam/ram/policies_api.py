"""Requests and answers of policies."""

import msgspec

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.answers import tagged
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import POLICY
from alicloud_sandbox.iam.ram import policy_attachments, ram_policies
from alicloud_sandbox.iam.ram.policy_versions_api import write_version
from alicloud_sandbox.iam.ram.ram_answers import Marked, marked_page, tag_map, tags, write_tags
from alicloud_sandbox.iam.ram.ram_records import Policy


class CreatePolicy(Params, kw_only=True):
    """Parameters of CreatePolicy."""

    policy_name: str
    policy_document: str
    description: str = ""
    tag: list[Tag] | str = []


@RAM.action(
    "CreatePolicy",
    Evidence.SEEN,
    "condition operators on strings and IP addresses, keys acs:SourceIp and sts:ExternalId; others are refused",
    resources=(POLICY,),
)
def create_policy(call: Call, p: CreatePolicy) -> Answer:
    """Create a custom policy."""
    policy = ram_policies.create(call, p.policy_name, p.policy_document, p.description, tag_map(p.tag))
    return {"Policy": _write(call, policy)}


class GetPolicy(Params, kw_only=True):
    """Parameters of GetPolicy."""

    policy_name: str
    policy_type: str


@RAM.action("GetPolicy", Evidence.SEEN, assumed_resources=(POLICY,))
def get_policy(call: Call, p: GetPolicy) -> Answer:
    """Return a policy and its default version."""
    policy = ram_policies.find(call, p.policy_type, p.policy_name)
    row = {**_write(call, policy), "PolicyDocument": policy.default.document}
    return {"Policy": row, "DefaultPolicyVersion": write_version(policy, policy.default)}


class UpdatePolicyDescription(Params, kw_only=True):
    """Parameters of UpdatePolicyDescription."""

    policy_name: str
    new_description: str = ""


@RAM.action("UpdatePolicyDescription", Evidence.SEEN, assumed_resources=(POLICY,))
def update_policy_description(call: Call, p: UpdatePolicyDescription) -> Answer:
    """Change the description of a custom policy."""
    policy = ram_policies.get_policy(call, p.policy_name)
    ram_policies.describe(call, policy, p.new_description)
    return {"Policy": _write(call, policy)}


class DeletePolicy(Params, kw_only=True):
    """Parameters of DeletePolicy."""

    policy_name: str
    cascading_delete: bool = False


@RAM.action(
    "DeletePolicy",
    Evidence.SEEN,
    "DeleteConflict.Policy.Role, for one attached to a role, is assumed",
    assumed_resources=(POLICY,),
)
def delete_policy(call: Call, p: DeletePolicy) -> Answer:
    """Delete a custom policy that is attached to nothing."""
    ram_policies.delete(call, ram_policies.get_policy(call, p.policy_name), cascading=p.cascading_delete)
    return {}


class ListPolicies(Marked, kw_only=True):
    """Parameters of ListPolicies; only the provider sends `MaxResults`, which counts unless there is `MaxItems`."""

    policy_type: str = ""
    max_results: int | None = None
    tag: list[Tag] | str = []


@RAM.action(
    "ListPolicies", Evidence.DOCUMENTED, "the system policies of some products only", assumed_resources=(POLICY.all,)
)
def list_policies(call: Call, p: ListPolicies) -> Answer:
    """Return the policies that the account can attach, by name."""
    found = tagged(ram_policies.all_of(call, p.policy_type), tags(p.tag))
    if p.max_results is not None and p.max_items == Marked().max_items:
        p = msgspec.structs.replace(p, max_items=p.max_results)
    rows, more = marked_page(p, found, lambda policy: {**_write(call, policy), "Tags": write_tags(policy)})
    return {"Policies": {"Policy": rows}, **more}


def _write(call: Call, policy: Policy) -> Answer:
    return {
        "PolicyName": policy.name,
        "PolicyType": policy.kind,
        "Description": policy.description,
        "DefaultVersion": policy.default_version,
        "AttachmentCount": len(policy_attachments.of_policy(call, policy)),
        "CreateDate": timestamp(policy.created),
        "UpdateDate": timestamp(policy.updated),
    }
