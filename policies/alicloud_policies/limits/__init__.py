"""One file per limit, named by its id; each is a pure function from plan and settings to verdicts."""

from . import (
    cross_account_same_zone,
    eni_attach_quota,
    eni_ipv6_attached_quota,
    eni_ipv6_available_quota,
    eni_ipv6_instance_type,
    eni_ipv6_region,
    eni_same_vpc,
    ipv6_bandwidth_gateway,
    ipv6_ingress_open,
    ipv6_mask_unique,
    ipv6_vswitch_required,
    no_ipv6_at_eni_creation,
    no_ipv6_at_instance_creation,
    plain_secret,
    security_group_ip_quota,
    unknown_instance_type,
)
from .check import Check

CHECKS: tuple[Check, ...] = (
    eni_ipv6_region.CHECK,
    eni_ipv6_available_quota.CHECK,
    eni_ipv6_attached_quota.CHECK,
    eni_ipv6_instance_type.CHECK,
    security_group_ip_quota.CHECK,
    no_ipv6_at_eni_creation.CHECK,
    no_ipv6_at_instance_creation.CHECK,
    cross_account_same_zone.CHECK,
    eni_same_vpc.CHECK,
    eni_attach_quota.CHECK,
    ipv6_vswitch_required.CHECK,
    ipv6_mask_unique.CHECK,
    ipv6_bandwidth_gateway.CHECK,
    ipv6_ingress_open.CHECK,
    plain_secret.CHECK,
    unknown_instance_type.CHECK,
)
"""Every limit, in the order of the table."""
