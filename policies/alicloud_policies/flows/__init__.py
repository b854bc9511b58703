"""The policies about flows: what must be reachable, what must not, and what the internet may reach."""

from .flow_rule import FlowRule
from .must_not_reach import RULE as MUST_NOT_REACH
from .must_reach import RULE as MUST_REACH
from .new_exposure import RULE as NEW_EXPOSURE

FLOW_RULES: tuple[FlowRule, ...] = (MUST_REACH, MUST_NOT_REACH, NEW_EXPOSURE)
"""In the order of their policies."""
