"""Requests to RAM and STS; the roles and policies that they make have no rights over anything else."""

import json

from dev.verify_cloud.lab import Lab
from dev.verify_cloud.probe import FREE, NETWORK, probe

_LONGER = 7200


def trusting(lab: Lab) -> str:
    """Return a trust policy for the users of the account."""
    return trust_policy({"RAM": [f"acs:ram::{lab.account}:root"]})


def trust_policy(principal: dict[str, list[str]]) -> str:
    """Return a trust policy for a principal."""
    return json.dumps(
        {"Version": "1", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}]}
    )


def permissions(actions: list[str], resources: list[str]) -> str:
    """Return a policy that allows these actions on these resources."""
    statement = {"Effect": "Allow", "Action": actions, "Resource": resources}
    return json.dumps({"Version": "1", "Statement": [statement]})


@probe(FREE, "Ram: refusal InvalidParameter.MaxSessionDuration")
def session_of_a_second(lab: Lab) -> str:
    """Create a role whose sessions last for at most a second."""
    asked = {"RoleName": lab.name("brief"), "AssumeRolePolicyDocument": trusting(lab), "Tag": lab.tags}
    return lab.cloud.attempt("Ram", "CreateRole", MaxSessionDuration=1, **asked)


@probe(NETWORK, "Ram.DeletePolicy: note")
def attached_policy(lab: Lab) -> str:
    """Delete a policy that a role has."""
    role = lab.new_role("attached", trusting(lab))
    policy = lab.new_policy("attached", permissions(["ecs:DescribeRegions"], ["*"]))
    lab.cloud.call("Ram", "AttachPolicyToRole", RoleName=role, PolicyName=policy, PolicyType="Custom")
    return lab.cloud.attempt("Ram", "DeletePolicy", PolicyName=policy)


@probe(NETWORK, "Ram.UpdateRole: note")
def session_after_an_update(lab: Lab) -> str:
    """Use a session after its role's longest session has changed."""
    role = lab.new_role("updated", trusting(lab))
    session = lab.first_session(role)
    lab.cloud.call("Ram", "UpdateRole", RoleName=role, NewMaxSessionDuration=_LONGER)
    return session.attempt("Sts", "GetCallerIdentity")


@probe(NETWORK, "Sts.AssumeRole: note")
def session_after_another_trust(lab: Lab) -> str:
    """Use a session after its role's trust policy has stopped to trust the caller."""
    role = lab.new_role("trusting", trusting(lab))
    session = lab.first_session(role)
    other = trust_policy({"Service": ["ecs.aliyuncs.com"]})
    lab.cloud.call("Ram", "UpdateRole", RoleName=role, NewAssumeRolePolicyDocument=other)
    return session.attempt("Sts", "GetCallerIdentity")
