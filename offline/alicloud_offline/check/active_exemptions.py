"""Exemptions in the configuration of the packs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from alicloud_offline._pulumi_internals import PropertyValue
from alicloud_offline.report.report_model import Exemption


def active_exemptions(configs: Iterable[Mapping[str, PropertyValue]], today: date) -> list[Exemption]:
    """Return every exemption of a policy that is in force; `expires`, such as 2030-01-31, is its last day."""
    found = [one for config in configs for policy, value in config.items() for one in _of_policy(policy, value)]
    return [one for one in found if not one.expires or one.expires >= today.isoformat()]


def _of_policy(policy: str, value: PropertyValue) -> Iterator[Exemption]:
    listed = value.get("exemptions", []) if isinstance(value, Mapping) else []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, Mapping):
            yield Exemption(policy, *(str(one.get(key, "")) for key in ("resource", "reason", "owner", "expires")))
