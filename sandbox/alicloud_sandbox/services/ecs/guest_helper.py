"""`ecs-utils-ipv6`, the helper that is downloaded into the guest and puts assigned IPv6 addresses on interfaces."""

import posixpath
import re

from alicloud_sandbox.core.entities import Eni, Ipv6Address
from alicloud_sandbox.services.ecs.guest import Guest
from alicloud_sandbox.services.ecs.guest_interfaces import interfaces

_URL = re.compile(r"https?://ecs-image-utils\.oss-cn-hangzhou\.aliyuncs\.com/ipv6/([a-z]+)/ecs-utils-ipv6")
_EXECUTABLE = "+x"
#: The platforms of the catalogue whose guests have /etc/os-release; FreeBSD 11 has none, and Windows no shell.
_WITH_OS_RELEASE = frozenset(
    {"Aliyun", "CentOS", "CoreOS", "Debian", "Red Hat", "Rocky Linux", "SUSE", "Ubuntu", "openSUSE"}
)
_METADATA = ("ipv6", "prefix len", "ipv6 gateway")


def download(guest: Guest, url: str, file: str) -> int:
    """Save the helper at `url` as `file` and return the exit code; nothing else can be downloaded."""
    found = _URL.fullmatch(url)
    if not guest.instance.public_ip:
        return guest.fail("[sandbox] the instance has no public IPv4 address, so it can download nothing", 4)
    if not found:
        return guest.fail(f"[sandbox] the sandbox downloads nothing but ecs-utils-ipv6, not {url}", 8)
    guest.instance.guest_files = {**guest.instance.guest_files, guest.path(file): found[1]}
    return 0


def list_directory(guest: Guest) -> int:
    """Print the downloaded files of the working directory and return the exit code."""
    found = [path for path in sorted(guest.instance.guest_files) if posixpath.dirname(path) == guest.directory]
    guest.lines += [posixpath.basename(path) for path in found]
    return 0


def make_executable(guest: Guest, file: str) -> int:
    """Run `chmod +x` on a downloaded file and return the exit code."""
    files, path = guest.instance.guest_files, guest.path(file)
    if path not in files:
        return guest.fail(f"chmod: cannot access '{file}': No such file or directory", 1)
    guest.instance.guest_files = {**files, path: f"{files[path].split()[0]} {_EXECUTABLE}"}
    return 0


def run_file(guest: Guest, file: str) -> int:
    """Run a downloaded helper without arguments and return the exit code."""
    found = guest.instance.guest_files.get(guest.path(file))
    if found is None:
        return guest.fail(f"sh: {file}: No such file or directory", 127)
    family, *mode = found.split()
    if _EXECUTABLE not in mode:
        return guest.fail(f"sh: {file}: Permission denied", 126)
    return run(guest, family)


def run(guest: Guest, family: str) -> int:
    """Run the helper for an image family: configure every assigned address of every interface.

    It reads the addresses from the instance's metadata; without metadata it finds none.
    """
    image = guest.image
    if family != image.helper:
        needs = f"needs the one under {image.helper}/" if image.helper else "has none made for it"
        return guest.fail(f"[sandbox] the ecs-utils-ipv6 under {family}/ is not for {image.id}, which {needs}", 1)
    guest.lines += ["[Info]  ECS Utils IPv6 1.0.2.", "[Info]  IPv6 Auto Config Begin..."]
    found = interfaces(guest)
    for eni in found.values():
        if guest.instance.http_endpoint != "enabled" or not _configure(guest, eni):
            guest.lines += [f"[Warn]  get [{eni.mac}] {what} metadata null" for what in _METADATA]
    guest.lines += [*(f"[Info]  Config {name}..." for name in found), "[Done]  IPv6 Auto Config Finished."]
    return 0


def configure(guest: Guest) -> int:
    """Configure every assigned address in the way of the guest's system, without a download, and print nothing."""
    if guest.image.platform not in _WITH_OS_RELEASE:
        return guest.fail("sh: /etc/os-release: No such file or directory", 2)
    for eni in interfaces(guest).values():
        _configure(guest, eni)
    return 0


def _configure(guest: Guest, eni: Eni) -> bool:
    """Put the assigned addresses of an interface on it, and return whether there are any."""
    addresses = guest.call.store.find(Ipv6Address, eni=eni.id)
    for address in addresses:
        address.in_guest = True
    guest.call.store.put(*addresses)
    return bool(addresses)
