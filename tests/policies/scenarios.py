"""Scenarios on both sides of every limit, for the policy pack and the sandbox.

Each set of limits accepts a scenario (None) or refuses it: then the pack reports the limit, and the sandbox refuses the
action with the code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alicloud_policies.pack.report_policies import CANNOT_TELL
from tests.policies import scenario_steps as steps
from tests.policies.scenario_builders import (
    MANY_IPV6,
    NO_IPV6,
    ONE_IPV6,
    OTHER_ONE_IPV6,
    OTHER_ZONE,
    UNKNOWN_TYPE,
    ZONE,
    ScenarioBuilder,
)


@dataclass(frozen=True)
class Refusal:
    """The refusal of the sandbox."""

    action: str
    code: str


@dataclass(frozen=True)
class Scenario:
    """A scenario, and its refusal under each set of limits."""

    limit: str
    title: str
    build: Callable[[ScenarioBuilder[Any]], None]
    documented: Refusal | None
    today: Refusal | None

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.limit}: {self.title}"


def _always(
    limit: str, title: str, build: Callable[[ScenarioBuilder[Any]], None], refusal: Refusal | None = None
) -> Scenario:
    """A scenario with the same result under both sets of limits."""
    return Scenario(limit, title, build, refusal, refusal)


_REGION = Refusal("AssignIpv6Addresses", "Forbidden.RegionId")
_COUNT = Refusal("AssignIpv6Addresses", "MaxEniIpv6IpsCountExceeded")
_RUN_COUNT = Refusal("RunInstances", "MaxEniIpv6IpsCountExceeded")
_COUNT_AT_ATTACH = Refusal("AttachNetworkInterface", "InvalidOperation.Ipv6CountExceeded")
_FULL = "SecurityGroupInstanceLimitExceed"
_AT_CREATION = Refusal("CreateNetworkInterface", "UnsupportedParameter")
_AT_RUN = Refusal("RunInstances", "UnsupportedParameter")
_ZONE = Refusal("AttachNetworkInterface", "InvalidOperation.AvailabilityZoneMismatch")
_VPC = Refusal("AttachNetworkInterface", "InvalidOperation.VpcMismatch")
_ENIS = Refusal("AttachNetworkInterface", "EniPerInstanceLimitExceeded")
_NO_BLOCK = Refusal("AssignIpv6Addresses", "InvalidVSwitch.Ipv6NotTurnOn")
_MASK = Refusal("CreateVSwitch", "InvalidCidrBlock.Overlapped")
_GATEWAY = Refusal("AllocateIpv6InternetBandwidth", "OperationFailed.Ipv6GatewayNotExist")


def _no_ipv6(action: str) -> Refusal:
    return Refusal(action, "InvalidOperation.Ipv6NotSupport")


def _f(build: Callable[..., None], *arguments: object, **named: object) -> Callable[[ScenarioBuilder[Any]], None]:
    """The step with these arguments after the builder."""
    return lambda builder: build(builder, *arguments, **named)


SCENARIOS = (
    Scenario(
        "eni-ipv6-region",
        "not on the page",
        _f(steps.assign_in, "cn-hangzhou", "cn-hangzhou-i"),
        _REGION,
        None,
    ),
    _always("eni-ipv6-region", "on the page", _f(steps.assign_in, "cn-shanghai", "cn-shanghai-l")),
    _always(
        "eni-ipv6-region",
        "not on the page, a primary ENI",
        _f(steps.primary_with_ipv6, 1, "cn-hangzhou", "cn-hangzhou-i"),
    ),
    _always("eni-ipv6-available-quota", "1", _f(steps.assign, 1)),
    Scenario("eni-ipv6-available-quota", "2", _f(steps.assign, 2), _COUNT, None),
    Scenario("eni-ipv6-available-quota", "1 and 1", _f(steps.assign, 1, 1), _COUNT, None),
    Scenario("eni-ipv6-available-quota", "10", _f(steps.assign, 10), _COUNT, None),
    _always("eni-ipv6-available-quota", "10 and 1", _f(steps.assign, 10, 1), _COUNT),
    _always("eni-ipv6-attached-quota", "1 where the type takes 1", _f(steps.assign_attached, ONE_IPV6, 1)),
    _always("eni-ipv6-attached-quota", "2 where the type takes 1", _f(steps.assign_attached, ONE_IPV6, 2), _COUNT),
    _always("eni-ipv6-attached-quota", "2 of 1 for a primary ENI", _f(steps.primary_with_ipv6, 2), _RUN_COUNT),
    Scenario("eni-ipv6-attached-quota", "2 of 15", _f(steps.assign_attached, MANY_IPV6, 2), _COUNT, None),
    Scenario("eni-ipv6-attached-quota", "15 of 15", _f(steps.assign_attached, MANY_IPV6, 10, 5), _COUNT, None),
    _always("eni-ipv6-attached-quota", "16 of 15", _f(steps.assign_attached, MANY_IPV6, 10, 6), _COUNT),
    Scenario("eni-ipv6-attached-quota", "2 before attaching", _f(steps.attach_with_ipv6, MANY_IPV6, 2), _COUNT, None),
    Scenario(
        "eni-ipv6-attached-quota",
        "2 before attaching where the type takes 1",
        _f(steps.attach_with_ipv6, ONE_IPV6, 2),
        _COUNT,
        _COUNT_AT_ATTACH,
    ),
    _always("eni-ipv6-instance-type", "attached with IPv6", _f(steps.attach_with_ipv6, ONE_IPV6, 1)),
    _always(
        "eni-ipv6-instance-type",
        "attached with IPv6 to a type without",
        _f(steps.attach_with_ipv6, NO_IPV6, 1),
        _no_ipv6("AttachNetworkInterface"),
    ),
    _always(
        "eni-ipv6-instance-type",
        "assigned on a type without",
        _f(steps.assign_attached, NO_IPV6, 1),
        _no_ipv6("AssignIpv6Addresses"),
    ),
    _always("eni-ipv6-instance-type", "attached to a type without, no IPv6", _f(steps.assign_attached, NO_IPV6)),
    _always("eni-ipv6-instance-type", "changed to a type with IPv6", _f(steps.change_type, OTHER_ONE_IPV6)),
    _always(
        "eni-ipv6-instance-type",
        "changed to a type without",
        _f(steps.change_type, NO_IPV6),
        _no_ipv6("ModifyInstanceSpec"),
    ),
    _always("security-group-ip-quota", "1999 and an ENI", _f(steps.crowd_and_eni, 1999)),
    Scenario(
        "security-group-ip-quota",
        "2000 and an ENI",
        _f(steps.crowd_and_eni, 2000),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    _always("security-group-ip-quota", "1999 and an IPv6 address", _f(steps.crowd_and_ipv6, 1999)),
    Scenario(
        "security-group-ip-quota",
        "2000 and an IPv6 address",
        _f(steps.crowd_and_ipv6, 2000),
        Refusal("AssignIpv6Addresses", _FULL),
        None,
    ),
    _always("security-group-ip-quota", "1999 and an instance", _f(steps.crowd_and_instance, 1999)),
    Scenario(
        "security-group-ip-quota",
        "2000 and an instance",
        _f(steps.crowd_and_instance, 2000),
        Refusal("RunInstances", _FULL),
        None,
    ),
    Scenario(
        "security-group-ip-quota",
        "2000, a primary ENI among them, and an ENI",
        _f(steps.crowd_on_instances, 2000),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    Scenario(
        "security-group-ip-quota",
        "5999 and an ENI",
        _f(steps.crowd_and_eni, 5999),
        Refusal("CreateNetworkInterface", _FULL),
        None,
    ),
    _always(
        "security-group-ip-quota",
        "6000 and an ENI",
        _f(steps.crowd_and_eni, 6000),
        Refusal("CreateNetworkInterface", _FULL),
    ),
    _always("security-group-ip-quota", "6000 and an ENI in an advanced group", _f(steps.advanced_crowd, 6000)),
    _always("no-ipv6-at-eni-creation", "none", _f(steps.created_with_ipv6, 0)),
    Scenario("no-ipv6-at-eni-creation", "1", _f(steps.created_with_ipv6, 1), _AT_CREATION, None),
    _always("no-ipv6-at-instance-creation", "none", _f(steps.instance_with_ipv6, 0)),
    Scenario("no-ipv6-at-instance-creation", "1", _f(steps.instance_with_ipv6, 1), _AT_RUN, None),
    _always("no-ipv6-at-instance-creation", "1 for the primary ENI", _f(steps.primary_with_ipv6, 1)),
    _always("cross-account-same-zone", "one zone", _f(steps.across_accounts, ZONE)),
    _always("cross-account-same-zone", "two zones", _f(steps.across_accounts, OTHER_ZONE), _ZONE),
    _always("eni-same-vpc", "one VPC", _f(steps.across_zones, ZONE)),
    _always("eni-same-vpc", "two VPCs", _f(steps.across_vpcs), _VPC),
    _always("eni-same-vpc", "two zones of one VPC", _f(steps.across_zones, OTHER_ZONE), _ZONE),
    _always("eni-attach-quota", "2 of 2", _f(steps.attach_many, 1)),
    _always("eni-attach-quota", "3 of 2", _f(steps.attach_many, 2), _ENIS),
    _always("eni-attach-quota", "4 of 4", _f(steps.attach_many, 3, MANY_IPV6)),
    _always("ipv6-vswitch-required", "both blocks", _f(steps.assign, 1)),
    _always("ipv6-vswitch-required", "only the VPC has one", _f(steps.assign, 1, mask=None), _NO_BLOCK),
    _always("ipv6-vswitch-required", "none", _f(steps.assign, 1, mask=None, ipv6=False), _NO_BLOCK),
    _always("ipv6-vswitch-required", "none, but no IPv6 either", _f(steps.assign, mask=None, ipv6=False)),
    _always("ipv6-mask-unique", "0 and 255", _f(steps.masks, 0, 255)),
    _always("ipv6-mask-unique", "7 and 7", _f(steps.masks, 7, 7), _MASK),
    _always("ipv6-mask-unique", "7 and 7 in two VPCs", steps.masks_of_two_vpcs),
    _always("ipv6-bandwidth-gateway", "the VPC's gateway", _f(steps.bandwidth, own_gateway=True)),
    _always("ipv6-bandwidth-gateway", "another VPC's gateway", _f(steps.bandwidth, own_gateway=False), _GATEWAY),
)
"""At least one refused and one accepted scenario for each limit and need."""


@dataclass(frozen=True)
class AdviceScenario:
    """A scenario, whether the pack gives the advice, and the refusal of the sandbox."""

    limit: str
    title: str
    build: Callable[[ScenarioBuilder[Any]], None]
    reported: bool
    refusal: Refusal | None = None

    @property
    def advisories(self) -> set[str]:
        """The policies that report; what an unknown type leaves undetermined is reported, too."""
        undetermined = {CANNOT_TELL} if self.limit == "unknown-instance-type" else set()
        return {self.limit, *undetermined} if self.reported else set()

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.limit}: {self.title}"


ADVICE_SCENARIOS = (
    AdviceScenario("ipv6-ingress-open", "everything", _f(steps.rule, "all", "-1/-1"), True),
    AdviceScenario("ipv6-ingress-open", "SSH", _f(steps.rule, "tcp", "20/30"), True),
    AdviceScenario("ipv6-ingress-open", "HTTPS", _f(steps.rule, "tcp", "443/443"), False),
    AdviceScenario("ipv6-ingress-open", "ping", _f(steps.rule, "icmpv6", "-1/-1"), False),
    AdviceScenario("plain-secret", "a secret", _f(steps.password, marked=True), False),
    AdviceScenario("plain-secret", "a plain password", _f(steps.password, marked=False), True),
    AdviceScenario("unknown-instance-type", "a type of the catalogue", _f(steps.type, ONE_IPV6), False),
    AdviceScenario(
        "unknown-instance-type",
        "another type",
        _f(steps.type, UNKNOWN_TYPE),
        True,
        Refusal("RunInstances", "InvalidInstanceType.ValueNotSupported"),
    ),
)
"""Both sides of each piece of advice; the sandbox refuses only types that the catalogue lacks."""

ADVANCED_ENIS = 3
"""A small maximum for advanced groups, because the real one is too large for a test."""

CROWDED = ((ADVANCED_ENIS, None), (ADVANCED_ENIS + 1, Refusal("CreateNetworkInterface", _FULL)))
