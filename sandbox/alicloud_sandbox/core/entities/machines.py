"""Records of ECS: instances, key pairs, disks, Cloud Assistant commands and their runs."""

from collections.abc import Iterator

import msgspec

from alicloud_sandbox.core.entities.entity import Entity


class Instance(Entity, kw_only=True):
    """An ECS instance. Its ENIs are the `Eni` entities linked to it. Of a password only its existence is stored.

    `releasing`: it is being deleted. `guest_files`: what was downloaded in the guest, by path.
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
    auto_release_time: str = ""
    guest_files: dict[str, str] = {}

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC, vSwitch and public IPv4 address."""
        yield "vpc", self.vpc_id
        yield "vswitch", self.vswitch_id
        if self.public_ip:
            yield "public_ip", self.public_ip


class KeyPair(Entity, kw_only=True):
    """An SSH key pair of a region; its private key is answered once and not kept."""

    KIND = "key-pair"
    public_key: str
    fingerprint: str

    @property
    def shown_id(self) -> str:
        """The name, which identifies the key pair in requests."""
        return self.name


class Disk(Entity, kw_only=True):
    """A disk of an instance."""

    KIND = "disk"
    instance_id: str
    zone_id: str
    category: str = "cloud_efficiency"
    size: int = 40
    kind: str = "system"
    performance_level: str = ""
    encrypted: bool = False
    delete_with_instance: bool = True
    device: str = "/dev/xvda"

    def links(self) -> Iterator[tuple[str, str]]:
        """By instance."""
        yield "instance", self.instance_id


class Command(Entity, kw_only=True):
    """A Cloud Assistant command; `content` is stored exactly as sent (base64)."""

    KIND = "command"
    kind: str
    content: str
    working_dir: str = ""
    timeout: int = 60
    enable_parameter: bool = False


class Run(msgspec.Struct, kw_only=True):
    """The run of an invocation on one instance; `output` is not encoded, and `dropped` bytes of it were cut off."""

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
    """One execution of a command; it stays after its command and its instances are deleted."""

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
