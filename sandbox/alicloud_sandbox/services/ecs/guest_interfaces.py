"""What a guest prints about its interfaces: eth0, eth1, ... by the device numbers of its ENIs.

The shapes are those of iproute2 and of net-tools on CentOS 7; what nobody models (counters, link-local addresses) is
left out.
"""

from ipaddress import IPv4Network

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance, Ipv6Address, VSwitch
from alicloud_sandbox.services.ecs.guest_steps import Grep, Show, Style


def interfaces(call: Call, instance: Instance) -> dict[str, Eni]:
    """The guest's interfaces by name, in order."""
    attached = [eni for eni in call.store.find(Eni, instance=instance.id) if eni.status == "InUse"]
    return {f"eth{eni.device_index}": eni for eni in sorted(attached, key=lambda eni: eni.device_index)}


def configured(call: Call, eni: Eni) -> list[str]:
    """The IPv6 addresses that the guest has on this interface."""
    return [one.address for one in call.store.find(Ipv6Address, eni=eni.id) if one.in_guest]


def printed(call: Call, instance: Instance, what: Show | Grep) -> list[str] | None:
    """The lines that a command prints; None when the asked interface does not exist."""
    if isinstance(what, Grep):
        lines = printed(call, instance, what.show)
        return None if lines is None else [line for line in lines if what.text in line]
    found = interfaces(call, instance)
    if what.device:
        if what.device not in found:
            return None
        found = {what.device: found[what.device]}
    lines = []
    for number, (name, eni) in enumerate(found.items(), 2):
        lines += _STYLES[what.style](call, number, name, eni)
    return lines


def _ip(call: Call, number: int, name: str, eni: Eni) -> list[str]:
    addresses = configured(call, eni)
    if not addresses:
        return []
    lines = [f"{number}: {name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP qlen 1000"]
    for address in addresses:
        lines += [f"    inet6 {address}/64 scope global ", "       valid_lft forever preferred_lft forever"]
    return lines


def _ip_oneline(call: Call, number: int, name: str, eni: Eni) -> list[str]:
    tail = "scope global \\       valid_lft forever preferred_lft forever"
    return [f"{number}: {name}    inet6 {address}/64 {tail}" for address in configured(call, eni)]


def _ifconfig(call: Call, number: int, name: str, eni: Eni) -> list[str]:
    vswitch = call.store.get(VSwitch, eni.vswitch_id)
    block = IPv4Network(vswitch.cidr if vswitch else f"{eni.private_ips[0]}/32")
    lines = [
        f"{name}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500",
        f"        inet {eni.private_ips[0]}  netmask {block.netmask}  broadcast {block.broadcast_address}",
    ]
    lines += [f"        inet6 {address}  prefixlen 64  scopeid 0x0<global>" for address in configured(call, eni)]
    return [*lines, f"        ether {eni.mac}  txqueuelen 1000  (Ethernet)", ""]


_STYLES = {Style.IP: _ip, Style.IP_ONELINE: _ip_oneline, Style.IFCONFIG: _ifconfig}
