"""A RAM role of another account and how it is assumed, as an input of components."""

from dataclasses import dataclass

import pulumi

from alicloud_rules.role_rules import (
    external_id_problem,
    role_arn_problem,
    session_name_problem,
    session_seconds_problem,
)

from .inputs import known


@dataclass(frozen=True, kw_only=True)
class AssumedRoleArgs:
    """A role, assumed with the credentials behind the component's own provider."""

    role_arn: pulumi.Input[str]
    """The role, `acs:ram::<16 digits of the account>:role/<role name>`."""
    session_name: pulumi.Input[str] | None = None
    """The session's name in the owner's audit trail, 2 to 64 letters, digits and `.@-_`; default `pulumi-ipv6`."""
    duration_seconds: pulumi.Input[int] | None = None
    """How long a session lasts, 900 to 43200 and no longer than the role allows; default 3600."""
    external_id: pulumi.Input[str] | None = None
    """The external id that the role's trust policy asks for, if it does."""


def role_problems(role: AssumedRoleArgs) -> dict[str, str | None]:
    """Check what is known of a role, input by input."""
    problems: dict[str, str | None] = {}
    if (arn := known(role.role_arn, str)) is not None:
        problems["role.role_arn"] = role_arn_problem(arn)
    if (session := known(role.session_name, str)) is not None:
        problems["role.session_name"] = session_name_problem(session)
    if (seconds := known(role.duration_seconds, int)) is not None:
        problems["role.duration_seconds"] = session_seconds_problem(seconds)
    if (external := known(role.external_id, str)) is not None:
        problems["role.external_id"] = external_id_problem(external)
    return problems
