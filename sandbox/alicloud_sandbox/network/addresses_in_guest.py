"""The IPv6 addresses that a guest configures by itself, or loses when its ENI is detached.

Call `update` after an ENI was attached, detached or assigned addresses. The helper `ecs-utils-ipv6` is in
`services.ecs.guest_helper`.
"""

from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance, Ipv6Address


def update(call: Call, eni: Eni) -> None:
    """Update `in_guest` of the ENI's addresses.

    An image that configures IPv6 by itself takes every address of an attached ENI; a detached ENI's are in no guest.
    """
    instance = call.store.get(Instance, eni.instance_id) if eni.status == "InUse" else None
    by_itself = instance is not None and catalogue.image(instance.image_id).configures_ipv6
    for address in call.store.find(Ipv6Address, eni=eni.id):
        in_guest = instance is not None and (address.in_guest or by_itself)
        if in_guest != address.in_guest:
            address.in_guest = in_guest
            call.store.put(address)
