"""The two inputs of components that say which IPv6 addresses an ENI is to have: a number, or a list."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from alicloud_rules.addressing import canonical_ip
from alicloud_rules.desired_addresses import UNKNOWN, check_desired_addresses

from .._construction_checks import Problems

Addresses = Sequence[pulumi.Input[str]] | None


@dataclass(frozen=True)
class DesiredInputs:
    """The desired addresses of an ENI: a number that the service chooses, or a list; the other one is None."""

    count: int | None
    addresses: Addresses

    @classmethod
    def of(cls, count: int | None, addresses: Addresses) -> "DesiredInputs":
        """Return the desired addresses with the default filled in: one address."""
        if addresses is not None:
            return cls(None, addresses)
        return cls(1 if count is None else count, None)

    @property
    def any(self) -> bool:
        """Whether the ENI is to have an address at all."""
        return self.count != 0

    def keys(self) -> list[str]:
        """Name each address, by itself where it is known: what belongs to it stays with it when the list changes."""
        if self.addresses is None:
            return [str(index) for index in range(self.count or 0)]
        return [
            canonical_ip(address).replace(":", ".") if isinstance(address, str) else str(index)
            for index, address in enumerate(self.addresses)
        ]


def check_desired_inputs(count: int | None, addresses: Addresses, *, none_yet: bool = False) -> Problems:
    """Check the inputs `ipv6_address_count` and `ipv6_addresses`, as far as they are known; both may be left out.

    A count of 0 is allowed with `none_yet`.
    """
    if addresses is None and count is None:
        return {}
    if none_yet and addresses is None and count is not None and count < 1:
        return {"ipv6_address_count": None if count == 0 else f"It must be an integer, 0 or more, not {count}."}
    plain = None
    if addresses is not None:
        plain = [address if isinstance(address, str) else UNKNOWN for address in addresses]
    key = "ipv6_address_count" if addresses is None else "ipv6_addresses"
    return {key: check_desired_addresses(count, plain)}
