"""What the sandbox keeps: one typed record per resource, with the links it can be found by.

Only data lives here; the rules stand with the product that owns the record (``sandbox/vpc``, ``sandbox/ecs``).
"""

from collections.abc import Iterator
from typing import ClassVar

import msgspec


class Entity(msgspec.Struct, kw_only=True):
    """Common to all: ``account`` is the owner's 16-digit id, ``created`` seconds since the epoch."""

    KIND: ClassVar[str]
    id: str
    account: str
    region: str
    created: float
    name: str = ""
    description: str = ""
    resource_group_id: str = ""
    tags: dict[str, str] = {}

    def links(self) -> Iterator[tuple[str, str]]:
        """The (name, value) pairs under which ``Store.find`` finds this entity."""
        yield from ()


class Vpc(Entity, kw_only=True):
    """A VPC; ``ipv6_cidr`` is its /56 block or empty."""

    KIND = "vpc"
    cidr: str
    ipv6_cidr: str = ""
    ipv6_isp: str = ""
    user_cidrs: list[str] = []
    secondary_cidrs: list[str] = []
    status: str = "Available"
    router_id: str
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

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC."""
        yield "vpc", self.vpc_id


class VSwitch(Entity, kw_only=True):
    """A vSwitch; ``ipv6_cidr`` is its /64 block or empty."""

    KIND = "vswitch"
    vpc_id: str
    zone_id: str
    cidr: str
    ipv6_cidr: str = ""
    status: str = "Available"

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
    """An IPv6 address in use by an ENI; ``in_guest``: the guest's own set-up has put it on an interface.

    ``bandwidth_id`` is empty while the address is private.
    """

    KIND = "ipv6-address"
    address: str
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
    """Lets an IPv6 address start connections outwards and nobody start one inwards."""

    KIND = "ipv6-egress-only-rule"
    gateway_id: str
    instance_id: str
    instance_type: str = "Ipv6Address"
    status: str = "Available"

    def links(self) -> Iterator[tuple[str, str]]:
        """By gateway and by IPv6 address id."""
        yield "gateway", self.gateway_id
        yield "address", self.instance_id


class Rule(msgspec.Struct, kw_only=True):
    """One rule of a security group. Exactly one of ``cidr``, ``ipv6_cidr`` and ``group_id`` names the other side.

    ``direction``, ``protocol`` and ``policy`` are in lower case, as ``alicloud_ipv6.security_rules`` has them;
    ``own_cidr`` and ``own_ipv6_cidr`` narrow the rule to some of the group's own addresses.
    """

    id: str
    direction: str
    protocol: str
    port_range: str
    policy: str = "accept"
    priority: int = 1
    nic_type: str = "intranet"
    cidr: str = ""
    ipv6_cidr: str = ""
    group_id: str = ""
    group_owner: str = ""
    source_port_range: str = ""
    own_cidr: str = ""
    own_ipv6_cidr: str = ""
    description: str = ""
    created: float = 0.0


class SecurityGroup(Entity, kw_only=True):
    """A security group of a VPC; ``kind`` is ``normal`` (basic) or ``enterprise`` (advanced)."""

    KIND = "security-group"
    vpc_id: str
    kind: str = "normal"
    inner_access: str = "Accept"
    rules: list[Rule] = []

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC and by the groups that its rules name."""
        yield "vpc", self.vpc_id
        for peer in {rule.group_id for rule in self.rules if rule.group_id}:
            yield "peer", peer


class Eni(Entity, kw_only=True):
    """An elastic network interface.

    ``private_ips`` starts with the primary address; ``ipv6`` has an ``Ipv6Address`` entity for each; ``instance_id`` is
    set from Attaching until the detach is done.
    """

    KIND = "eni"
    kind: str = "Secondary"
    vpc_id: str
    vswitch_id: str
    zone_id: str
    mac: str
    private_ips: list[str]
    group_ids: list[str]
    status: str = "Available"
    instance_id: str = ""
    device_index: int = 0
    queue_number: int = 0
    traffic_mode: str = "Standard"
    delete_on_release: bool = False
    source_dest_check: bool = False
    ipv6: list[str] = []

    def links(self) -> Iterator[tuple[str, str]]:
        """By vSwitch, VPC, group, instance, MAC and private address; ``group_ip`` once per address and group."""
        yield "vswitch", self.vswitch_id
        yield "vpc", self.vpc_id
        yield "mac", self.mac
        if self.instance_id:
            yield "instance", self.instance_id
        for group in self.group_ids:
            yield "group", group
            for _ in range(len(self.private_ips) + len(self.ipv6)):
                yield "group_ip", group
        for ip in self.private_ips:
            yield "private_ip", f"{self.vswitch_id}/{ip}"
            yield "vswitch_ip", self.vswitch_id


class EniPermission(Entity, kw_only=True):
    """What the owner of an ENI granted another account: to attach it to an instance of its own."""

    KIND = "eni-permission"
    eni_id: str
    grantee: str
    permission: str = "InstanceAttach"
    state: str = "Granted"

    def links(self) -> Iterator[tuple[str, str]]:
        """By ENI."""
        yield "eni", self.eni_id


class Instance(Entity, kw_only=True):
    """An ECS instance. Its ENIs are the ``Eni`` entities linked to it. No password is kept, only that there is one.

    ``releasing``: it is being deleted. ``guest_files``: what was downloaded in the guest, by path.
    """

    KIND = "instance"
    type_id: str
    image_id: str
    zone_id: str
    vpc_id: str
    vswitch_id: str
    status: str = "Running"
    host_name: str = ""
    key_pair: str = ""
    has_password: bool = False
    public_ip: str = ""
    bandwidth_out: int = 0
    bandwidth_in: int = 200
    internet_charge_type: str = "PayByTraffic"
    charge_type: str = "PostPaid"
    spot_strategy: str = "NoSpot"
    user_data: str = ""
    ram_role: str = ""
    deletion_protection: bool = False
    credit_specification: str = ""
    stopped_mode: str = "Not-applicable"
    http_endpoint: str = "enabled"
    http_tokens: str = "optional"
    http_hop_limit: int = 1
    maintenance: dict[str, str] = {}
    started: float = 0.0
    releasing: bool = False
    guest_files: dict[str, str] = {}

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC, vSwitch and public IPv4 address."""
        yield "vpc", self.vpc_id
        yield "vswitch", self.vswitch_id
        if self.public_ip:
            yield "public_ip", self.public_ip


class Disk(Entity, kw_only=True):
    """A disk of an instance; only system disks are modelled."""

    KIND = "disk"
    instance_id: str
    zone_id: str
    category: str = "cloud_efficiency"
    size: int = 40
    kind: str = "system"
    performance_level: str = ""
    encrypted: bool = False
    delete_with_instance: bool = True

    def links(self) -> Iterator[tuple[str, str]]:
        """By instance."""
        yield "instance", self.instance_id


class Command(Entity, kw_only=True):
    """A Cloud Assistant command; ``content`` stays byte for byte as it was sent (base64)."""

    KIND = "command"
    kind: str
    content: str
    working_dir: str = ""
    timeout: int = 60
    enable_parameter: bool = False


class Run(msgspec.Struct, kw_only=True):
    """What one instance did in an invocation; ``output`` is plain text, of which ``dropped`` bytes were cut off."""

    instance_id: str
    status: str
    output: str = ""
    exit_code: int = 0
    error_code: str = ""
    error_info: str = ""
    started: float = 0.0
    finished: float = 0.0
    stopped: float = 0.0
    dropped: int = 0


class Invocation(Entity, kw_only=True):
    """One execution of a command; history, so it outlives its command and its instances."""

    KIND = "invocation"
    command_id: str
    command_name: str = ""
    command_description: str = ""
    command_kind: str = ""
    command_content: str = ""
    enable_parameter: bool = False
    parameters: str = "{}"
    repeat_mode: str = "Once"
    frequency: str = ""
    timed: bool = False
    username: str = ""
    working_dir: str = ""
    timeout: int = 60
    status: str = "Success"
    runs: list[Run] = []

    def links(self) -> Iterator[tuple[str, str]]:
        """By command and by instance."""
        yield "command", self.command_id
        for run in self.runs:
            yield "instance", run.instance_id


#: Everything that costs or blocks something in the cloud: what ``sandbox show`` lists, owners before what they hold.
RESOURCES: tuple[type[Entity], ...] = (
    Vpc,
    VSwitch,
    Ipv6Gateway,
    SecurityGroup,
    Instance,
    Eni,
    EniPermission,
    Ipv6Address,
    EgressOnlyRule,
    Command,
)
