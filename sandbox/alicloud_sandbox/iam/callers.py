"""The identities that sign requests, with their ARNs in the format of GetCallerIdentity."""

from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.iam.keyring import ROOT, Key, account_name
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.ram_records import RoleSession


def account(identifier: str) -> Caller:
    """Return the account itself: it may do everything in it, and assume no role."""
    return Caller(identifier, account_name(identifier), identifier, arns.root(identifier), "Account")


def user(identifier: str, name: str, user_id: str) -> Caller:
    """Return a RAM user of an account."""
    arn = arns.user(identifier, name)
    return Caller(identifier, account_name(identifier), user_id, arn, "RAMUser", identity=user_id, principal=arn)


def of_key(key: Key) -> Caller:
    """Return the owner of an initial key."""
    return account(key.account) if key.user == ROOT else user(key.account, key.user, key.user_id)


def role_session(session: RoleSession) -> Caller:
    """Return the caller behind the temporary key of a role session."""
    return Caller(
        session.account,
        account_name(session.account),
        f"{session.role_id}:{session.name}",
        arns.assumed_role(session.account, session.role_name, session.name),
        "AssumedRoleUser",
        identity=session.role_id,
        principal=session.role_arn,
        session_policy=session.policy,
    )
