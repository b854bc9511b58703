"""A row of the table of limits."""

from dataclasses import dataclass
from enum import StrEnum

from .violation import Violation

BEST_PRACTICE_LIMITS = "the best-practice page on IPv6 for secondary ENIs, its list of limits"
BEST_PRACTICE_EXAMPLES = "the best-practice page on IPv6 for secondary ENIs, its examples"


class Level(StrEnum):
    """How binding a row is."""

    LIMIT = "limit"
    """The service refuses it, with a number or a yes/no that differs between the limit sets."""
    NEED = "need"
    """The examples need it and the service refuses otherwise; the same in every limit set."""
    ADVICE = "advice"
    """The service accepts it; worth a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One row of the table."""

    id: str
    """The name of the policy; with underscores, the name of the files that hold the limit and the policy."""
    order: int
    """The position among the rows of the same level."""
    says: str
    """The limit in one sentence, without capital letter and period."""
    level: Level
    documented: str | None = None
    """The value on the best-practice page in words; None where the row has no value."""
    today: str | None = None
    """The value in 2026 in words; None where the row has no value."""
    refused_by: tuple[str, ...] = ()
    """The API actions that answer with an error; empty for advice."""
    source: str

    @property
    def changed(self) -> bool:
        """Whether Alibaba Cloud's pages of 2026 have another value than the best-practice page."""
        return self.today not in (None, self.documented)

    def violation(self, found: object, allowed: object, message: str) -> Violation:
        """Return a violation of this limit."""
        return Violation(self.id, found, allowed, message)


def allowed_or_forbidden(allowed: bool) -> str:
    """Return the word for a limit that allows or forbids something."""
    return "allowed" if allowed else "forbidden"
