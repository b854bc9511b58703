"""The exemptions in force, as the packs' config has them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from alicloud_offline.checking.outcome import Exemption


def exemptions(configs: Iterable[Mapping[str, Any]], today: date) -> list[Exemption]:
    """Every object in a policy's list ``exemptions`` whose last day, ``expires`` (such as 2030-01-31), is not over."""
    found = [one for config in configs for policy, value in config.items() for one in _of_policy(policy, value)]
    return [one for one in found if not one.expires or one.expires >= today.isoformat()]


def _of_policy(policy: str, value: Any) -> Iterator[Exemption]:  # noqa: ANN401 (whatever JSON may hold)
    listed = value.get("exemptions", []) if isinstance(value, Mapping) else []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, Mapping):
            yield Exemption(policy, *(str(one.get(key, "")) for key in ("resource", "reason", "owner", "expires")))
