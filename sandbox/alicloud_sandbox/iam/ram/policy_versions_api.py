"""Requests and answers of the versions of policies."""

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import POLICY
from alicloud_sandbox.iam.ram import ram_policies
from alicloud_sandbox.iam.ram.ram_records import Policy, PolicyVersion


class CreatePolicyVersion(Params, kw_only=True):
    """Parameters of CreatePolicyVersion."""

    policy_name: str
    policy_document: str
    set_as_default: bool = False
    rotate_strategy: str = ""


@RAM.action("CreatePolicyVersion", Evidence.SEEN, resources=(POLICY,))
def create_policy_version(call: Call, p: CreatePolicyVersion) -> Answer:
    """Add a version to a custom policy."""
    policy = ram_policies.get_policy(call, p.policy_name)
    version = ram_policies.add_version(call, policy, p.policy_document, p.rotate_strategy, default=p.set_as_default)
    return {"PolicyVersion": write_version(policy, version)}


class GetPolicyVersion(Params, kw_only=True):
    """Parameters of GetPolicyVersion."""

    policy_name: str
    policy_type: str
    version_id: str


@RAM.action("GetPolicyVersion", Evidence.DOCUMENTED, assumed_resources=(POLICY,))
def get_policy_version(call: Call, p: GetPolicyVersion) -> Answer:
    """Return one version with its document."""
    policy = ram_policies.find(call, p.policy_type, p.policy_name)
    return {"PolicyVersion": write_version(policy, ram_policies.version_of(policy, p.version_id))}


class ListPolicyVersions(Params, kw_only=True):
    """Parameters of ListPolicyVersions."""

    policy_name: str
    policy_type: str


@RAM.action("ListPolicyVersions", Evidence.SEEN, resources=(POLICY,))
def list_policy_versions(call: Call, p: ListPolicyVersions) -> Answer:
    """Return the versions of a policy, oldest first."""
    policy = ram_policies.find(call, p.policy_type, p.policy_name)
    return {"PolicyVersions": {"PolicyVersion": [write_version(policy, version) for version in policy.versions]}}


class SetDefaultPolicyVersion(Params, kw_only=True):
    """Parameters of SetDefaultPolicyVersion."""

    policy_name: str
    version_id: str


@RAM.action("SetDefaultPolicyVersion", Evidence.DOCUMENTED, resources=(POLICY,))
def set_default_policy_version(call: Call, p: SetDefaultPolicyVersion) -> Answer:
    """Make a version the default one."""
    ram_policies.set_default(call, ram_policies.get_policy(call, p.policy_name), p.version_id)
    return {}


class DeletePolicyVersion(Params, kw_only=True):
    """Parameters of DeletePolicyVersion."""

    policy_name: str
    version_id: str


@RAM.action("DeletePolicyVersion", Evidence.SEEN, resources=(POLICY,))
def delete_policy_version(call: Call, p: DeletePolicyVersion) -> Answer:
    """Delete a version that is not the default one."""
    ram_policies.delete_version(call, ram_policies.get_policy(call, p.policy_name), p.version_id)
    return {}


def write_version(policy: Policy, version: PolicyVersion) -> Answer:
    """Return one version as every answer shows it."""
    return {
        "VersionId": version.id,
        "IsDefaultVersion": version.id == policy.default_version,
        "PolicyDocument": version.document,
        "CreateDate": timestamp(version.created),
    }
