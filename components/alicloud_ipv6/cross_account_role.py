"""A role in the ENI's account that one other account may assume: the prerequisite of example 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.roles import (
    check_account_id,
    check_external_id,
    check_longest_session,
    check_role_name,
    role_account,
)
from alicloud_rules.violation import Violation

from ._child_options import children_of
from ._construction_checks import Problems, common_problems, known, name_problem, refuse
from ._role_policy import ENI, INSTANCE, RoleScope, permissions, trust


@dataclass(frozen=True, kw_only=True)
class CrossAccountRoleArgs:
    """The inputs of `CrossAccountRole`: who may assume the role, and what it may do."""

    trusted_account_id: pulumi.Input[str]
    """The account, 16 digits, whose users and roles may assume the role, if their own policies allow it."""
    scope: RoleScope | None = None
    """The permissions of the role; default: attach ENIs only."""
    role_name: pulumi.Input[str] | None = None
    """The name of the role and of its policy, 1 to 64 letters, digits and `-`; default: the component's."""
    external_id: pulumi.Input[str] | None = None
    """The external id that is required to assume the role, 2 to 1224 characters; default: none."""
    longest_session_seconds: pulumi.Input[int] | None = None
    """The longest session, 3600 to 43200 seconds; default 3600."""
    region: pulumi.Input[str] | None = None
    """The one region whose resources the role may touch; default: all regions."""
    network_interface_ids: list[pulumi.Input[str]] | None = None
    """The only ENIs that the role may touch; default: all of the account. For `attach_only`."""
    instance_ids: list[pulumi.Input[str]] | None = None
    """The only instances that the role may touch; default: all of the account. For `attach_only`."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the role and of its policy; at most 20."""


class CrossAccountRole(pulumi.ComponentResource):
    """A role with a least-privilege policy, trusted by exactly one account."""

    role_arn: pulumi.Output[str]
    """The role's ARN, for `AssumedRoleArgs`."""

    def __init__(self, name: str, args: CrossAccountRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create role and policy in the account of the caller's provider; invalid inputs are refused first."""
        refuse(f"CrossAccountRole {name!r}", _problems(name, args))
        super().__init__("alicloud-ipv6:index:CrossAccountRole", name, {}, opts)
        self._child = children_of(self, opts)
        self.role = self._role(name, args)
        self.policy = self._policy(name, args)
        alicloud.ram.RolePolicyAttachment(
            f"{name}-attachment",
            role_name=self.role.role_name,
            policy_name=self.policy.policy_name,
            policy_type="Custom",
            opts=self._child(),
        )
        self.role_arn = self.role.arn
        self.register_outputs({"roleArn": self.role_arn})

    def _role(self, name: str, args: CrossAccountRoleArgs) -> alicloud.ram.Role:
        return alicloud.ram.Role(
            f"{name}-role",
            role_name=args.role_name or name,
            description="Assumed by another account to attach ENIs of this one",
            assume_role_policy_document=pulumi.Output.all(args.trusted_account_id, args.external_id).apply(
                lambda found: trust(*found)
            ),
            max_session_duration=args.longest_session_seconds,
            tags=args.tags,
            opts=self._child(),
        )

    def _policy(self, name: str, args: CrossAccountRoleArgs) -> alicloud.ram.Policy:
        document = pulumi.Output.all(
            arn=self.role.arn,
            region=args.region or "*",
            enis=args.network_interface_ids or [],
            instances=args.instance_ids or [],
        ).apply(lambda found: _permissions(args.scope or RoleScope.ATTACH_ONLY, found))
        return alicloud.ram.Policy(
            f"{name}-policy",
            policy_name=args.role_name or name,
            description="What the role of the same name may do",
            policy_document=document,
            tags=args.tags,
            opts=self._child(),
        )


def _permissions(scope: RoleScope, found: dict[str, Any]) -> str:
    only: dict[str, Sequence[str]] = {ENI: found["enis"], INSTANCE: found["instances"]}
    return permissions(scope, found["region"], role_account(found["arn"]), only)


def _problems(name: str, args: CrossAccountRoleArgs) -> Problems:
    problems = common_problems(args) | {"role_name": name_problem(_check_name, args.role_name, name)}
    if (account := known(args.trusted_account_id, str)) is not None:
        problems["trusted_account_id"] = check_account_id(account)
    if (external := known(args.external_id, str)) is not None:
        problems["external_id"] = check_external_id(external)
    if (seconds := known(args.longest_session_seconds, int)) is not None:
        problems["longest_session_seconds"] = check_longest_session(seconds)
    if args.scope == RoleScope.WHOLE_EXAMPLE:
        only = "It narrows the scope attach_only; leave it out with whole_example, which creates its resources."
        problems["network_interface_ids"] = only if args.network_interface_ids else None
        problems["instance_ids"] = only if args.instance_ids else None
    return problems


def _check_name(name: str) -> Violation | None:
    if "." not in name:
        return check_role_name(name)
    allowed = "letters, digits and -"
    return Violation(
        "role-name", name, allowed, f"The policy has the role's name, so it has only {allowed}, not {name!r}."
    )
