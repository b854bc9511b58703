"""Records of the VPC product: networks, IPv6 gateways, IPv6 addresses."""

from collections.abc import Iterator

from alicloud_sandbox.core.entities.entity import Entity


class Vpc(Entity, kw_only=True):
    """A VPC; `ipv6_cidr` is its /56 block or empty."""

    KIND = "vpc"
    cidr: str
    ipv6_cidr: str = ""
    ipv6_isp: str = ""
    user_cidrs: list[str] = []
    secondary_cidrs: list[str] = []
    status: str = "Available"
    router_id: str
    is_default: bool = False
    dns_hostname_status: str = "DISABLED"

    def links(self) -> Iterator[tuple[str, str]]:
        """By IPv6 block."""
        if self.ipv6_cidr:
            yield "ipv6", self.ipv6_cidr


class RouteTable(Entity, kw_only=True):
    """The system route table that comes with a VPC."""

    KIND = "route-table"
    vpc_id: str
    router_id: str
    kind: str = "System"
    propagation: bool = True

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC."""
        yield "vpc", self.vpc_id


class VSwitch(Entity, kw_only=True):
    """A vSwitch; `ipv6_cidr` is its /64 block or empty."""

    KIND = "vswitch"
    vpc_id: str
    zone_id: str
    cidr: str
    ipv6_cidr: str = ""
    status: str = "Available"
    is_default: bool = False

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC."""
        yield "vpc", self.vpc_id


class Ipv6Gateway(Entity, kw_only=True):
    """The IPv6 gateway of a VPC (at most one)."""

    KIND = "ipv6-gateway"
    vpc_id: str
    status: str = "Available"

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC."""
        yield "vpc", self.vpc_id


class Ipv6Address(Entity, kw_only=True):
    """An IPv6 address of an ENI, or one that is reserved; `in_guest`: the guest has configured it on an interface.

    `bandwidth_id` is empty while the address is private.
    """

    KIND = "ipv6-address"
    address: str
    address_type: str = "IPv6Address"
    eni_id: str
    vswitch_id: str
    vpc_id: str
    in_guest: bool = False
    bandwidth_id: str = ""
    bandwidth: int = 0
    charge_type: str = ""
    bandwidth_created: float = 0.0
    gateway_id: str = ""

    def links(self) -> Iterator[tuple[str, str]]:
        """By ENI, VPC, vSwitch, the address itself, bandwidth, gateway and the pool its bandwidth counts in."""
        yield "eni", self.eni_id
        yield "vpc", self.vpc_id
        yield "vswitch", self.vswitch_id
        yield "address", f"{self.vpc_id}/{self.address}"
        if self.bandwidth_id:
            yield "bandwidth", self.bandwidth_id
            yield "gateway", self.gateway_id
            yield "pool", f"{self.account}/{self.region}/{self.charge_type}"


class EgressOnlyRule(Entity, kw_only=True):
    """A rule that lets an IPv6 address start connections but not accept any."""

    KIND = "ipv6-egress-only-rule"
    gateway_id: str
    instance_id: str
    instance_type: str = "Ipv6Address"
    status: str = "Available"

    def links(self) -> Iterator[tuple[str, str]]:
        """By gateway and by IPv6 address id."""
        yield "gateway", self.gateway_id
        yield "address", self.instance_id
