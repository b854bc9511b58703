"""A RAM role of another account and how it is assumed, as an input of components."""

from dataclasses import dataclass

import pulumi

from alicloud_rules.roles import (
    check_external_id,
    check_role_arn,
    check_session_name,
    check_session_seconds,
)

from .._construction_checks import Problems, known


@dataclass(frozen=True, kw_only=True)
class AssumedRoleArgs:
    """A role, assumed with the credentials of the component's provider."""

    role_arn: pulumi.Input[str]
    """The role, `acs:ram::<16 digits of the account>:role/<role name>`."""
    session_name: pulumi.Input[str] | None = None
    """The session's name in the owner's audit trail, 2 to 64 letters, digits and `.@-_`; default `pulumi-ipv6`."""
    duration_seconds: pulumi.Input[int] | None = None
    """The duration of a session, 900 to 43200 seconds and no longer than the role allows; default 3600."""
    external_id: pulumi.Input[str] | None = None
    """The external id, if the role's trust policy requires one."""


def role_problems(role: AssumedRoleArgs) -> Problems:
    """Check the known inputs of a role."""
    problems: Problems = {}
    if (arn := known(role.role_arn, str)) is not None:
        problems["role.role_arn"] = check_role_arn(arn)
    if (session := known(role.session_name, str)) is not None:
        problems["role.session_name"] = check_session_name(session)
    if (seconds := known(role.duration_seconds, int)) is not None:
        problems["role.duration_seconds"] = check_session_seconds(seconds)
    if (external := known(role.external_id, str)) is not None:
        problems["role.external_id"] = check_external_id(external)
    return problems
