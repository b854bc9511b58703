"""Recognises single commands of a guest's shell; what it does not know is no command."""

import re
import shlex
from collections.abc import Callable, Mapping

from alicloud_sandbox.services.ecs.guest_steps import (
    ChangeDirectory,
    Download,
    Grep,
    MakeExecutable,
    Pause,
    Ping,
    RunHelper,
    Say,
    Show,
    Step,
    StopOnError,
    Style,
)

HELPER = "ecs-utils-ipv6"

_SHOWS = {
    "ip -6 addr": Style.IP,
    "ip -6 addr show": Style.IP,
    "ip -6 address": Style.IP,
    "ip -6 address show": Style.IP,
    "ip -6 a": Style.IP,
    "ip -6 -o addr": Style.IP_ONELINE,
    "ip -6 -o addr show": Style.IP_ONELINE,
    "ip -o -6 addr show": Style.IP_ONELINE,
    "ifconfig": Style.IFCONFIG,
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = re.compile(r"[\w:./ -]*")
_SET = re.compile(r"set -[eux]+(?:o pipefail)?|set -o pipefail")
_MODES = ("+x", "a+x", "u+x", "755", "0755", "700")
_TEMPORARY = re.compile(r"cd \"?\$\(mktemp -d\)\"?")


class UnknownCommandError(Exception):
    """The text is no command that the sandbox can answer."""


def command(text: str, functions: Mapping[str, str]) -> Step | None:
    """The step that one command stands for; None when it has no effect here (``set -u``).

    ``functions`` are the script's own, each a command. Source of the options: the manuals of iproute2, net-tools,
    iputils, wget, curl and FreeBSD's fetch.
    """
    text = functions.get(text, text)
    if _TEMPORARY.fullmatch(text):
        return ChangeDirectory(None)
    if _SET.fullmatch(text):
        return StopOnError() if "e" in text.split()[1] else None
    if "|" in text:
        return _grep(text, functions)
    return _simple(_words(text))


def printing(text: str, functions: Mapping[str, str]) -> Show | Grep:
    """The command as one that prints addresses."""
    step = command(text.strip(), functions)
    if not isinstance(step, Show | Grep):
        raise UnknownCommandError
    return step


def plain(pattern: str) -> str:
    """A grep pattern that stands for itself: no character in it means anything else."""
    if not _PLAIN.fullmatch(pattern) or not pattern:
        raise UnknownCommandError
    return pattern


def _words(text: str) -> list[str]:
    try:
        words = shlex.split(text)
    except ValueError:
        raise UnknownCommandError from None
    if not words or any(character in text for character in "`<>;&(){}$*?"):
        raise UnknownCommandError
    return words


def _grep(text: str, functions: Mapping[str, str]) -> Grep:
    """``SHOW | grep [-q] [-F] TEXT``."""
    left, _, right = text.partition("|")
    words, show = _words(right), printing(left, functions)
    if words[0] != "grep" or not isinstance(show, Show):
        raise UnknownCommandError
    options, patterns = _options(words[1:], "qF", "")
    if len(patterns) != 1:
        raise UnknownCommandError
    return Grep(show, plain(patterns[0]), quiet="q" in options)


def _simple(words: list[str]) -> Step | None:
    name, arguments = words[0], words[1:]
    if (style := _SHOWS.get(" ".join(words))) is not None:
        return Show(style)
    if len(words) > 2 and words[-2] == "dev" and (style := _SHOWS.get(" ".join(words[:-2]))):
        return Show(style, words[-1])
    if name == "ifconfig" and len(arguments) == 1:
        return Show(Style.IFCONFIG, arguments[0])
    if name.rpartition("/")[2] == HELPER and "/" in name and not arguments:
        return RunHelper(name)
    if name in _READERS:
        return _READERS[name](arguments)
    raise UnknownCommandError


def _options(arguments: list[str], flags: str, valued: str) -> tuple[dict[str, str], list[str]]:
    """Split ``-qO FILE URL`` into values by option letter and the other words."""
    options: dict[str, str] = {}
    others: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if not word.startswith("-") or len(word) == 1:
            others.append(word)
            continue
        for position, letter in enumerate(word[1:], 2):
            if letter in valued:
                options[letter] = word[position:] or next(rest, "")
                if not options[letter]:
                    raise UnknownCommandError
                break
            if letter not in flags:
                raise UnknownCommandError
            options[letter] = ""
    return options, others


def _download(flags: str, option: str) -> Callable[[list[str]], Step]:
    def read(arguments: list[str]) -> Step:
        options, others = _options(arguments, flags, option)
        if len(others) != 1:
            raise UnknownCommandError
        return Download(others[0], options.get(option) or others[0].rpartition("/")[2])

    return read


def _curl(arguments: list[str]) -> Step:
    options, others = _options(arguments, "fsSLO", "o")
    if len(others) != 1 or not options.keys() & {"O", "o"}:
        raise UnknownCommandError
    return Download(others[0], options.get("o") or others[0].rpartition("/")[2])


def _chmod(arguments: list[str]) -> Step:
    if len(arguments) != 2 or arguments[0] not in _MODES:
        raise UnknownCommandError
    return MakeExecutable(arguments[1])


def _ping(arguments: list[str]) -> Step:
    options, others = _options(arguments, "6n", "cIW")
    if len(others) != 1 or not all(_NUMBER.fullmatch(options.get(letter, "1")) for letter in "cW"):
        raise UnknownCommandError
    count = int(float(options["c"])) if "c" in options else None
    return Ping(others[0], options.get("I", ""), count, float(options.get("W", "10")))


def _ping_by_version(arguments: list[str]) -> Step:
    if "-6" not in arguments:
        raise UnknownCommandError
    return _ping(arguments)


def _cd(arguments: list[str]) -> Step:
    if len(arguments) > 1:
        raise UnknownCommandError
    return ChangeDirectory(arguments[0] if arguments else "/root")


def _sleep(arguments: list[str]) -> Step:
    if len(arguments) != 1 or not _NUMBER.fullmatch(arguments[0]):
        raise UnknownCommandError
    return Pause(float(arguments[0]))


_READERS: dict[str, Callable[[list[str]], Step]] = {
    "wget": _download("q", "O"),
    "fetch": _download("q", "o"),
    "curl": _curl,
    "chmod": _chmod,
    "ping6": _ping,
    "ping": _ping_by_version,
    "echo": lambda arguments: Say(" ".join(arguments)),
    "cd": _cd,
    "sleep": _sleep,
}
