"""Pulumi components for IPv6 on Alibaba Cloud: components, their arguments, and Ipv6Assignment.

Each name is loaded when it is first used: the provider package is large, and `alicloud_ipv6.api` does without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alicloud_rules.public_bandwidth import ChargeType
    from alicloud_rules.security_group_rules import RuleProtocol
    from alicloud_rules.security_groups import Policy

    from ._identity.assumed_role import AssumedRoleArgs
    from ._identity.identity import Identity, provider_identity
    from ._identity.provider_settings import stack_region
    from ._identity.role_provider import role_provider
    from ._role_policy import RoleScope
    from ._security_group import EniSecurityGroupArgs, Ipv6RuleArgs
    from ._vswitches import VswitchArgs
    from .cross_account_eni_attachment import CrossAccountEniAttachment, CrossAccountEniAttachmentArgs, CrossAccountWay
    from .cross_account_role import CrossAccountRole, CrossAccountRoleArgs
    from .ipv6_assignment import Ipv6Assignment
    from .ipv6_guest_setup import GuestFamily, Ipv6GuestSetup, Ipv6GuestSetupArgs
    from .ipv6_instance import Ipv6Instance, Ipv6InstanceArgs
    from .ipv6_public_bandwidth import Ipv6PublicBandwidth, Ipv6PublicBandwidthArgs, PublicBandwidthArgs
    from .ipv6_secondary_eni import Ipv6AssignmentTime, Ipv6SecondaryEni, Ipv6SecondaryEniArgs
    from .ipv6_vpc import Ipv6Vpc, Ipv6VpcArgs

__all__ = [
    "AssumedRoleArgs",
    "ChargeType",
    "CrossAccountEniAttachment",
    "CrossAccountEniAttachmentArgs",
    "CrossAccountRole",
    "CrossAccountRoleArgs",
    "CrossAccountWay",
    "EniSecurityGroupArgs",
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
    "provider_identity",
    "role_provider",
    "stack_region",
]

_HOMES = {
    "alicloud_rules.public_bandwidth": ("ChargeType",),
    "alicloud_rules.security_group_rules": ("RuleProtocol",),
    "alicloud_rules.security_groups": ("Policy",),
    "._identity.assumed_role": ("AssumedRoleArgs",),
    "._identity.identity": (
        "Identity",
        "provider_identity",
    ),
    "._identity.provider_settings": ("stack_region",),
    "._identity.role_provider": ("role_provider",),
    "._role_policy": ("RoleScope",),
    "._security_group": (
        "EniSecurityGroupArgs",
        "Ipv6RuleArgs",
    ),
    "._vswitches": ("VswitchArgs",),
    ".cross_account_eni_attachment": (
        "CrossAccountEniAttachment",
        "CrossAccountEniAttachmentArgs",
        "CrossAccountWay",
    ),
    ".cross_account_role": (
        "CrossAccountRole",
        "CrossAccountRoleArgs",
    ),
    ".ipv6_assignment": ("Ipv6Assignment",),
    ".ipv6_guest_setup": (
        "GuestFamily",
        "Ipv6GuestSetup",
        "Ipv6GuestSetupArgs",
    ),
    ".ipv6_instance": (
        "Ipv6Instance",
        "Ipv6InstanceArgs",
    ),
    ".ipv6_public_bandwidth": (
        "Ipv6PublicBandwidth",
        "Ipv6PublicBandwidthArgs",
        "PublicBandwidthArgs",
    ),
    ".ipv6_secondary_eni": (
        "Ipv6AssignmentTime",
        "Ipv6SecondaryEni",
        "Ipv6SecondaryEniArgs",
    ),
    ".ipv6_vpc": (
        "Ipv6Vpc",
        "Ipv6VpcArgs",
    ),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the module has under this name)
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module, __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
