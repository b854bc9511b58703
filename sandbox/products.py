"""All actions and events of the sandbox: importing this module loads every product."""

from sandbox import sts, support
from sandbox.actions import PRODUCTS
from sandbox.vpc import vpcs_api

__all__ = ["ACTIONS", "EVENTS"]

_LOADED = (sts, support, vpcs_api)

#: (API version, action name) -> action.
ACTIONS = {(product.version, name): action for product in PRODUCTS for name, action in product.actions.items()}

#: Transition name -> what happens when it is over.
EVENTS = {name: handler for product in PRODUCTS for name, handler in product.events.items()}
