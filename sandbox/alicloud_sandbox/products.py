"""All actions and events of the sandbox: importing this module loads every product."""

import importlib
import pkgutil

from alicloud_sandbox import ecs, ram, sts, support, vpc  # noqa: F401 (support has its actions in itself)
from alicloud_sandbox.actions import PRODUCTS

for _package in (ecs, vpc, ram, sts):
    for _module in pkgutil.iter_modules(_package.__path__):
        importlib.import_module(f"{_package.__name__}.{_module.name}")

#: (API version, action name) -> action.
ACTIONS = {(product.version, name): action for product in PRODUCTS for name, action in product.actions.items()}

#: Transition name -> what happens when it is over.
EVENTS = {name: handler for product in PRODUCTS for name, handler in product.events.items()}
