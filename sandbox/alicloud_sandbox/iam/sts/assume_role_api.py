"""Requests and answers of AssumeRole."""

import re

from alicloud_sandbox.core.actions import STS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid, no_permission
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import Resource
from alicloud_sandbox.iam.authorization import context
from alicloud_sandbox.iam.ram.policy_documents import ASSUME_ROLE
from alicloud_sandbox.iam.ram.ram_roles import role_of_arn
from alicloud_sandbox.iam.sts import role_sessions, role_trust
from alicloud_sandbox.iam.sts.session_requests import check_duration, check_session, session_answer

_EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)


class AssumeRole(Params, kw_only=True):
    """Parameters of AssumeRole."""

    role_arn: str
    role_session_name: str
    duration_seconds: int = role_sessions.DEFAULT_SECONDS
    policy: str = ""
    external_id: str = ""


@STS.action(
    "AssumeRole",
    Evidence.DOCUMENTED,
    "that a session outlives a change of its role's trust policy is assumed; SourceIdentity is refused",
    resources=(Resource("", "RoleArn"),),
)
def assume_role(call: Call, p: AssumeRole) -> Answer:
    """Return temporary keys of a role to a RAM user or role session that it trusts."""
    if not call.caller.identity:
        raise no_permission(f"roles may not be assumed by root accounts ({ASSUME_ROLE}), and {call.caller.arn} is one")
    _check(p)
    role = role_of_arn(call, p.role_arn)
    if why_not := role_trust.refusal(role, call.caller, context(p)):
        raise no_permission(why_not)
    check_duration(p.duration_seconds, role)
    return session_answer(role, role_sessions.start(call, role, p.role_session_name, p.duration_seconds, p.policy))


def _check(p: AssumeRole) -> None:
    check_session(p.role_arn, p.role_session_name, p.policy)
    if p.external_id and not _EXTERNAL_ID.fullmatch(p.external_id):
        allowed = "it has 2 to 1224 letters, digits and characters of =,.@:/-_+"
        raise invalid("ExternalId", allowed, "InvalidParameter.ExternalId")
