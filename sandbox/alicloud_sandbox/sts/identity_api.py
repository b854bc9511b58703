"""STS: who am I."""

from alicloud_sandbox.actions import STS, Answer, Evidence
from alicloud_sandbox.call import Call
from alicloud_sandbox.params import Params


class GetCallerIdentity(Params):
    """No parameters."""


@STS.action("GetCallerIdentity", Evidence.DOCUMENTED)
def get_caller_identity(call: Call, p: GetCallerIdentity) -> Answer:
    """The account, user or role session, and ARN behind the key that signed the request."""
    caller = call.caller
    of_role = caller.kind == "AssumedRoleUser"
    return {
        "AccountId": caller.account,
        "Arn": caller.arn,
        "IdentityType": caller.kind,
        "PrincipalId": caller.principal_id,
        **({"RoleId": caller.identity} if of_role else {"UserId": caller.principal_id}),
    }
