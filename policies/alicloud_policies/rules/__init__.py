"""The rules: one module per limit, named by its id, with `RULE`."""

from importlib import import_module
from pkgutil import iter_modules

from alicloud_rules.limits import LIMITS

from ..judging.rule import LimitRule

_FOUND: dict[str, LimitRule] = {
    rule.id: rule for module in iter_modules(__path__) for rule in (import_module(f"{__name__}.{module.name}").RULE,)
}
RULES = tuple(_FOUND[limit] for limit in LIMITS)
"""All rules, in the order of the table of limits."""
