"""What a limit's file declares."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alicloud_rules.limits import LIMITS, Limit

from ..plan.model import Plan
from ..settings import Settings
from ..verdicts import Verdict

Judge = Callable[[Plan, Settings], Iterable[Verdict]]


@dataclass(frozen=True)
class Check:
    """A limit as a policy."""

    id: str
    judge: Judge
    remedy: str
    """How to put a violation right."""
    url: str
    """The page, or the API's page, that documents it."""
    properties: tuple[str, ...] = ()
    """What it can be configured with, beside exemptions; the properties are in `settings`."""

    @property
    def limit(self) -> Limit:
        """Return its row in the table of limits."""
        return LIMITS[self.id]
