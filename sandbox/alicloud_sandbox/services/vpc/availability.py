"""Events: new VPCs, vSwitches, IPv6 gateways and egress-only rules become Available."""

from functools import partial

from alicloud_sandbox.core.actions import VPC
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import EgressOnlyRule, Ipv6Gateway, Vpc, VSwitch

_Kind = type[Vpc] | type[VSwitch] | type[Ipv6Gateway] | type[EgressOnlyRule]


def become_available(kind: _Kind, call: Call, identifier: str) -> None:
    """Mark a new entity as available, unless it was deleted in the meantime."""
    if entity := call.store.get(kind, identifier):
        entity.status = "Available"
        call.store.put(entity)


for _event, _kind in (
    ("vpc.available", Vpc),
    ("vswitch.available", VSwitch),
    ("ipv6-gateway.available", Ipv6Gateway),
    ("egress-only-rule.available", EgressOnlyRule),
):
    VPC.event(_event)(partial(become_available, _kind))
