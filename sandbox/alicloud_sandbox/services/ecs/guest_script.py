"""The answers of a guest to Cloud Assistant scripts. The sandbox executes nothing.

It recognises the scripts of the component `Ipv6GuestSetup` (`ipv6_setup.sh`, `ipv6_setup_auto.sh`), and scripts whose
every line is a command of `guest_commands`. Any other script fails before any of it is answered, and the output names
the line.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.services.ecs import guest_helper, guest_interfaces
from alicloud_sandbox.services.ecs.guest import HOME, Guest
from alicloud_sandbox.services.ecs.guest_commands import recognise


def _template(file: str) -> re.Pattern[str]:
    """Match a script that is filled into the template in `file`."""
    text = re.escape(Path(__file__).with_name(file).read_text("utf-8").strip())
    text = text.replace("@FAMILY@", "(?P<family>[a-z]+)").replace("@ADDRESSES@", "(?P<addresses>[0-9A-Fa-f: ]*)")
    return re.compile(text)


_SETUP, _AUTO = _template("ipv6_setup.sh"), _template("ipv6_setup_auto.sh")
#: How long the setup script waits for an address.
_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Outcome:
    """The output of a script, its exit code, and whether its time was over before it ended."""

    output: str
    code: int
    timed_out: bool = False


def answer(call: Call, instance: Instance, script: str, directory: str, timeout: int) -> Outcome:
    """Answer a shell script in the guest of a Running instance, and write what it changes there.

    `timeout` is in seconds of the guest's time, which passes at once.
    """
    guest = Guest(call, instance, directory or HOME, float(timeout))
    if setup := _SETUP.fullmatch(script.strip()):
        code = _set_up(guest, setup["family"], setup["addresses"].split())
    elif auto := _AUTO.fullmatch(script.strip()):
        code = guest_helper.configure(guest) or _show_all(guest, auto["addresses"].split())
    else:
        code = _run_lines(guest, script)
    call.store.put(instance)
    return Outcome("".join(f"{line}\n" for line in guest.lines), code, guest.seconds_left < 0)


def _run_lines(guest: Guest, script: str) -> int:
    """Answer line by line and return the last exit code, or 1 when a line is not recognised."""
    commands = []
    for number, line in enumerate(map(str.strip, script.splitlines()), 1):
        if line and not line.startswith("#"):
            command = recognise(line)
            if command is None:
                message = f"[sandbox] the sandbox executes nothing and does not recognise line {number}: {line}"
                return guest.fail(message, 1)
            commands.append(command)
    code = 0
    for command in commands:
        code = command(guest)
        if guest.seconds_left < 0:
            break
    return code


def _set_up(guest: Guest, family: str, addresses: list[str]) -> int:
    """Answer the setup script: download and run the helper, wait for the addresses, print all addresses."""
    kept = guest.instance.guest_files
    url = f"http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/{family}/ecs-utils-ipv6"
    code = guest_helper.download(guest, url, "ecs-utils-ipv6") or guest_helper.run(guest, family)
    guest.instance.guest_files = kept
    return code or _show_all(guest, addresses)


def _show_all(guest: Guest, addresses: list[str]) -> int:
    """Wait for the addresses, then print all of the guest's."""
    present = {
        one for eni in guest_interfaces.interfaces(guest).values() for one in guest_interfaces.configured(guest, eni)
    }
    for address in addresses:
        if address not in present:
            guest.seconds_left -= _WAIT_SECONDS
            return guest.fail(f"{address} is on no interface", 1)
    bsd = guest.image.helper == "freebsd"
    lines = guest_interfaces.printed(guest, guest_interfaces.ifconfig if bsd else guest_interfaces.ip_oneline) or []
    guest.lines += [line for line in lines if "inet6" in line]
    return 0
