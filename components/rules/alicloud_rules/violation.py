"""A broken rule: the value that every check of this package returns."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule with the value that breaks it. `str()` gives the message."""

    rule: str
    """The id of the limit, such as `eni-attach-quota`, or of the rule, such as `vpc-cidr-block`."""
    found: object
    allowed: object
    """The allowed value or values; a description where there are too many to list."""
    message: str
    """One sentence: what is wrong, what was found and what is allowed."""

    def __str__(self) -> str:
        """Return the message."""
        return self.message

    def with_note(self, note: str) -> "Violation":
        """Return the same violation whose message ends with another sentence, such as where it was found."""
        return replace(self, message=f"{self.message} {note}")
