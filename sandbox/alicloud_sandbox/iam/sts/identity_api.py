"""The request for the caller's identity."""

from alicloud_sandbox.core.actions import STS, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import NO_AUTHORIZATION


class GetCallerIdentity(Params):
    """No parameters."""


@STS.action("GetCallerIdentity", Evidence.DOCUMENTED, resources=NO_AUTHORIZATION)
def get_caller_identity(call: Call, p: GetCallerIdentity) -> Answer:
    """Return the account, the user or role session, and the ARN behind the key that signed the request."""
    caller = call.caller
    of_role = caller.kind == "AssumedRoleUser"
    return {
        "AccountId": caller.account,
        "Arn": caller.arn,
        "IdentityType": caller.kind,
        "PrincipalId": caller.principal_id,
        **({"RoleId": caller.identity} if of_role else {"UserId": caller.principal_id}),
    }
