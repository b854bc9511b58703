"""STS: who am I."""

from sandbox.actions import STS, Answer, Evidence
from sandbox.call import Call
from sandbox.params import Params


class GetCallerIdentity(Params):
    """No parameters."""


@STS.action("GetCallerIdentity", Evidence.DOCUMENTED)
def get_caller_identity(call: Call, p: GetCallerIdentity) -> Answer:
    """The account, user and ARN behind the key that signed the request."""
    return {
        "AccountId": call.caller.account,
        "UserId": call.caller.principal_id,
        "Arn": call.caller.arn,
        "IdentityType": call.caller.kind,
        "PrincipalId": call.caller.principal_id,
    }
