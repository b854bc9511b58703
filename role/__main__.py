"""The prerequisite of example 1 in the user account: a role that the resource account may assume."""

import pulumi

from alicloud_ipv6 import CrossAccountRole, CrossAccountRoleArgs, RoleScope

config = pulumi.Config()
scope = config.require("scope")
if scope not in tuple(RoleScope):
    raise pulumi.RunError(f"ipv6-eni-role:scope: invalid value {scope!r}; expected one of {', '.join(RoleScope)}.")
try:
    role = CrossAccountRole(
        "role",
        CrossAccountRoleArgs(
            role_name=config.require("roleName"),
            trusted_account_id=config.require("trustedAccountId"),
            scope=RoleScope(scope),
            external_id=config.get("externalId") or None,
            longest_session_seconds=config.require_int("longestSessionSeconds"),
            region=config.get("region") or None,
        ),
    )
except pulumi.InputPropertiesError as error:
    raise pulumi.RunError(str(error)) from None
pulumi.export("roleArn", role.role_arn)
