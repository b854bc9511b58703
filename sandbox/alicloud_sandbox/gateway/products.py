"""All actions and events of the sandbox; importing this module loads every product."""

import importlib
import pkgutil

from alicloud_sandbox import iam, services
from alicloud_sandbox.core.actions import PRODUCTS

for _package in (iam, services):
    for _module in pkgutil.walk_packages(_package.__path__, f"{_package.__name__}."):
        importlib.import_module(_module.name)

#: (API version, action name) -> action.
ACTIONS = {(product.version, name): action for product in PRODUCTS for name, action in product.actions.items()}

#: Transition name -> what happens when it is over.
EVENTS = {name: handler for product in PRODUCTS for name, handler in product.events.items()}
