"""Pulumi components for IPv6 on Alibaba Cloud. What is named here is published: components, their
arguments, enums, and the resource that assigns IPv6 addresses.

The names are loaded when they are first used, so that the pure modules (limits, addressing, reachability) can be
imported on their own, without Pulumi and its provider package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alicloud_rules.public_bandwidth import ChargeType
    from alicloud_rules.security_group_rules import RuleProtocol
    from alicloud_rules.security_groups import Policy

    from .assumed_role import AssumedRoleArgs
    from .cross_account_eni_attachment import (
        CrossAccountEniAttachment,
        CrossAccountEniAttachmentArgs,
        CrossAccountWay,
    )
    from .cross_account_role import CrossAccountRole, CrossAccountRoleArgs
    from .guest_setup import GuestFamily, Ipv6GuestSetup, Ipv6GuestSetupArgs
    from .identity import Identity
    from .instance import Ipv6Instance, Ipv6InstanceArgs
    from .ipv6_assignment import Ipv6Assignment
    from .ipv6_vpc import Ipv6Vpc
    from .ipv6_vpc_args import Ipv6VpcArgs, VswitchArgs
    from .public_bandwidth import Ipv6PublicBandwidth, Ipv6PublicBandwidthArgs, PublicBandwidthArgs
    from .role_policy import RoleScope
    from .rule_inputs import Ipv6RuleArgs
    from .secondary_eni import Ipv6SecondaryEni
    from .secondary_eni_args import Ipv6AssignmentTime, Ipv6SecondaryEniArgs

__all__ = [
    "AssumedRoleArgs",
    "ChargeType",
    "CrossAccountEniAttachment",
    "CrossAccountEniAttachmentArgs",
    "CrossAccountRole",
    "CrossAccountRoleArgs",
    "CrossAccountWay",
    "GuestFamily",
    "Identity",
    "Ipv6Assignment",
    "Ipv6AssignmentTime",
    "Ipv6GuestSetup",
    "Ipv6GuestSetupArgs",
    "Ipv6Instance",
    "Ipv6InstanceArgs",
    "Ipv6PublicBandwidth",
    "Ipv6PublicBandwidthArgs",
    "Ipv6RuleArgs",
    "Ipv6SecondaryEni",
    "Ipv6SecondaryEniArgs",
    "Ipv6Vpc",
    "Ipv6VpcArgs",
    "Policy",
    "PublicBandwidthArgs",
    "RoleScope",
    "RuleProtocol",
    "VswitchArgs",
]

_HOMES = {
    "alicloud_rules.public_bandwidth": ("ChargeType",),
    "alicloud_rules.security_group_rules": ("RuleProtocol",),
    "alicloud_rules.security_groups": ("Policy",),
    "assumed_role": ("AssumedRoleArgs",),
    "cross_account_eni_attachment": (
        "CrossAccountEniAttachment",
        "CrossAccountEniAttachmentArgs",
        "CrossAccountWay",
    ),
    "cross_account_role": ("CrossAccountRole", "CrossAccountRoleArgs"),
    "guest_setup": ("GuestFamily", "Ipv6GuestSetup", "Ipv6GuestSetupArgs"),
    "identity": ("Identity",),
    "instance": ("Ipv6Instance", "Ipv6InstanceArgs"),
    "ipv6_assignment": ("Ipv6Assignment",),
    "ipv6_vpc": ("Ipv6Vpc",),
    "ipv6_vpc_args": ("Ipv6VpcArgs", "VswitchArgs"),
    "public_bandwidth": ("Ipv6PublicBandwidth", "Ipv6PublicBandwidthArgs", "PublicBandwidthArgs"),
    "role_policy": ("RoleScope",),
    "rule_inputs": ("Ipv6RuleArgs",),
    "secondary_eni": ("Ipv6SecondaryEni",),
    "secondary_eni_args": ("Ipv6AssignmentTime", "Ipv6SecondaryEniArgs"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the module has under this name)
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module if "." in module else f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
