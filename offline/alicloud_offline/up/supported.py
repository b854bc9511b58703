"""Refusal of properties, arguments and settings that `alicloud-offline up` does not support."""

from collections.abc import Iterable

from alicloud_offline.offline_error import OfflineError


def check_supported(given: Iterable[str], supported: Iterable[str], of: str) -> None:
    """Raise OfflineError for the first name in `given` that is not supported."""
    for name in given:
        if name not in supported:
            listed = ", ".join(sorted(supported))
            raise OfflineError(f"`alicloud-offline up` does not support {name!r} of {of}; supported are {listed}.")
