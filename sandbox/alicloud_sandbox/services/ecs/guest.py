"""The modelled guest in which scripts are answered: a root user, a few directories, downloaded files, and time."""

import posixpath
from dataclasses import dataclass, field

from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance

HOME = "/root"
DIRECTORIES = ("/", HOME, "/tmp", "/home", "/opt", "/var", "/var/tmp", "/usr/local", "/usr/local/bin")  # noqa: S108
USERS = ("", "root")


@dataclass
class Guest:
    """The guest of a Running instance during one script; `lines` is its output.

    `seconds_left` is the time until the script's timeout; it passes at once and is negative when it is over.
    """

    call: Call
    instance: Instance
    directory: str
    seconds_left: float
    lines: list[str] = field(default_factory=list)

    @property
    def image(self) -> catalogue.Image:
        """The image of the instance."""
        return catalogue.image(self.instance.image_id)

    def path(self, file: str) -> str:
        """Return the absolute path of a file in the working directory."""
        return posixpath.normpath(posixpath.join(self.directory, file))

    def fail(self, message: str, code: int) -> int:
        """Print a message and return the exit code."""
        self.lines.append(message)
        return code
