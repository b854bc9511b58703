"""What the sandbox can answer in place of a guest: the known commands of a script, as values."""

from dataclasses import dataclass
from enum import Enum


class Style(Enum):
    """How addresses are printed."""

    IP = "ip -6 addr"
    IP_ONELINE = "ip -6 -o addr"
    IFCONFIG = "ifconfig"


@dataclass(frozen=True)
class Show:
    """Print the interfaces with their addresses; ``device`` is one of them, empty for all."""

    style: Style
    device: str = ""


@dataclass(frozen=True)
class Grep:
    """Print the lines of ``show`` that have ``text`` in them; the exit code is 1 when none has."""

    show: Show
    text: str
    quiet: bool


@dataclass(frozen=True)
class Await:
    """Wait until ``printed`` has ``text``, or else print ``complaint`` and end the script with exit code 1.

    ``whole``: a slash or a blank must follow the text.
    """

    printed: Show | Grep
    text: str
    whole: bool
    complaint: str


@dataclass(frozen=True)
class Download:
    """Get ``url`` into ``file`` of the current directory."""

    url: str
    file: str


@dataclass(frozen=True)
class MakeExecutable:
    """``chmod +x``."""

    file: str


@dataclass(frozen=True)
class RunHelper:
    """Run a downloaded ``ecs-utils-ipv6``."""

    file: str


@dataclass(frozen=True)
class Ping:
    """``ping6``: ``source`` is an address or an interface, or empty; without ``count`` it never ends."""

    target: str
    source: str = ""
    count: int | None = None
    wait_seconds: float = 10.0


@dataclass(frozen=True)
class Say:
    """``echo``."""

    text: str


@dataclass(frozen=True)
class ChangeDirectory:
    """``cd``; None is a new directory of its own (``mktemp -d``)."""

    path: str | None


@dataclass(frozen=True)
class StopOnError:
    """``set -e``: the first command that fails ends the script."""


@dataclass(frozen=True)
class Pause:
    """``sleep``."""

    seconds: float


Step = Show | Grep | Await | Download | MakeExecutable | RunHelper | Ping | Say | ChangeDirectory | StopOnError | Pause

#: Commands joined by ``&&``: the first that fails ends the chain.
Chain = tuple[Step, ...]
