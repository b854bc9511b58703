"""Pulumi components for IPv6 on Alibaba Cloud. What is named here is published: components, their arguments, enums."""

from .guest_setup import GuestFamily, Ipv6GuestSetup, Ipv6GuestSetupArgs
from .instance import Ipv6Instance, Ipv6InstanceArgs
from .ipv6_vpc import Ipv6RuleArgs, Ipv6Vpc, Ipv6VpcArgs, VswitchArgs
from .limits import ChargeType
from .rule_inputs import RuleProtocol
from .secondary_eni import Ipv6AssignmentTime, Ipv6SecondaryEni, Ipv6SecondaryEniArgs, PublicBandwidthArgs
from .security_rules import Policy

__all__ = [
    "ChargeType",
    "GuestFamily",
    "Ipv6AssignmentTime",
    "Ipv6GuestSetup",
    "Ipv6GuestSetupArgs",
    "Ipv6Instance",
    "Ipv6InstanceArgs",
    "Ipv6RuleArgs",
    "Ipv6SecondaryEni",
    "Ipv6SecondaryEniArgs",
    "Ipv6Vpc",
    "Ipv6VpcArgs",
    "Policy",
    "PublicBandwidthArgs",
    "RuleProtocol",
    "VswitchArgs",
]
