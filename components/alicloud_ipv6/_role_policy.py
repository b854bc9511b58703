"""Policy documents of RAM for a role of the ENI's account that another account assumes.

An action is allowed on the kinds of resources that the vendor's RAM table of its product lists for it (ECS API
reference "RAM authorization", 2026; AllocateIpv6InternetBandwidth and ModifyIpv6InternetBandwidth of the VPC one).
What the tables call All Resources, and what no table could be read for, is allowed on `*`: everything of the account.
"""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

Kinds = tuple[str, ...]
Resources = Mapping[str, Sequence[str]]
"""Kind of resource to the ids it is narrowed to; an absent kind is not narrowed."""

ENI, INSTANCE = "ecs:eni", "ecs:instance"
_COMMAND, _DISK, _GROUP = "ecs:command", "ecs:disk", "ecs:securitygroup"
_VPC, _VSWITCH, _BANDWIDTH = "vpc:vpc", "vpc:vswitch", "vpc:ipv6bandwidth"
_ALL: Kinds = ()


class RoleScope(StrEnum):
    """The permissions of a role."""

    ATTACH_ONLY = "attach_only"
    """Attach and detach ENIs that exist, assign their IPv6 addresses, grant them to other accounts."""
    WHOLE_EXAMPLE = "whole_example"
    """Also create, change, delete and list what the user account has in example 1, its instance included."""


ATTACH_ACTIONS: dict[str, Kinds] = {
    "ecs:AssignIpv6Addresses": (ENI,),
    "ecs:AttachNetworkInterface": (ENI, INSTANCE),
    "ecs:DescribeNetworkInterfaces": (ENI,),
    "ecs:DetachNetworkInterface": (ENI, INSTANCE),
    "ecs:UnassignIpv6Addresses": (ENI,),
    "vpc:DescribeIpv6Addresses": _ALL,
}

GRANT_ACTIONS: dict[str, Kinds] = {
    # By analogy with other actions on ENIs; where no ENI is named, on `*`.
    "ecs:CreateNetworkInterfacePermission": (ENI,),
    "ecs:DeleteNetworkInterfacePermission": _ALL,
    "ecs:DescribeNetworkInterfacePermissions": _ALL,
}
"""No table could be read for these."""

EXAMPLE_ACTIONS: dict[str, Kinds] = {
    "ecs:AllocatePublicIpAddress": (INSTANCE,),
    "ecs:AuthorizeSecurityGroup": _ALL,
    "ecs:AuthorizeSecurityGroupEgress": _ALL,
    "ecs:CreateCommand": (_COMMAND,),
    "ecs:CreateNetworkInterface": (ENI, _GROUP, _VSWITCH),
    "ecs:CreateSecurityGroup": (_GROUP, _VPC),
    "ecs:DeleteCommand": (_COMMAND,),
    "ecs:DeleteInstance": (INSTANCE,),
    "ecs:DeleteNetworkInterface": (ENI,),
    "ecs:DeleteSecurityGroup": (_GROUP,),
    "ecs:DescribeCommands": (_COMMAND,),
    "ecs:DescribeDisks": (_DISK,),
    "ecs:DescribeInstanceAttachmentAttributes": (INSTANCE,),
    "ecs:DescribeInstanceAttribute": (INSTANCE,),
    "ecs:DescribeInstanceMaintenanceAttributes": _ALL,
    "ecs:DescribeInstanceRamRole": (INSTANCE,),
    "ecs:DescribeInstances": (INSTANCE,),
    # A request for a run by its id names neither command nor instance.
    "ecs:DescribeInvocations": _ALL,
    "ecs:DescribeSecurityGroupAttribute": (_GROUP,),
    "ecs:DescribeSecurityGroups": (_GROUP,),
    "ecs:DescribeUserData": (INSTANCE,),
    "ecs:InvokeCommand": (_COMMAND, INSTANCE),
    "ecs:ListTagResources": _ALL,
    "ecs:ModifyInstanceAttribute": (_GROUP, INSTANCE),
    "ecs:ModifyInstanceNetworkSpec": (INSTANCE,),
    "ecs:ModifyInstanceSpec": (INSTANCE,),
    "ecs:ModifyNetworkInterfaceAttribute": (ENI, _GROUP),
    "ecs:ModifySecurityGroupAttribute": (_GROUP,),
    "ecs:ModifySecurityGroupEgressRule": _ALL,
    "ecs:ModifySecurityGroupRule": _ALL,
    "ecs:RevokeSecurityGroup": (_GROUP,),
    "ecs:RevokeSecurityGroupEgress": (_GROUP,),
    "ecs:RunInstances": _ALL,
    "ecs:StartInstance": (INSTANCE,),
    "ecs:StopInstance": (INSTANCE,),
    "ecs:TagResources": (ENI, _GROUP, INSTANCE),
    "ecs:UntagResources": (ENI, _GROUP, INSTANCE),
    "vpc:AllocateIpv6InternetBandwidth": (_BANDWIDTH,),
    "vpc:CreateIpv6Gateway": _ALL,
    "vpc:CreateVSwitch": _ALL,
    "vpc:CreateVpc": _ALL,
    "vpc:DeleteIpv6Gateway": _ALL,
    "vpc:DeleteIpv6InternetBandwidth": _ALL,
    "vpc:DeleteVSwitch": _ALL,
    "vpc:DeleteVpc": _ALL,
    "vpc:DescribeIpv6GatewayAttribute": _ALL,
    "vpc:DescribeRouteTableList": _ALL,
    "vpc:DescribeVSwitchAttributes": _ALL,
    "vpc:DescribeVpcAttribute": _ALL,
    "vpc:ModifyIpv6InternetBandwidth": (_BANDWIDTH,),
    "vpc:ModifyVSwitchAttribute": _ALL,
    "vpc:ModifyVpcAttribute": _ALL,
    "vpc:TagResources": _ALL,
    "vpc:UnTagResources": _ALL,
}

RECOVERY_ACTIONS: dict[str, Kinds] = {
    "vpc:DescribeIpv6Gateways": _ALL,
    "vpc:DescribeVSwitches": _ALL,
    "vpc:DescribeVpcs": _ALL,
}
"""What `recover` needs besides, to find what an interrupted create of the whole example made."""


def permissions(scope: RoleScope, region: str, account_id: str, only: Resources) -> str:
    """Return the policy of a role of the account `account_id`, for one region or `*`.

    `only` narrows kinds of resources, `ENI` or `INSTANCE`, to ids.
    """
    granting = GRANT_ACTIONS if only.get(ENI) else dict.fromkeys(GRANT_ACTIONS, _ALL)
    allowed = ATTACH_ACTIONS | granting
    if scope == RoleScope.WHOLE_EXAMPLE:
        allowed |= EXAMPLE_ACTIONS | RECOVERY_ACTIONS
    by_kinds: dict[Kinds, list[str]] = {}
    for action, kinds in sorted(allowed.items()):
        by_kinds.setdefault(kinds, []).append(action)
    statements = []
    for kinds, actions in sorted(by_kinds.items()):
        named = [arn for kind in kinds for arn in _arns(kind, region, account_id, only)]
        statements.append({"Effect": "Allow", "Action": actions, "Resource": named or ["*"]})
    return _document(statements)


def trust(account_id: str, external_id: str | None) -> str:
    """Return the trust policy that lets users and roles of one account assume a role, if their policies allow it."""
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"RAM": [f"acs:ram::{account_id}:root"]},
    }
    if external_id is not None:
        statement["Condition"] = {"StringEquals": {"sts:ExternalId": external_id}}
    return _document([statement])


def _arns(kind: str, region: str, account_id: str, only: Resources) -> list[str]:
    product, _, name = kind.partition(":")
    return [f"acs:{product}:{region}:{account_id}:{name}/{one}" for one in only.get(kind) or ["*"]]


def _document(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "1", "Statement": statements}, sort_keys=True)
