"""The declaration of a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alicloud_rules.limits import Limit

from ..config.policy_settings import Settings
from ..model.stack_model import StackModel
from .findings import RuleResult


@dataclass(frozen=True)
class LimitRule:
    """A limit as a rule on the stack model."""

    limit: Limit
    """The row in the table of limits."""
    check: Callable[[StackModel, Settings], Iterable[RuleResult]]
    remedy: str
    """How to correct a violation."""
    url: str
    """The page that documents the limit."""
    properties: tuple[str, ...] = ()
    """The configuration properties besides `exemptions`; see `config.property_schemas`."""

    @property
    def id(self) -> str:
        """The id of the limit, and the name of the policy."""
        return self.limit.id
