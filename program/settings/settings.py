"""Everything the stack's configuration says, read and checked; what a key means stands in Pulumi.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alicloud_ipv6 import ChargeType, GuestFamily, Ipv6AssignmentTime, Ipv6RuleArgs
from alicloud_rules.desired_addresses import check_desired_addresses
from alicloud_rules.names import check_tags
from alicloud_rules.passwords import check_password
from alicloud_rules.public_bandwidth import check_bandwidth
from alicloud_rules.regions import check_region
from alicloud_rules.security_groups import Direction

from .cross_account import KEY, CrossAccount, read_cross_account
from .half import Half, check_half, in_one_zone, read_half
from .reader import Problems, Reader
from .rules import read_rules

HALVES = 2
PASSWORD_VARIABLE = "ECS_LOGIN_PASSWORD"  # noqa: S105 - the variable's name, not a password
PUBLIC_IPV4_MBPS = range(101)
"""InternetMaxBandwidthOut of RunInstances; 0 gives no public IPv4 address."""


@dataclass(frozen=True)
class Settings:
    """One stack's settings."""

    region: str
    cross_account: CrossAccount | None
    """None: example 2, two VPCs of one account."""
    halves: tuple[Half, Half]
    instance_type: str
    image_id: str
    """Empty: the newest public image whose name matches `image_name`."""
    image_name: str
    guest_family: GuestFamily
    system_disk_category: str
    public_ipv4_bandwidth_mbps: int
    public_ipv6: bool
    ipv6_bandwidth_mbps: int
    ipv6_bandwidth_charge_type: ChargeType
    assign: Ipv6AssignmentTime
    ingress_rules: Sequence[Ipv6RuleArgs]
    egress_rules: Sequence[Ipv6RuleArgs]
    tags: Mapping[str, str]
    guest_setup: bool
    login_password: str = field(repr=False)
    """Empty when there is a key pair."""
    key_pair_name: str


@dataclass(frozen=True)
class RawConfig:
    """What the engine hands over: the project's keys without their namespace, and which of them are secret."""

    region: str
    values: Mapping[str, Any] = field(repr=False)
    secret_keys: frozenset[str]
    environ: Mapping[str, str] = field(repr=False)


def read_settings(raw: RawConfig, problems: Problems) -> Settings:
    """Read everything; where a problem is noted, the value returned for it means nothing."""
    reader = Reader(raw.values, "ipv6-eni:", problems)
    if problem := check_region(raw.region):
        problems.setdefault("alicloud:region", str(problem))
    password, key_pair = _login(reader, raw)
    cross = read_cross_account(reader, raw.environ)
    settings = Settings(
        region=raw.region,
        cross_account=cross,
        halves=_halves(reader, raw.region, cross),
        instance_type=reader.text("instanceType"),
        image_id=reader.text("imageId"),
        image_name=reader.text("imageName"),
        guest_family=reader.choice("guestFamily", GuestFamily),
        system_disk_category=reader.text("systemDiskCategory"),
        public_ipv4_bandwidth_mbps=reader.integer("publicIpv4BandwidthMbps"),
        public_ipv6=reader.boolean("publicIpv6"),
        ipv6_bandwidth_mbps=reader.integer("ipv6BandwidthMbps"),
        ipv6_bandwidth_charge_type=reader.choice("ipv6BandwidthChargeType", ChargeType),
        assign=reader.choice("assign", Ipv6AssignmentTime),
        ingress_rules=read_rules(reader, Direction.INGRESS),
        egress_rules=read_rules(reader, Direction.EGRESS),
        tags=reader.mapping("tags"),
        guest_setup=reader.boolean("guestSetup"),
        login_password=password,
        key_pair_name=key_pair,
    )
    _check(settings, reader)
    reader.note_unknown()
    return settings


def _halves(reader: Reader, region: str, cross: CrossAccount | None) -> tuple[Half, Half]:
    zone, count = reader.text("zoneId"), reader.integer("ipv6AddressCount")
    reader.note("ipv6AddressCount", check_desired_addresses(count, None))
    given = reader.objects("halves")
    if len(given) > HALVES:
        reader.note("halves", f"There are {HALVES} halves, not {len(given)}.")
    readers = [*given, *(reader.empty_object("halves", index) for index in range(len(given), HALVES))][:HALVES]
    first, second = (read_half(inside, number, zone, count) for number, inside in enumerate(readers, start=1))
    for half, inside in zip((first, second), readers, strict=True):
        check_half(half, region, inside)
    return in_one_zone(first, second, readers) if cross else (first, second)


def _login(reader: Reader, raw: RawConfig) -> tuple[str, str]:
    """Return the password and the key pair, one of them empty; the environment's password comes last."""
    password, key_pair = reader.text("loginPassword"), reader.text("keyPairName")
    if password and "loginPassword" not in raw.secret_keys:
        reader.note("loginPassword", "It would be stored in plain text; set it with: pulumi config set --secret.")
    if password and key_pair:
        reader.note("loginPassword", "loginPassword and keyPairName exclude each other: set one of them.")
    if key_pair:
        return "", key_pair
    password = password or raw.environ.get(PASSWORD_VARIABLE, "")
    missing = f"Set loginPassword (as a secret), keyPairName, or the environment variable {PASSWORD_VARIABLE}."
    reader.note("loginPassword", check_password(password) if password else missing)
    return password, ""


def _check(settings: Settings, reader: Reader) -> None:
    for key, text in (("instanceType", settings.instance_type), ("systemDiskCategory", settings.system_disk_category)):
        reader.note(key, None if text else "It must not be empty.")
    if not settings.image_id and not settings.image_name:
        reader.note("imageName", "Give imageId, or imageName: a regular expression for names of public images.")
    if settings.public_ipv4_bandwidth_mbps not in PUBLIC_IPV4_MBPS:
        allowed = f"{PUBLIC_IPV4_MBPS[0]} (no public IPv4) to {PUBLIC_IPV4_MBPS[-1]} Mbit/s"
        reader.note("publicIpv4BandwidthMbps", f"It is {allowed}, not {settings.public_ipv4_bandwidth_mbps}.")
    if settings.public_ipv6:
        problem = check_bandwidth(settings.ipv6_bandwidth_mbps, settings.ipv6_bandwidth_charge_type)
        reader.note("ipv6BandwidthMbps", problem)
    reader.note("tags", check_tags(settings.tags))
    if settings.cross_account and settings.assign != Ipv6AssignmentTime.AFTER_ATTACHMENT:
        reader.note("assign", f"With {KEY} it is {Ipv6AssignmentTime.AFTER_ATTACHMENT}: another account assigns.")
