"""The checks of the parameters that open a role session, and the answer with its keys."""

import re

from alicloud_sandbox.core.actions import Answer
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import timestamp
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.policy_documents import PolicyError, permissions
from alicloud_sandbox.iam.ram.ram_records import Role
from alicloud_sandbox.iam.sts import role_sessions

_SESSION_NAME = re.compile(r"[A-Za-z0-9.@_-]{2,64}")
_LONGEST_POLICY = 2048


def check_session(role_arn: str, session_name: str, policy: str) -> None:
    """Refuse a malformed role ARN, session name or policy."""
    if arns.parse_role(role_arn) is None:
        raise invalid("RoleArn", "it has the form acs:ram::ACCOUNT:role/NAME", "InvalidParameter.RoleArn")
    if not _SESSION_NAME.fullmatch(session_name):
        allowed = "it has 2 to 64 letters, digits, periods, at signs, hyphens and underscores"
        raise invalid("RoleSessionName", allowed, "InvalidParameter.RoleSessionName")
    if len(policy) > _LONGEST_POLICY:
        raise invalid("Policy", f"it has at most {_LONGEST_POLICY} characters", "InvalidParameter.PolicySize")
    try:
        if policy:
            permissions(policy)
    except PolicyError as error:
        text = f"The parameter Policy has not passed grammar check. {error}"
        raise ApiError(400, "InvalidParameter.PolicyGrammar", text) from None


def check_duration(seconds: int, role: Role) -> None:
    """Refuse a session that is too short, or longer than the role allows."""
    if not role_sessions.SHORTEST_SECONDS <= seconds <= role.max_session_seconds:
        why = (
            f"it must be {role_sessions.SHORTEST_SECONDS} to {role.max_session_seconds} seconds for the role {role.id}"
        )
        raise invalid("DurationSeconds", why, "InvalidParameter.DurationSeconds")


def session_answer(role: Role, given: role_sessions.Credentials) -> Answer:
    """Return the assumed role and its temporary keys."""
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
