"""Requests and answers of AssumeRole."""

import re

from alicloud_sandbox.core.actions import STS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid, no_permission
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import Resource
from alicloud_sandbox.iam.authorization import context
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.policy_documents import ASSUME_ROLE, PolicyError, permissions
from alicloud_sandbox.iam.ram.ram_records import Role
from alicloud_sandbox.iam.ram.ram_roles import role_of_arn
from alicloud_sandbox.iam.sts import role_sessions, role_trust

_SESSION_NAME = re.compile(r"[A-Za-z0-9.@_-]{2,64}")
_EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)
_LONGEST_POLICY = 2048


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
    if why_not := role_trust.refusal(role, call.caller, context({"ExternalId": p.external_id})):
        raise no_permission(why_not)
    _check_duration(p.duration_seconds, role)
    given = role_sessions.start(call, role, p.role_session_name, p.duration_seconds, p.policy)
    session = given.session
    return {
        "AssumedRoleUser": {
            "Arn": arns.role_session(role.account, role.name, session.name),
            "AssumedRoleId": f"{role.role_id}:{session.name}",
        },
        "Credentials": {
            "AccessKeyId": session.id,
            "AccessKeySecret": session.secret,
            "SecurityToken": given.token,
            "Expiration": timestamp(session.expires),
        },
    }


def _check(p: AssumeRole) -> None:
    if arns.parse_role(p.role_arn) is None:
        raise invalid("RoleArn", "it has the form acs:ram::ACCOUNT:role/NAME", "InvalidParameter.RoleArn")
    if not _SESSION_NAME.fullmatch(p.role_session_name):
        allowed = "it has 2 to 64 letters, digits, periods, at signs, hyphens and underscores"
        raise invalid("RoleSessionName", allowed, "InvalidParameter.RoleSessionName")
    if p.external_id and not _EXTERNAL_ID.fullmatch(p.external_id):
        allowed = "it has 2 to 1224 letters, digits and characters of =,.@:/-_+"
        raise invalid("ExternalId", allowed, "InvalidParameter.ExternalId")
    _check_policy(p.policy)


def _check_policy(policy: str) -> None:
    if len(policy) > _LONGEST_POLICY:
        raise invalid("Policy", f"it has at most {_LONGEST_POLICY} characters", "InvalidParameter.PolicySize")
    try:
        if policy:
            permissions(policy)
    except PolicyError as error:
        text = f"The parameter Policy has not passed grammar check. {error}"
        raise ApiError(400, "InvalidParameter.PolicyGrammar", text) from None


def _check_duration(seconds: int, role: Role) -> None:
    if not role_sessions.SHORTEST_SECONDS <= seconds <= role.max_session_seconds:
        why = (
            f"it must be {role_sessions.SHORTEST_SECONDS} to {role.max_session_seconds} seconds for the role {role.id}"
        )
        raise invalid("DurationSeconds", why, "InvalidParameter.DurationSeconds")
