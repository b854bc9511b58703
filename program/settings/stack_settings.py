"""All settings of a stack; Pulumi.yaml describes the keys."""

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

from .cross_account_settings import KEY, CrossAccount, read_cross_account
from .rule_settings import read_rules
from .setting_reader import Problems, SettingReader
from .site_settings import Site, in_one_zone, read_site

SITES = 2
RENAMED = {"halves": "sites"}
PASSWORD_VARIABLE = "ECS_LOGIN_PASSWORD"  # noqa: S105 - the variable's name, not a password
PUBLIC_IPV4_MBPS = range(101)
"""`InternetMaxBandwidthOut` of RunInstances; 0: no public IPv4 address."""


@dataclass(frozen=True)
class Settings:
    """One stack's settings."""

    region: str
    cross_account: CrossAccount | None
    """None: example 2."""
    sites: tuple[Site, Site]
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
    """Empty if a key pair is set."""
    key_pair_name: str


@dataclass(frozen=True)
class RawConfig:
    """The project's configuration as the engine passes it, without the keys' namespace."""

    region: str
    values: Mapping[str, Any] = field(repr=False)
    secret_keys: frozenset[str]
    environ: Mapping[str, str] = field(repr=False)


def read_settings(raw: RawConfig, problems: Problems) -> Settings:
    """Return all settings; a setting for which a problem is noted has no meaningful value."""
    reader = SettingReader(raw.values, "ipv6-eni:", problems)
    if problem := check_region(raw.region):
        problems.setdefault("alicloud:region", str(problem))
    password, key_pair = _login(reader, raw)
    cross = read_cross_account(reader, raw.environ)
    settings = Settings(
        region=raw.region,
        cross_account=cross,
        sites=_sites(reader, raw.region, cross),
        instance_type=reader.string("instanceType", check=_check_not_empty),
        image_id=reader.string("imageId"),
        image_name=reader.string("imageName"),
        guest_family=reader.choice("guestFamily", GuestFamily),
        system_disk_category=reader.string("systemDiskCategory", check=_check_not_empty),
        public_ipv4_bandwidth_mbps=reader.integer("publicIpv4BandwidthMbps", check=_check_public_ipv4),
        public_ipv6=reader.boolean("publicIpv6"),
        ipv6_bandwidth_mbps=reader.integer("ipv6BandwidthMbps"),
        ipv6_bandwidth_charge_type=reader.choice("ipv6BandwidthChargeType", ChargeType),
        assign=reader.choice("assign", Ipv6AssignmentTime),
        ingress_rules=read_rules(reader, Direction.INGRESS),
        egress_rules=read_rules(reader, Direction.EGRESS),
        tags=reader.string_map("tags"),
        guest_setup=reader.boolean("guestSetup"),
        login_password=password,
        key_pair_name=key_pair,
    )
    _check(settings, reader)
    reader.note_unknown(RENAMED)
    return settings


def _sites(reader: SettingReader, region: str, cross: CrossAccount | None) -> tuple[Site, Site]:
    zone = reader.string("zoneId")
    count = reader.integer("ipv6AddressCount", check=lambda count: check_desired_addresses(count, None))
    readers = reader.objects("sites", at_least=SITES)
    if len(readers) > SITES:
        reader.note("sites", f"must have at most {SITES} objects, not {len(readers)}.")
    first, second = (read_site(inside, i, zone, count, region) for i, inside in enumerate(readers[:SITES], start=1))
    return in_one_zone(first, second, readers) if cross else (first, second)


def _login(reader: SettingReader, raw: RawConfig) -> tuple[str, str]:
    """Return the password and the key pair, one of them empty; the environment is read last."""
    password, key_pair = reader.string("loginPassword"), reader.string("keyPairName")
    if password and "loginPassword" not in raw.secret_keys:
        reader.note("loginPassword", "must be a secret; set it with: pulumi config set --secret loginPassword.")
    if password and key_pair:
        reader.note("loginPassword", "loginPassword and keyPairName exclude each other; set one of them.")
    if key_pair:
        return "", key_pair
    password = password or raw.environ.get(PASSWORD_VARIABLE, "")
    missing = f"not set; set loginPassword (as a secret), keyPairName, or the environment variable {PASSWORD_VARIABLE}."
    reader.note("loginPassword", check_password(password) if password else missing)
    return password, ""


def _check_not_empty(value: str) -> str | None:
    return None if value else "must not be empty."


def _check_public_ipv4(mbps: int) -> str | None:
    allowed = f"from {PUBLIC_IPV4_MBPS[0]} (no public IPv4) to {PUBLIC_IPV4_MBPS[-1]} Mbit/s"
    return None if mbps in PUBLIC_IPV4_MBPS else f"must be {allowed}, not {mbps}."


def _check(settings: Settings, reader: SettingReader) -> None:
    if not settings.image_id and not settings.image_name:
        reader.note("imageName", "must not be empty if imageId is not set.")
    if settings.public_ipv6:
        problem = check_bandwidth(settings.ipv6_bandwidth_mbps, settings.ipv6_bandwidth_charge_type)
        reader.note("ipv6BandwidthMbps", problem)
    reader.note("tags", check_tags(settings.tags))
    if settings.cross_account and settings.assign != Ipv6AssignmentTime.AFTER_ATTACHMENT:
        reader.note("assign", f"must be {Ipv6AssignmentTime.AFTER_ATTACHMENT} if {KEY} is set.")
