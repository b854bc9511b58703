"""One file per limit, named by its id; each is a pure function from plan and settings to verdicts."""

from . import eni_ipv6_available_quota, eni_ipv6_region, security_group_ip_quota
from .check import Check

CHECKS: tuple[Check, ...] = (
    eni_ipv6_region.CHECK,
    eni_ipv6_available_quota.CHECK,
    security_group_ip_quota.CHECK,
)
"""Every limit, in the order of the table."""
