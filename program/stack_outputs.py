"""The stack's outputs: the ids and addresses of each instance, and a command that pings the second from the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from alicloud_ipv6 import Ipv6Instance


@dataclass(frozen=True)
class BuiltInstance:
    """An instance and the ENI with its IPv6 addresses."""

    name: str
    instance: Ipv6Instance
    network_interface_id: pulumi.Output[str]
    ipv6_addresses: pulumi.Output[Sequence[str]] | None
    """None: the instance has no IPv6 address."""
    account_id: str | None = None
    """The account of the instance; None: the stack has only one account."""

    def outputs(self) -> dict[str, Any]:
        """Return the instance's stack output."""
        account = {} if self.account_id is None else {"accountId": self.account_id}
        return {
            "name": self.name,
            "instanceId": self.instance.instance_id,
            "privateIpv4": self.instance.private_ipv4,
            "publicIpv4": self.instance.public_ipv4,
            "networkInterfaceId": self.network_interface_id,
            "ipv6Addresses": [] if self.ipv6_addresses is None else self.ipv6_addresses,
            **account,
        }


def export(region: str, first: BuiltInstance, second: BuiltInstance) -> None:
    """Export both instances and the ping6 command, which is empty if one of them has no IPv6 address."""
    pulumi.export("region", region)
    pulumi.export("instances", [first.outputs(), second.outputs()])
    if first.ipv6_addresses is None or second.ipv6_addresses is None:
        pulumi.export("ping6", "")
    else:
        source, target = first.ipv6_addresses[0], second.ipv6_addresses[0]
        pulumi.export("ping6", pulumi.Output.concat("ping6 -c 4 -I ", source, " ", target))
