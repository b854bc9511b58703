"""The rules of policies and their versions."""

from alicloud_sandbox.core.api_errors import ApiError, invalid, not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.iam.ram import arns, policy_attachments, ram_checks
from alicloud_sandbox.iam.ram.policy_documents import permissions
from alicloud_sandbox.iam.ram.ram_records import CUSTOM, SYSTEM, Policy, PolicyVersion
from alicloud_sandbox.iam.ram.system_policies import SYSTEM_POLICIES

MOST_VERSIONS = 5
KINDS = (SYSTEM, CUSTOM)
ROTATION = "DeleteOldestNonDefaultVersionWhenLimitExceeded"
_LONGEST_DESCRIPTION = 1024


def find(call: Call, kind: str, name: str) -> Policy:
    """Return a system policy, or the caller's custom policy with this name."""
    if kind not in KINDS:
        raise invalid("PolicyType", "it must be System or Custom", "InvalidParameter.PolicyType")
    if kind == CUSTOM:
        return get_policy(call, name)
    if name not in SYSTEM_POLICIES:
        error = not_found("EntityNotExist.Policy", "system policy", name)
        raise ApiError(error.status, error.code, f"{error.message} ListPolicies lists those of the sandbox.")
    return _system(call, name)


def get_policy(call: Call, name: str) -> Policy:
    """Return the caller's custom policy with this name."""
    return call.get_owned(Policy, arns.policy(call.caller.account, name).lower(), "EntityNotExist.Policy", "policy")


def all_of(call: Call, kind: str) -> list[Policy]:
    """Return the policies of one kind, or of both when it is empty."""
    if kind not in ("", *KINDS):
        raise invalid("PolicyType", "it must be System or Custom", "InvalidParameter.PolicyType")
    system = [_system(call, name) for name in SYSTEM_POLICIES] if kind != CUSTOM else []
    return system + (call.owned_all(Policy) if kind != SYSTEM else [])


def create(call: Call, name: str, document: str, description: str, tags: dict[str, str]) -> Policy:
    """Create a custom policy with version v1."""
    ram_checks.check_policy_name(name)
    ram_checks.check_document("PolicyDocument", document, permissions, ram_checks.LONGEST_POLICY)
    identifier = arns.policy(call.caller.account, name).lower()
    if call.store.get(Policy, identifier) or name in SYSTEM_POLICIES:
        raise ApiError(409, "EntityAlreadyExists.Policy", f"The policy {name} already exists.")
    policy = Policy(
        id=identifier,
        account=call.caller.account,
        region="",
        created=call.now,
        updated=call.now,
        name=name,
        tags=tags,
        versions=[PolicyVersion(id="v1", document=document, created=call.now)],
        default_version="v1",
    )
    describe(call, policy, description)
    return policy


def describe(call: Call, policy: Policy, description: str) -> None:
    """Set the description and save the policy."""
    ram_checks.check_length("Description", description, _LONGEST_DESCRIPTION)
    policy.description = description
    _write(call, policy)


def add_version(call: Call, policy: Policy, document: str, rotation: str, *, default: bool) -> PolicyVersion:
    """Add a version; with rotation it replaces the oldest that is not the default one."""
    if rotation not in ("", "None", ROTATION):
        raise invalid("RotateStrategy", f"it must be None or {ROTATION}")
    ram_checks.check_document("PolicyDocument", document, permissions, ram_checks.LONGEST_POLICY)
    if len(policy.versions) >= MOST_VERSIONS:
        if rotation != ROTATION:
            raise ApiError(
                409,
                "LimitExceeded.Policy.Version",
                f"The policy {policy.name} has {MOST_VERSIONS} versions, the most; delete one first.",
            )
        policy.versions.remove(next(one for one in policy.versions if one.id != policy.default_version))
    policy.last_version += 1
    version = PolicyVersion(id=f"v{policy.last_version}", document=document, created=call.now)
    policy.versions.append(version)
    if default:
        policy.default_version = version.id
    _write(call, policy)
    return version


def version_of(policy: Policy, version_id: str) -> PolicyVersion:
    """Return a version of a policy."""
    for version in policy.versions:
        if version.id == version_id:
            return version
    raise not_found("EntityNotExist.Policy.Version", f"version of policy {policy.name}", version_id)


def set_default(call: Call, policy: Policy, version_id: str) -> None:
    """Make a version the default one."""
    policy.default_version = version_of(policy, version_id).id
    _write(call, policy)


def delete_version(call: Call, policy: Policy, version_id: str) -> None:
    """Delete a version that is not the default one."""
    version = version_of(policy, version_id)
    if version.id == policy.default_version:
        raise ApiError(
            409,
            "DeleteConflict.Policy.Version.Default",
            f"{version_id} of policy {policy.name} is the default version.",
        )
    policy.versions.remove(version)
    _write(call, policy)


def delete(call: Call, policy: Policy, *, cascading: bool) -> None:
    """Delete a policy that is attached to nothing; `cascading` deletes its other versions, too."""
    if attached := policy_attachments.of_policy(call, policy):
        what = attached[0].principal_kind
        raise ApiError(
            409, f"DeleteConflict.Policy.{what}", f"The policy {policy.name} is attached to a {what}; detach it first."
        )
    if len(policy.versions) > 1 and not cascading:
        raise ApiError(
            409, "DeleteConflict.Policy.Version", f"The policy {policy.name} has versions beside its default one."
        )
    call.store.delete(policy)


def _system(call: Call, name: str) -> Policy:
    document, description = SYSTEM_POLICIES[name]
    return Policy(
        id=f"acs:ram::system:policy/{name.lower()}",
        account=call.caller.account,
        region="",
        created=0.0,
        updated=0.0,
        name=name,
        description=description,
        kind=SYSTEM,
        versions=[PolicyVersion(id="v1", document=document, created=0.0)],
        default_version="v1",
    )


def _write(call: Call, policy: Policy) -> None:
    policy.updated = call.now
    call.store.put(policy)
