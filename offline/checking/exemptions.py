"""The exemptions in force, as the packs' config has them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from offline.checking.outcome import Exemption


def exemptions(configs: Iterable[Mapping[str, Any]]) -> list[Exemption]:
    """Every object in a list named ``exemptions`` of a policy's config, or of ``all`` policies."""
    return [one for config in configs for policy, value in config.items() for one in _of_policy(policy, value)]


def _of_policy(policy: str, value: Any) -> Iterator[Exemption]:  # noqa: ANN401 (whatever JSON may hold)
    listed = value.get("exemptions", []) if isinstance(value, Mapping) else []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, Mapping):
            yield Exemption(
                rule=str(one.get("limit") or policy),
                resource=str(one.get("resource", "")),
                reason=str(one.get("reason", "")),
                owner=str(one.get("owner", "")),
                expires=str(one.get("expires", "")),
            )
