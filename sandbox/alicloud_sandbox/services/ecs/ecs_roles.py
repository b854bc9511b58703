"""RAM roles that instances can have: those whose trust policy names ECS."""

from alicloud_sandbox.core.api_errors import ApiError, not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.policy_documents import trust
from alicloud_sandbox.iam.ram.ram_records import Role

_ECS = "ecs.aliyuncs.com"


def get_role(call: Call, name: str, *, at_run: bool = False) -> Role:
    """Return the caller's role with this name, if an instance may have it; `at_run`: for RunInstances."""
    role = call.store.get(Role, arns.role(call.caller.account, name))
    if role is None:
        raise not_found("InvalidRamRole.NotFound", "RAM role", name)
    if not any(statement.allow and _ECS in statement.trusted for statement in trust(role.trust_policy)):
        text = f"The RAM role {name} cannot be used: its trust policy lacks {_ECS}."
        if at_run:
            raise ApiError(401, "InvalidRamRole.NotEcsRole", text)
        raise ApiError(404, "InvalidRamRole.NotEcsRole", text)
    return role
