"""Every limit by its id: what it says, its numbers in both sets, and which API call refuses a violation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .limit_sets import DOCUMENTED, TODAY

_PAGE = "the best-practice page on IPv6 for secondary ENIs, its list of limits"
_EXAMPLES = "the best-practice page on IPv6 for secondary ENIs, its examples"


class Level(StrEnum):
    """How binding a row is."""

    LIMIT = "limit"
    """The service refuses it, with a number or a yes/no that differs between the limit sets."""
    NEED = "need"
    """The examples need it and the service refuses otherwise; the same in every limit set."""
    ADVICE = "advice"
    """The service accepts it; worth a remark."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of the table. `id` names the policy; `refused_by` the API actions that answer with an error."""

    id: str
    says: str
    level: Level
    documented: str | None
    """The value on the best-practice page in words; None where the row has no value of its own."""
    today: str | None
    """The value in 2026 in words; None where the row has no value of its own."""
    refused_by: tuple[str, ...]
    """Empty for advice."""
    source: str


def _allowed(answer: bool) -> str:
    return "allowed" if answer else "forbidden"


_LIMITS = (
    Limit(
        "eni-ipv6-region",
        "IPv6 on a secondary ENI only in the supported regions",
        Level.LIMIT,
        ", ".join(sorted(DOCUMENTED.eni_ipv6_regions or ())),
        "every region, unless a list is configured",
        ("AssignIpv6Addresses",),
        f"{_PAGE}; regions with IPv6 gateways: www.alibabacloud.com/help/doc-detail/98927.htm",
    ),
    Limit(
        "eni-ipv6-available-quota",
        "an ENI in state Available (attached to nothing) takes at most this many IPv6 addresses",
        Level.LIMIT,
        str(DOCUMENTED.available_eni_ipv6),
        str(TODAY.available_eni_ipv6),
        ("AssignIpv6Addresses",),
        f"{_PAGE}; API page AssignIpv6Addresses",
    ),
    Limit(
        "eni-ipv6-attached-quota",
        "an attached (InUse) ENI takes at most what its instance type allows",
        Level.LIMIT,
        f"min({DOCUMENTED.attached_eni_ipv6_cap}, EniIpv6AddressQuantity)",
        "EniIpv6AddressQuantity",
        ("AssignIpv6Addresses",),
        f"{_PAGE}; API pages AssignIpv6Addresses and DescribeInstanceTypes",
    ),
    Limit(
        "eni-ipv6-instance-type",
        "an ENI with IPv6 is attached only to an instance whose type supports IPv6, and such an instance cannot change"
        " to a type without IPv6",
        Level.LIMIT,
        "EniIpv6AddressQuantity >= 1",
        "EniIpv6AddressQuantity >= 1",
        ("AttachNetworkInterface", "ModifyInstanceSpec"),
        f"{_PAGE}; API page ModifyInstanceSpec, code InvalidOperation.Ipv6NotSupport",
    ),
    Limit(
        "security-group-ip-quota",
        "one VPC-type security group holds a limited number of private addresses (basic) or ENIs (advanced)",
        Level.LIMIT,
        f"{DOCUMENTED.basic_group_ips} addresses in a basic group",
        f"{TODAY.basic_group_ips} addresses in a basic group, {TODAY.advanced_group_enis} ENIs in an advanced one",
        ("CreateNetworkInterface", "AssignIpv6Addresses", "RunInstances"),
        f"{_PAGE}; help.aliyun.com/en/ecs/user-guide/basic-security-groups-and-advanced-security-groups",
    ),
    Limit(
        "no-ipv6-at-eni-creation",
        "no IPv6 address while an ENI is being created; assign it afterwards",
        Level.LIMIT,
        _allowed(DOCUMENTED.ipv6_at_eni_creation),
        _allowed(TODAY.ipv6_at_eni_creation),
        ("CreateNetworkInterface",),
        f"{_PAGE}; API page CreateNetworkInterface",
    ),
    Limit(
        "no-ipv6-at-instance-creation",
        "no IPv6 address for the secondary ENIs that an instance is created with",
        Level.LIMIT,
        _allowed(DOCUMENTED.ipv6_at_instance_creation),
        _allowed(TODAY.ipv6_at_instance_creation),
        ("RunInstances",),
        f"{_PAGE}; API page RunInstances",
    ),
)


def _need(limit_id: str, says: str, refused_by: str, source: str) -> Limit:
    return Limit(limit_id, says, Level.NEED, None, None, (refused_by,), source)


_NEEDS = (
    _need(
        "cross-account-same-zone",
        "across accounts, the ENI and the instance are in one region and one zone",
        "AttachNetworkInterface",
        f"{_EXAMPLES}; API page CreateNetworkInterfacePermission",
    ),
    _need(
        "eni-same-vpc",
        "an ENI attaches to an instance of its own VPC and zone, unless the ENI's owner granted InstanceAttach"
        " (then the same zone suffices)",
        "AttachNetworkInterface",
        "API pages AttachNetworkInterface and CreateNetworkInterfacePermission",
    ),
    _need(
        "eni-attach-quota",
        "an instance has at most EniQuantity ENIs, the primary one included",
        "AttachNetworkInterface",
        "API pages AttachNetworkInterface (EniPerInstanceLimitExceeded) and DescribeInstanceTypes",
    ),
    _need(
        "ipv6-vswitch-required",
        "IPv6 is assigned only to an ENI whose vSwitch and VPC have an IPv6 block",
        "AssignIpv6Addresses",
        f"{_EXAMPLES}; API page AssignIpv6Addresses, code InvalidVSwitch.Ipv6NotTurnOn",
    ),
    _need(
        "ipv6-mask-unique",
        "two vSwitches of one VPC never share the same IPv6 mask (0-255)",
        "CreateVSwitch",
        "API page CreateVSwitch, Ipv6CidrBlock",
    ),
    _need(
        "ipv6-bandwidth-gateway",
        "public IPv6 bandwidth needs an IPv6 gateway in the address's VPC",
        "AllocateIpv6InternetBandwidth",
        "API page AllocateIpv6InternetBandwidth, Ipv6GatewayId",
    ),
)


def _advice(limit_id: str, says: str, source: str) -> Limit:
    return Limit(limit_id, says, Level.ADVICE, None, None, (), source)


_ADVICE = (
    _advice(
        "ipv6-ingress-open",
        "a rule lets all of ::/0 in on every port, or on 22 or 3389; to be pinged, icmpv6 alone would do",
        f"{_EXAMPLES}: example 2 opens everything to be pinged",
    ),
    _advice("plain-secret", "a password, access key or secret is passed as plain text", "Pulumi's pages on secrets"),
    _advice(
        "unknown-instance-type",
        "the instance type is not in the catalogue, so its limits could not be checked",
        "the catalogue of this package",
    ),
)

LIMITS: Mapping[str, Limit] = MappingProxyType({row.id: row for row in (*_LIMITS, *_NEEDS, *_ADVICE)})
"""All rows by id: first the limits, then the needs, then the advice."""
