"""The numbers in force: those of the best-practice page, and those Alibaba Cloud documents in 2026."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LimitSet:
    """One consistent set of numbers; `limit_set` finds it by name."""

    name: str
    """`documented` or `today`; a set derived with `dataclasses.replace` keeps it."""
    eni_ipv6_regions: frozenset[str] | None
    """Region ids where a secondary ENI can have IPv6; None means every region."""
    available_eni_ipv6: int
    """IPv6 addresses an ENI in state Available can have."""
    attached_eni_ipv6_cap: int | None
    """IPv6 addresses an attached ENI can have whatever its instance type says; None means the type alone decides."""
    basic_group_ips: int
    """Private addresses (IPv4 and IPv6, primary and secondary ENIs together) in one basic security group."""
    advanced_group_enis: int
    """ENIs in one advanced (enterprise) security group."""
    ipv6_at_eni_creation: bool
    """Whether CreateNetworkInterface may assign IPv6."""
    ipv6_at_instance_creation: bool
    """Whether RunInstances may assign IPv6 to the ENIs it creates."""


DOCUMENTED = LimitSet(
    name="documented",
    eni_ipv6_regions=frozenset({"cn-beijing", "cn-huhehaote", "cn-shanghai", "cn-shenzhen", "cn-hongkong"}),
    available_eni_ipv6=1,
    attached_eni_ipv6_cap=1,
    basic_group_ips=2000,
    advanced_group_enis=65536,
    ipv6_at_eni_creation=False,
    ipv6_at_instance_creation=False,
)
"""The numbers of the best-practice page (about 2020); it has none for advanced groups, so today's is used."""

TODAY = LimitSet(
    name="today",
    eni_ipv6_regions=None,
    available_eni_ipv6=10,
    attached_eni_ipv6_cap=None,
    basic_group_ips=6000,
    advanced_group_enis=65536,
    ipv6_at_eni_creation=True,
    ipv6_at_instance_creation=True,
)
"""The numbers of the API pages in 2026: AssignIpv6Addresses, CreateNetworkInterface, security groups.

No current page lists regions for IPv6 on ENIs; to use a list, pass `dataclasses.replace(TODAY, ...)`.
"""

_BY_NAME = {limits.name: limits for limits in (DOCUMENTED, TODAY)}


def limit_set(name: str) -> LimitSet:
    """Return the set called `name` (`documented` or `today`); raise ValueError for any other."""
    if name not in _BY_NAME:
        raise ValueError(f"Invalid limit set {name!r}; expected one of: {', '.join(_BY_NAME)}.")
    return _BY_NAME[name]
