"""The commands that the modelled guest knows: the helper's steps, addresses of interfaces, `ping6`, `ls`, and `echo`.

Options as in the manuals of wget, curl, FreeBSD's fetch, iproute2, net-tools and iputils.
"""

import getopt
import re
import shlex
from collections.abc import Callable
from functools import partial

from alicloud_sandbox.services.ecs import guest_helper, guest_interfaces
from alicloud_sandbox.services.ecs.guest import Guest
from alicloud_sandbox.services.ecs.guest_ping import Ping, ping

#: Answers one command in a guest and returns its exit code.
Command = Callable[[Guest], int]

_SHELL_CHARACTERS = frozenset("`<>;&(){}$*?")
_DOWNLOAD = re.compile(
    r"(?:wget|curl|fetch)(?:(?: -[qfsSLoO]+)+(?: (?P<file>[^\s-]\S*))?)? (?P<quote>['\"]?)(?P<url>https?://[^\s'\"]+)(?P=quote)"
)
_CHMOD = re.compile(r"chmod (?:[au]?\+x|0?755|700) (?P<file>\S+)")
_HELPER = re.compile(r"\S*/ecs-utils-ipv6")
_IP = re.compile(r"ip (?P<options>-6|-6 -o|-o -6) a(?:ddr(?:ess)?)?(?: show)?(?: dev (?P<device>\w+))?")
_IFCONFIG = re.compile(r"ifconfig(?: (?P<device>\w+))?")
_GREP = re.compile(r"grep (?P<quiet>-q )?(?:-F )?(?:(['\"])(?P<quoted>[\w:./ -]+)\2|(?P<word>[\w:./][\w:./-]*))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def recognise(line: str) -> Command | None:
    """Return the command of one line of a script, or None when the guest does not know it."""
    if not _SHELL_CHARACTERS.isdisjoint(line):
        return None
    if found := _DOWNLOAD.fullmatch(line):
        return partial(guest_helper.download, url=found["url"], file=found["file"] or found["url"].rpartition("/")[2])
    if found := _CHMOD.fullmatch(line):
        return partial(guest_helper.make_executable, file=found["file"])
    if _HELPER.fullmatch(line):
        return partial(guest_helper.run_file, file=line)
    if line == "ls":
        return guest_helper.list_directory
    return _show(line) or _ping_or_echo(line)


def _show(line: str) -> Command | None:
    """Recognise a command that prints addresses, with or without `| grep TEXT`."""
    shown, pipe, filtered = map(str.strip, line.partition("|"))
    grep = _GREP.fullmatch(filtered)
    if pipe and not grep:
        return None
    form: guest_interfaces.Format
    if found := _IP.fullmatch(shown):
        form = guest_interfaces.ip_oneline if "-o" in found["options"] else guest_interfaces.ip
    elif found := _IFCONFIG.fullmatch(shown):
        form = guest_interfaces.ifconfig
    else:
        return None
    text, quiet = (grep["quoted"] or grep["word"], bool(grep["quiet"])) if grep else ("", False)
    return partial(_print, form=form, device=found["device"] or "", text=text, quiet=quiet)


def _print(guest: Guest, form: guest_interfaces.Format, device: str, text: str, quiet: bool) -> int:
    lines = guest_interfaces.printed(guest, form, device)
    if lines is None:
        return guest.fail("The device does not exist.", 1)
    found = [line for line in lines if text in line]
    if not quiet:
        guest.lines += found
    return int(bool(text) and not found)


def _ping_or_echo(line: str) -> Command | None:
    try:
        name, *arguments = shlex.split(line)
    except ValueError:
        return None
    if name == "echo" and "|" not in line:
        return partial(_echo, text=" ".join(arguments))
    return _ping(name, arguments)


def _echo(guest: Guest, text: str) -> int:
    guest.lines.append(text)
    return 0


def _ping(name: str, arguments: list[str]) -> Command | None:
    """Recognise `ping6` and `ping -6` with the options -c, -I, -n and -W."""
    try:
        pairs, targets = getopt.getopt(arguments, "6nc:I:W:")
    except getopt.GetoptError:
        return None
    options = dict(pairs)
    if len(targets) != 1 or not (name == "ping6" or (name == "ping" and "-6" in options)):
        return None
    if not all(_NUMBER.fullmatch(options.get(option, "1")) for option in ("-c", "-W")):
        return None
    count = int(float(options["-c"])) if "-c" in options else None
    return partial(ping, asked=Ping(targets[0], options.get("-I", ""), count, float(options.get("-W", "10"))))
