"""The interfaces of a guest (eth0, eth1, ... by the device numbers of its ENIs), as `ip` and `ifconfig` print them.

The formats are those of iproute2 and of net-tools on CentOS 7, without what is not modelled (counters, link-local
addresses).
"""

from collections.abc import Callable
from ipaddress import IPv4Network

from alicloud_sandbox.core.entities import Eni, Ipv6Address, VSwitch
from alicloud_sandbox.services.ecs.guest import Guest

#: Prints one interface: `format(guest, number, name, eni)`.
Format = Callable[[Guest, int, str, Eni], list[str]]


def interfaces(guest: Guest) -> dict[str, Eni]:
    """Return the guest's interfaces by name, in order."""
    attached = [eni for eni in guest.call.store.find(Eni, instance=guest.instance.id) if eni.status == "InUse"]
    return {f"eth{eni.device_index}": eni for eni in sorted(attached, key=lambda eni: eni.device_index)}


def configured(guest: Guest, eni: Eni) -> list[str]:
    """Return the IPv6 addresses that the guest has on an interface."""
    return [one.address for one in guest.call.store.find(Ipv6Address, eni=eni.id) if one.in_guest]


def printed(guest: Guest, form: Format, device: str = "") -> list[str] | None:
    """Return the lines for one interface, or for all without `device`; None for an interface that does not exist."""
    found = interfaces(guest)
    if device and device not in found:
        return None
    shown = [(number, name) for number, name in enumerate(found, 2) if device in ("", name)]
    return [line for number, name in shown for line in form(guest, number, name, found[name])]


def ip(guest: Guest, number: int, name: str, eni: Eni) -> list[str]:
    """Print an interface as `ip -6 addr` does; one without IPv6 addresses is left out."""
    addresses = configured(guest, eni)
    if not addresses:
        return []
    lines = [f"{number}: {name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP qlen 1000"]
    for address in addresses:
        lines += [f"    inet6 {address}/64 scope global ", "       valid_lft forever preferred_lft forever"]
    return lines


def ip_oneline(guest: Guest, number: int, name: str, eni: Eni) -> list[str]:
    """Print an interface as `ip -6 -o addr` does."""
    tail = "scope global \\       valid_lft forever preferred_lft forever"
    return [f"{number}: {name}    inet6 {address}/64 {tail}" for address in configured(guest, eni)]


def ifconfig(guest: Guest, number: int, name: str, eni: Eni) -> list[str]:
    """Print an interface as `ifconfig` does."""
    vswitch = guest.call.store.get(VSwitch, eni.vswitch_id)
    block = IPv4Network(vswitch.cidr if vswitch else f"{eni.private_ips[0]}/32")
    return [
        f"{name}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500",
        f"        inet {eni.private_ips[0]}  netmask {block.netmask}  broadcast {block.broadcast_address}",
        *(f"        inet6 {address}  prefixlen 64  scopeid 0x0<global>" for address in configured(guest, eni)),
        f"        ether {eni.mac}  txqueuelen 1000  (Ethernet)",
        "",
    ]
