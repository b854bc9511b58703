"""``ecs-utils-ipv6``: the page's helper, downloaded into the guest, that puts assigned IPv6 addresses on interfaces."""

import re

from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance, Ipv6Address
from alicloud_sandbox.services.ecs.guest_interfaces import interfaces

_URL = re.compile(r"https?://ecs-image-utils\.oss-cn-hangzhou\.aliyuncs\.com/ipv6/([a-z]+)/ecs-utils-ipv6")
_EXECUTABLE = "+x"
_METADATA = ("ipv6", "prefix len", "ipv6 gateway")

#: What a step prints, line by line, and its exit code.
Result = tuple[list[str], int]


def download(instance: Instance, url: str, path: str) -> Result:
    """Keep the helper that the address names under ``path``; nothing else can be downloaded."""
    found = _URL.fullmatch(url)
    if not instance.public_ip:
        return ["[sandbox] the instance has no public IPv4 address, so it can download nothing"], 4
    if not found:
        return [f"[sandbox] it downloads nothing but ecs-utils-ipv6, not {url}"], 8
    instance.guest_files = {**instance.guest_files, path: found[1]}
    return [], 0


def make_executable(instance: Instance, path: str) -> Result:
    """``chmod +x`` on a downloaded file."""
    kind = instance.guest_files.get(path)
    if kind is None:
        return [f"chmod: cannot access '{path}': No such file or directory"], 1
    instance.guest_files = {**instance.guest_files, path: kind.split()[0] + f" {_EXECUTABLE}"}
    return [], 0


def run(call: Call, instance: Instance, path: str) -> Result:
    """Configure every assigned address of every interface, as the helper does without arguments.

    It reads the addresses from the instance's metadata, so without metadata it finds none.
    """
    kind = instance.guest_files.get(path)
    if kind is None:
        return [f"sh: {path}: No such file or directory"], 127
    if _EXECUTABLE not in kind.split():
        return [f"sh: {path}: Permission denied"], 126
    image, folder = catalogue.image(instance.image_id), kind.split()[0]
    if folder != image.helper:
        needs = f"needs the one under {image.helper}/" if image.helper else "has none made for it"
        return [f"[sandbox] the ecs-utils-ipv6 under {folder}/ is not for {image.id}, which {needs}"], 1
    return _configure(call, instance), 0


def _configure(call: Call, instance: Instance) -> list[str]:
    lines = ["[Info]  ECS Utils IPv6 1.0.2.", "[Info]  IPv6 Auto Config Begin..."]
    found = interfaces(call, instance)
    for eni in found.values():
        addresses = call.store.find(Ipv6Address, eni=eni.id) if instance.http_endpoint == "enabled" else []
        if not addresses:
            lines += [f"[Warn]  get [{eni.mac}] {what} metadata null" for what in _METADATA]
        for address in addresses:
            address.in_guest = True
        call.store.put(*addresses)
    lines += [f"[Info]  Config {name}..." for name in found]
    return [*lines, "[Done]  IPv6 Auto Config Finished."]
